import Dates
import Engine
import Foundation
import Planning
import SiteFiles
import TestKit

/// A site in a scratch folder, an engine on it, and the mail it sent.
final class Office {
    let root = "/dev/shm/dondoc-" + UUID().uuidString.prefix(8)
    let journal = RecordingJournal()
    var site: String { root + "/site" }
    private let ledger: String

    init() throws {
        ledger = try TestLedger.settings()
        for folder in ["programmes", "rules"] {
            try FileManager.default.createDirectory(atPath: site + "/" + folder, withIntermediateDirectories: true)
        }
        if !ledger.isEmpty { try write("dondoc.yaml", "") }
    }

    deinit { try? FileManager.default.removeItem(atPath: root) }

    func write(_ name: String, _ text: String) throws {
        let text = text + "\n" + (name == "dondoc.yaml" ? ledger : "")
        try Data(text.utf8).write(to: URL(fileURLWithPath: site + "/" + name), options: .atomic)
    }

    /// Has the files of another site, and not its ledger.
    func takeFiles(of other: Office) throws {
        try FileManager.default.removeItem(atPath: site)
        try FileManager.default.copyItem(atPath: other.site, toPath: site)
        if !ledger.isEmpty { try write("dondoc.yaml", "") }
    }

    func open(at now: Instant, mostNotices: Int? = nil) throws -> Engine {
        var options = Engine.Options(site: site, state: root + "/state", spool: root + "/spool")
        if let mostNotices { options.mostNotices = mostNotices }
        return try Engine(options, at: now, journal: journal)
    }

    /// The texts of a body's messages, in order of their files' names.
    func mail(_ body: String) throws -> [String] {
        let folder = root + "/spool/\(body)/new"
        guard let names = try? FileManager.default.contentsOfDirectory(atPath: folder) else { return [] }
        return try names.sorted().map { try String(contentsOfFile: folder + "/" + $0, encoding: .utf8) }
    }
}

func at(_ text: String) -> Instant { Instant(text)! }
