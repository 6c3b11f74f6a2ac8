import Control
import Dates
import Diagnostics
import Glibc
import JSONText

/// The daemon, where it runs for the site that is meant.
struct Service {
    struct Status {
        let parameters: [String: JSONValue]

        func text(_ ink: Palette) -> String {
            let version = parameters["version"]?.string ?? ""
            return ink(.green, say("đang chạy", "running")) + " " + ink(.faint, printable(version))
        }

        /// The next notice that it foresees, which costs it nothing to know; nil: none.
        var next: Instant? { parameters["next"]?.string.flatMap { Instant($0) } }
        var troubles: [String] { (parameters["troubles"]?.array ?? []).compactMap(\.string) }
        var setAside: [String] { (parameters["setAside"]?.array ?? []).compactMap { $0["path"]?.string } }
    }

    private let path: String
    /// It was named, so that no other way will do.
    private let isNamed: Bool
    private let client: VarlinkClient
    private let found: Status

    /// What words are asked for in.
    static var inLanguage: [String: JSONValue] { ["language": .string(Language.ofReader.rawValue)] }

    /// Seconds in which a daemon that restarts is there again; systemd keeps its socket meanwhile.
    private static let patience = 20

    /// - Returns: nil where none runs. One that serves another site is not the one meant.
    init?(_ global: GlobalOptions) throws {
        let path = global.socket ?? ControlInterface.defaultPath
        self.path = path
        isNamed = global.socket != nil
        do {
            let (client, answer) = try Self.ask(path, "GetStatus", Self.inLanguage, nil)
            self.client = client
            found = Status(parameters: answer["status"]?.object ?? [:])
        } catch .notRunning where global.socket == nil {
            return nil
        } catch .notPermitted where global.socket == nil {
            return nil
        } catch {
            throw Trouble(error, at: path)
        }
        if global.socket == nil, found.parameters["site"]?.string.flatMap(resolved) != resolved(global.site) {
            return nil
        }
    }

    /// Why no service was found: the user may not ask it, or there is none.
    static func absence(_ global: GlobalOptions) -> Trouble {
        let path = global.socket ?? ControlInterface.defaultPath
        return access(path, W_OK) != 0 && errno == EACCES
            ? Trouble(.notPermitted(path: path), at: path) : .serviceNotRunning
    }

    func status() -> Status { found }

    func call(_ method: String, _ parameters: [String: JSONValue] = [:]) throws -> [String: JSONValue] {
        do {
            return try Self.ask(path, method, parameters, client).answer
        } catch {
            throw Trouble(error, at: path)
        }
    }

    /// Records a report that has an id.
    /// - Returns: nil where the daemon went away and did not come back: whether it had recorded it, the ledger knows.
    func record(_ report: [String: JSONValue]) throws -> [String: JSONValue]? {
        do {
            return try Self.ask(path, "Report", report, client).answer
        } catch .notRunning where !isNamed {
            return nil
        } catch .answer(let error) where error.name == ControlInterface.name + ".Ambiguous" {
            throw Ambiguity(open: (error.parameters["open"]?.array ?? []).compactMap(\.string))
        } catch {
            throw Trouble(error, at: path)
        }
    }

    /// One that stops answers Busy, or closes the connection without having done anything; one that was killed may have
    /// done it. Either way it is asked again, as soon as one listens there.
    private static func ask(
        _ path: String, _ method: String, _ parameters: [String: JSONValue], _ client: VarlinkClient?
    ) throws(VarlinkClient.Failure) -> (client: VarlinkClient, answer: [String: JSONValue]) {
        var client = client
        var isGone = false
        for tries in 0... {
            do throws(VarlinkClient.Failure) {
                // A reload is answered when the files are read.
                let timeout = method == "Reload" ? 600 : 30
                let connected = if let client { client } else { try VarlinkClient(path: path) }
                connected.wait(atMost: timeout)
                return (connected, try connected.call(ControlInterface.name + "." + method, parameters))
            } catch {
                isGone = isGone || error == .broken
                guard tries < patience * 10,
                    error == .broken || error == .answer(ControlInterface.busy)
                        || isGone && error == .notRunning(path: path)
                else { throw error }
                client = nil
                usleep(100_000)
            }
        }
        preconditionFailure("an endless loop ended")
    }
}

extension Trouble {
    init(_ failure: VarlinkClient.Failure, at path: String) {
        switch failure {
        case .notRunning(let path):
            self = .cannot("dịch vụ không chạy ở \(printable(path)).", "no service runs at \(printable(path)).")
        case .notPermitted(let path):
            self = .cannot(
                "không được phép dùng \(printable(path)); cần thuộc nhóm “dondoc”: “sudo usermod -aG dondoc TÊN-NGƯỜI-DÙNG” rồi đăng nhập lại.",
                "not permitted to use \(printable(path)); it takes the group “dondoc”: `sudo usermod -aG dondoc USER`, then log in again."
            )
        case .pathTooLong(let path):
            self = .usage(
                "đường dẫn socket quá dài: \(printable(path))", "the socket's path is too long: \(printable(path))")
        case .timedOut: self = .cannot("dịch vụ không trả lời kịp.", "the service did not answer in time.")
        case .broken: self = .cannot("dịch vụ ngắt kết nối.", "the service closed the connection.")
        case .system(let call, let errno):
            self = .cannot("dịch vụ: \(call) lỗi \(errno).", "the service: \(call) failed with error \(errno).")
        case .answer(let error): self = .init(answer: error)
        }
    }

    /// - Parameter parameter: its name in the service's interface; it is told by that of the command.
    static func invalid(_ parameter: String, _ vi: String, _ en: String) -> Trouble {
        let name =
            switch parameter {
            case "report": ""
            case "task", "value": "<" + parameter.uppercased() + ">: "
            case "name": "<EVENT>: "
            case "bodies": "--body: "
            case "documentDate": "--document-date: "
            default: "--" + parameter + ": "
            }
        return .usage(name + vi, name + en)
    }

    private init(answer error: VarlinkError) {
        func text(_ key: String) -> String { printable(error.parameters[key]?.string ?? "") }
        switch error.name {
        case ControlInterface.name + ".NotFound":
            self = .usage(text("what"), text("what"))
        case ControlInterface.name + ".InvalidArgument":
            self = .invalid(text("parameter"), text("reason"), text("reason"))
        case ControlInterface.name + ".LedgerUnavailable":
            self = .cannot(
                "không ghi được sổ cái, chưa có gì thay đổi: \(text("reason"))",
                "the ledger could not be written, nothing was changed: \(text("reason"))")
        case ControlInterface.name + ".PermissionDenied":
            self = .cannot(
                "không được phép; cần thuộc nhóm “dondoc”: “sudo usermod -aG dondoc TÊN-NGƯỜI-DÙNG” rồi đăng nhập lại.",
                "not permitted; it takes the group “dondoc”: `sudo usermod -aG dondoc USER`, then log in again.")
        case ControlInterface.name + ".Busy":
            self = .cannot("dịch vụ đang bận, hãy thử lại.", "the service is busy, try again.")
        default:
            self = .cannot(
                "dịch vụ trả lời: \(printable(error.name))", "the service answered: \(printable(error.name))")
        }
    }
}
