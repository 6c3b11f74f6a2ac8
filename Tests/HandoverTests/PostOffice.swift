import Diagnostics
import Foundation
import Handover
import RuleLanguage
import TestKit

/// A spool, a command that stands in for sendmail, and a clock that is set by hand.
final class PostOffice {
    let folder: TemporaryFolder
    var now = 1_700_000_000
    private(set) var events: [HandoverEvent] = []
    private var courier: Courier?
    var addresses = ["ban-dan-van": "bdv@example.vn", "van-phong": "vp@example.vn"]
    var timeout = 20
    /// Through the shell: a script that was just written may still be open in a process another test has forked.
    lazy var sendmail = ["/bin/sh", path("sendmail"), "-i"]
    /// Besides mail.
    var outlets: [OutletProgram] = []
    /// By id of the body, in place of its address.
    var ways: [String: [Way]] = [:]

    /// - Parameter script: of the shell; the message is its input, `$RECORD` a folder to write in.
    init(_ script: String) throws {
        folder = try TemporaryFolder()
        try FileManager.default.createDirectory(atPath: path("record"), withIntermediateDirectories: true)
        try FileManager.default.createDirectory(atPath: path("spool/staging"), withIntermediateDirectories: true)
        try command(script)
    }

    func path(_ name: String) -> String { folder.path(name) }

    func command(_ script: String) throws {
        try folder.write("#!/bin/sh\nRECORD=\(path("record"))\n\(script)\n", to: "sendmail")
    }

    /// An outlet whose program is a script as ``command(_:)`` takes it.
    func outlet(_ name: String, _ script: String, from: Severity = .info) throws {
        try folder.write("RECORD=\(path("record"))\n\(script)\n", to: "outlet-" + name)
        outlets.removeAll { $0.name == name }
        outlets.append(OutletProgram(name: name, command: ["/bin/sh", path("outlet-" + name)], from: from))
    }

    @discardableResult
    func post(_ name: String, to recipient: String, _ text: String = "Message-ID: <1@x>\nSubject: thử\n\nnội dung\n")
        throws
        -> String
    {
        for part in ["tmp", "new", "cur"] {
            try FileManager.default.createDirectory(
                atPath: path("spool/\(recipient)/\(part)"), withIntermediateDirectories: true)
        }
        try folder.write(text, to: "spool/\(recipient)/new/\(name)")
        return text
    }

    /// One round; a process that lives on, or with `restarted` a new one.
    func round(restarted: Bool = false) throws -> Courier.Round {
        if restarted { courier = nil }
        var settings = Courier.Settings(
            command: sendmail, addresses: addresses, language: .en, timeout: timeout, delay: 60)
        settings.outlets += outlets
        settings.ways.merge(ways) { $1 }
        if courier == nil { courier = try open(settings) }
        courier?.settings = settings
        return try courier!.round()
    }

    private func open(_ settings: Courier.Settings) throws -> Courier {
        for tries in 0... {
            do throws(HandoverFailure) {
                let clock = { [unowned self] in now }
                let tell = { [unowned self] (event: HandoverEvent) in events.append(event) }
                return try Courier(
                    spool: path("spool"), settings: settings, signals: SignalQueue(), clock: clock, tell: tell)
            } catch {
                // A process that another test has just forked still holds the lock.
                guard case .alreadyRunning = error, tries < 200 else { throw error }
                Thread.sleep(forTimeInterval: 0.01)
            }
        }
        preconditionFailure()
    }

    func files(_ folder: String) -> [String] {
        ((try? FileManager.default.contentsOfDirectory(atPath: path("spool/" + folder))) ?? []).sorted()
    }

    /// What the command wrote down.
    var record: [String] {
        let text = (try? String(contentsOfFile: path("record/calls"), encoding: .utf8)) ?? ""
        return text.split(separator: "\n").map(String.init)
    }

    func text(_ name: String) -> String { (try? String(contentsOfFile: path(name), encoding: .utf8)) ?? "" }
}
