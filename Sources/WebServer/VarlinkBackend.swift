import Control
public import JSONText
import Synchronization
public import Web

/// Asks the daemon over its control socket, on connections that are kept for the next question.
public final class VarlinkBackend: Backend {
    /// One user at a time has it.
    private struct Line: @unchecked Sendable {
        let client: VarlinkClient
    }

    private let path: String
    /// Seconds.
    private let patience: Int
    private let idle = Mutex<[Line]>([])
    private static let mostKept = 8

    /// - Parameter patience: seconds that an answer may take.
    public init(path: String, patience: Int = 10) {
        self.path = path
        self.patience = patience
    }

    public func call(
        _ method: String, _ parameters: [String: JSONValue]
    ) throws(BackendFailure) -> [String: JSONValue] {
        do throws(VarlinkClient.Failure) {
            let kept = idle.withLock { $0.popLast() }
            do throws(VarlinkClient.Failure) {
                return try ask(kept, method, parameters)
            } catch .broken where kept != nil {
                // The daemon was started anew meanwhile. What it was asked has an id of its own: it is done once.
                idle.withLock { $0.removeAll() }
                return try ask(nil, method, parameters)
            }
        } catch {
            throw BackendFailure(error)
        }
    }

    private func ask(
        _ kept: Line?, _ method: String, _ parameters: [String: JSONValue]
    ) throws(VarlinkClient.Failure) -> [String: JSONValue] {
        let line = if let kept { kept } else { Line(client: try VarlinkClient(path: path, timeout: patience)) }
        let answer: [String: JSONValue]
        do throws(VarlinkClient.Failure) {
            answer = try line.client.call(ControlInterface.name + "." + method, parameters)
        } catch {
            if case .answer = error { keep(line) }
            throw error
        }
        keep(line)
        return answer
    }

    private func keep(_ line: Line) {
        idle.withLock { if $0.count < VarlinkBackend.mostKept { $0.append(line) } }
    }
}

extension BackendFailure {
    fileprivate init(_ failure: VarlinkClient.Failure) {
        guard case .answer(let error) = failure else {
            self = if case .notPermitted = failure { .denied } else { .absent }
            return
        }
        func text(_ key: String) -> String { error.parameters[key]?.string ?? "" }
        switch error.name {
        case ControlInterface.name + ".NotFound": self = .notFound(text("what"))
        case ControlInterface.name + ".InvalidArgument":
            self = .invalid(parameter: text("parameter"), reason: text("reason"))
        case ControlInterface.name + ".Ambiguous": self = .ambiguous
        case ControlInterface.name + ".LedgerUnavailable": self = .ledger(text("reason"))
        case ControlInterface.permissionDenied.name: self = .denied
        case "org.varlink.service.InvalidParameter": self = .invalid(parameter: text("parameter"), reason: "")
        default: self = .absent
        }
    }
}
