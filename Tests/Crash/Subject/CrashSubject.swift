import Control
import Dates
import Delivery
import Diagnostics
import Engine
import Foundation
import Glibc
import Ledger
import Planning
import Programmes
import SiteFiles

/// The process that the crash harness kills: plays a script on a site with a virtual clock, goes on where it was after
/// a kill, and when it gets to the end compares spool, journal and ledger with what the core alone decides.
///
///     crash-subject FOLDER [--tag TAG] [--journald]
///     crash-subject FOLDER --mend KIND [--prepare]
@main struct CrashSubject {
    static func main() throws {
        var arguments = Array(CommandLine.arguments.dropFirst())
        var tag = ""
        var isJournald = false
        if let i = arguments.firstIndex(of: "--tag") {
            tag = arguments[i + 1]
            arguments.removeSubrange(i...(i + 1))
        }
        if let i = arguments.firstIndex(of: "--journald") {
            isJournald = true
            arguments.remove(at: i)
        }
        if let i = arguments.firstIndex(of: "--mend"), let kind = Mending.Kind(rawValue: arguments[i + 1]) {
            let mending = Mending(folder: arguments[0], kind: kind)
            if arguments.contains("--prepare") { return try mending.prepare() }
            try mending.play()
            let faults = try mending.faults()
            for fault in faults { print(fault) }
            exit(faults.isEmpty ? 0 : 1)
        }
        let run = Run(folder: arguments[0], script: Script(tag: tag), isJournald: isJournald)
        try run.play()
        let faults = try run.faults()
        for fault in faults { print(fault) }
        exit(faults.isEmpty ? 0 : 1)
    }
}

struct Run {
    let folder: String
    let script: Script
    let isJournald: Bool

    private var site: String { folder + "/site" }
    private var state: String { folder + "/state" }
    private var spool: String { folder + "/spool" }
    private var journalPath: String { folder + "/journal" }

    // MARK: Playing

    func play() throws {
        if !FileManager.default.fileExists(atPath: site) { try makeSite(at: site) }
        let journal: any Journal = isJournald ? SystemJournal() : FileJournal(at: journalPath)
        while try playOn(journal) {}
    }

    /// Until the end or the next restart: the ledger's lock goes with the engine.
    /// - Returns: whether there is more.
    private func playOn(_ journal: any Journal) throws -> Bool {
        var (now, index) = progress ?? (script.from, 0)
        let engine = try Engine(Engine.Options(site: site, state: state, spool: spool), at: now, journal: journal)
        defer { engine.close() }
        while true {
            let outcome = engine.step(at: now)
            guard outcome.troubles.isEmpty else {
                print("troubles: \(outcome.troubles.map(\.en))")
                exit(3)
            }
            if index < script.events.count, script.events[index].at == now {
                let action = script.events[index].action
                try perform(action, engine, at: now)
                index += 1
                save(now, index)
                if case .restart = action { return true }
                continue
            }
            let event = index < script.events.count ? script.events[index].at : script.end
            let next = min(outcome.next ?? script.end, event)
            guard next < script.end else { return false }
            now = next
            save(now, index)
        }
    }

    private func perform(_ action: Action, _ engine: Engine, at now: Instant) throws {
        switch action {
        case .report(let request):
            // Who was not answered looks whether it was taken before reporting again.
            if try !reports().contains(request.note ?? "") { _ = try engine.report(request, at: now) }
        case .edit(let path, let text):
            try write(text, to: site + "/" + path)
            _ = engine.reload(at: now)
        case .rename(let from, let to):
            // It was done before the kill, or is done now.
            rename(site + "/" + from, site + "/" + to)
            _ = engine.reload(at: now)
        case .restart: break
        }
    }

    private func reports() throws -> Set<String> {
        var notes: Set<String> = []
        try Ledger(in: state, access: .read).audit {
            if case .report(let report) = $0.content { notes.insert(report.note) }
        }
        return notes
    }

    private func makeSite(at path: String) throws {
        let draft = path + ".draft"
        try? FileManager.default.removeItem(atPath: draft)
        for file in script.files { try write(file.text, to: draft + "/" + file.path) }
        guard rename(draft, path) == 0 else { fatalError("rename \(path)") }
    }

    /// Appears whole.
    private func write(_ text: String, to path: String) throws {
        let parent = path[..<path.lastIndex(of: "/")!]
        try FileManager.default.createDirectory(atPath: String(parent), withIntermediateDirectories: true)
        let draft = path + "~"
        try Data(text.utf8).write(to: URL(fileURLWithPath: draft))
        guard rename(draft, path) == 0 else { fatalError("rename \(path)") }
    }

    /// One write of a fixed length, in place.
    private func save(_ now: Instant, _ index: Int) {
        let text = Array("\(now.seconds) \(index)\n".utf8)
        let line = text + [UInt8](repeating: 0x20, count: 32 - text.count)
        let path = folder + "/progress.new"
        let descriptor = open(path, O_WRONLY | O_CREAT | O_TRUNC, 0o644)
        guard descriptor >= 0, Glibc.write(descriptor, line, line.count) == line.count, close(descriptor) == 0,
            rename(path, folder + "/progress") == 0
        else { fatalError("progress") }
    }

    private var progress: (Instant, Int)? {
        let words = readLines(folder + "/progress").first?.split(separator: " ") ?? []
        guard words.count == 2, let seconds = Int64(words[0]), let index = Int(words[1]) else { return nil }
        return (Instant(seconds: seconds), index)
    }

    // MARK: Comparing

    /// What is not as it should be.
    func faults() throws -> [String] {
        let expected = try expectation().sorted()
        var faults: [String] = []
        func compare(_ name: String, _ found: [String]) {
            let found = found.sorted()
            guard found != expected else { return }
            let missing = Set(expected).subtracting(found).sorted()
            let extra = Set(found).subtracting(expected).sorted()
            faults.append("\(name): \(found.count) of \(expected.count), missing \(missing), extra \(extra)")
        }
        if expected.count < 60 { faults.append("only \(expected.count) notices") }
        compare("spool", try deliveredNotices())
        compare("journal", isJournald ? try journaldNotices() : FileJournal(at: journalPath).lines)
        let staged = try FileManager.default.contentsOfDirectory(atPath: spool + "/staging")
        if !staged.isEmpty { faults.append("staging: \(staged)") }
        let ledger = try Ledger(in: state, access: .read)
        var committed: [String] = []
        try ledger.audit { if case .notice(let notice, _) = $0.content { committed.append(notice.identity.key) } }
        compare("ledger", committed)
        for fault in try ledger.inspect() { faults.append(fault.wording.en) }
        let verdict = try ledger.verify()
        if !verdict.isSound { faults.append("chain: \(verdict.faults)") }
        return faults
    }

    /// The same script, through the pure core alone: no disk, no ledger, nothing to kill.
    private func expectation() throws -> [String] {
        let path = folder + "/expected-site"
        try? FileManager.default.removeItem(atPath: path)
        try makeSite(at: path)
        var loaded = loadSite(at: path)
        var plan = makePlan(loaded.site)
        var memory = Memory(plan)
        var now = script.from
        var events = script.events[...]
        var keys: [String] = []
        func reload() {
            loaded = loadSite(at: path, previous: loaded)
            plan = makePlan(loaded.site)
            memory.bind(to: plan)
        }
        while now < script.end {
            for programme in loaded.site.programmes { memory.load(programme: programme.id, at: now) }
            let decision = decide(plan, &memory, at: now)
            keys += decision.notices.map(\.identity.key)
            if let event = events.first, event.at == now {
                events.removeFirst()
                switch event.action {
                case .report(let request):
                    let today = loaded.site.settings.zone.day(at: now)
                    let demand = try request.read(today: today, target: plan.target(reference:))
                    memory.apply(try resolveReport(demand, plan: plan, memory: memory, now: now))
                case .edit(let file, let text):
                    try write(text, to: path + "/" + file)
                    reload()
                case .rename(let from, let to):
                    guard rename(path + "/" + from, path + "/" + to) == 0 else { fatalError("rename \(from)") }
                    reload()
                case .restart: break
                }
                continue
            }
            now = min(decision.next ?? script.end, events.first?.at ?? script.end)
        }
        return keys
    }

    private func deliveredNotices() throws -> [String] {
        var keys: [String] = []
        // The ledger's witness lies there too, hidden.
        for body in try FileManager.default.contentsOfDirectory(atPath: spool)
        where body != "staging" && !body.hasPrefix(".") {
            for name in try FileManager.default.contentsOfDirectory(atPath: "\(spool)/\(body)/new") {
                let field = "X-Dondoc-Notice: "
                keys += readLines("\(spool)/\(body)/new/\(name)").filter { $0.hasPrefix(field) }
                    .map { String($0.dropFirst(field.count)) }
            }
        }
        return keys
    }

    /// Those of this run: of its programmes, and of its digest, which has none.
    private func journaldNotices() throws -> [String] {
        let process = Process()
        process.executableURL = URL(fileURLWithPath: "/usr/bin/journalctl")
        process.arguments = ["--output=cat", "--output-fields=DONDOC_NOTICE", "--quiet", "SYSLOG_IDENTIFIER=dondocd"]
        let pipe = Pipe()
        process.standardOutput = pipe
        try process.run()
        let data = try pipe.fileHandleForReading.readToEnd() ?? Data()
        process.waitUntilExit()
        return String(decoding: data, as: UTF8.self).split(separator: "\n").map(String.init)
            .filter { key in
                let parts = key.split(separator: "/", omittingEmptySubsequences: false)
                guard (7...8).contains(parts.count) else { return false }
                return parts[0].hasSuffix(script.tag) || parts[3].hasSuffix(script.tag)
            }
    }
}
