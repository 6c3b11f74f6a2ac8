import Dates
import Engine
import Foundation
import Ledger
import Planning
import Programmes
import SiteFiles
import TestKit
import Testing

/// Five hundred edits by chance: files written, broken, mended, renamed, broken or not, removed; deadlines, rules and
/// bodies changed; while the engine runs and while it does not.
///
/// Beside the folder that is edited stands one that holds, of each file, the last version that checks. A reload of the
/// one must give what reading the other from nothing gives: the same notices at the same instants, none twice.
@Suite struct RandomEditsTests {
    @Test(arguments: [1, 2]) func editsByChance(seed: UInt64) throws {
        var run = try EditRun(seed: seed)
        for number in 0..<250 { try run.edit(number) }
        #expect(run.sent.count > 150, "\(run.sent.count)")
        #expect(Set(run.sent.map(\.identity)).count == run.sent.count)
        #expect(run.broken > 10 && run.renamed > 10 && run.renamedBroken > 2 && run.restarts > 10)
        let rows = try run.rows()
        #expect(rows == run.sent.count)
        run.engine.close()
    }
}

private struct EditRun {
    struct File {
        /// Of a programme: task and deadline; of rules: name and days.
        var parts: [(String, String)]
        var isProgramme: Bool
        var id: String
    }

    let office: Office
    let good: Office
    /// Gone while it is stopped: the ledger's lock goes with it.
    private var running: Engine?
    var engine: Engine { running! }
    var random: SplitMix64
    var files: [String: File] = [:]
    var brokenFiles: Set<String> = []
    var loaded: LoadedSite
    var loads = 0
    var plan: Plan
    var memory: Memory
    var now = at("2021-10-01T06:00:00+07:00")
    var sent: [(identity: NoticeIdentity, at: Instant)] = []
    var counter = 0
    var broken = 0
    var renamed = 0
    var renamedBroken = 0
    var restarts = 0

    init(seed: UInt64) throws {
        random = SplitMix64(seed: seed)
        office = try Office()
        good = try Office()
        for place in [office, good] {
            try place.write("bodies.yaml", EditRun.bodies(0))
        }
        loaded = loadSite(at: good.site)
        plan = makePlan(loaded.site)
        memory = Memory(plan)
        running = try office.open(at: now)
        for _ in 0..<6 { try add(isProgramme: true) }
        for _ in 0..<3 { try add(isProgramme: false) }
        reload()
        step(until: now + 60)
    }

    static func bodies(_ more: Int) -> String {
        "bodies:\n" + (0..<more).map { "  - { id: x\($0), name: Cơ quan \($0) }\n" }.joined()
            + "  - { id: a, name: A }\n  - { id: b, name: B, parent: a }\n  - { id: c, name: C, parent: a }\n"
    }

    // MARK: Chance

    mutating func number(_ range: ClosedRange<Int>) -> Int { Int.random(in: range, using: &random) }

    mutating func deadline() -> String {
        let month = number(1...12)
        switch number(0...3) {
        case 0: return "hằng tháng"
        case 1: return "Tháng \(month)/\(month > 9 ? 2021 : 2022)"
        case 2: return "trước ngày \(number(2...28))/\(month)/\(month > 9 ? 2021 : 2022)"
        default: return "Trong quý \(["I", "II", "III"][number(0...2)])/2022"
        }
    }

    mutating func name() -> String {
        counter += 1
        return "\(counter)"
    }

    // MARK: Files

    func text(_ file: File) -> String {
        guard file.isProgramme else {
            return file.parts.map { "rule \"\($0.0)\" when before due \($0.1) days remind lead, directing\n" }.joined()
        }
        return "programme: \(file.id)\ntitle: T\nissued: 2021-09-01\ntasks:\n"
            + file.parts.map {
                "  - { id: \"\($0.0)\", title: N, lead: [b], directing: [c], deadline: \($0.1) }\n"
            }.joined()
    }

    mutating func put(_ path: String, _ file: File) throws {
        files[path] = file
        brokenFiles.remove(path)
        for place in [office, good] { try place.write(path, text(file)) }
    }

    mutating func add(isProgramme: Bool) throws {
        let id = name()
        var parts: [(String, String)] = []
        for _ in 0..<number(1...3) { parts.append((name(), isProgramme ? deadline() : "\(number(1...30))")) }
        let path = isProgramme ? "programmes/f\(id).yaml" : "rules/f\(id).rules"
        try put(path, File(parts: parts, isProgramme: isProgramme, id: "P\(id)"))
    }

    // MARK: Edits

    mutating func edit(_ number: Int) throws {
        guard let path = files.keys.sorted().randomElement(using: &random), var file = files[path] else { return }
        var touched: (Notice) -> Bool = { _ in false }
        let isProgramme = file.isProgramme
        func concerns(_ id: String, _ part: String) -> (Notice) -> Bool {
            { isProgramme ? $0.identity.programme == id && $0.identity.task == part : $0.identity.rule == part }
        }
        // Now and then nothing runs while it is edited.
        let isStopped = self.number(0...7) == 0
        if isStopped {
            engine.close()
            running = nil
        }
        switch self.number(0...9) {
        case 0:
            let old = Set(files.keys)
            try add(isProgramme: self.number(0...3) > 0)
            let new = files.first { !old.contains($0.key) }!.value
            let parts = Set(new.parts.map(\.0))
            touched = { parts.contains(new.isProgramme ? $0.identity.task : $0.identity.rule) }
        case 1 where files.count > 6:
            files[path] = nil
            brokenFiles.remove(path)
            for place in [office, good] { unlink(place.site + "/" + path) }
            let parts = Set(file.parts.map(\.0))
            touched = { parts.contains(isProgramme ? $0.identity.task : $0.identity.rule) }
        case 2, 3:
            let other = path.replacing(path.split(separator: "/")[1].split(separator: ".")[0], with: "r\(name())")
            files[path] = nil
            files[other] = file
            if brokenFiles.remove(path) != nil {
                brokenFiles.insert(other)
                renamedBroken += 1
            }
            for place in [office, good] { rename(place.site + "/" + path, place.site + "/" + other) }
            renamed += 1
        case 4, 5:
            brokenFiles.insert(path)
            broken += 1
            try office.write(path, isProgramme ? text(file) + "  - { id: [" : text(file) + "rule \"x\" whn")
        case 6:
            let count = self.number(0...3)
            for place in [office, good] { try place.write("bodies.yaml", EditRun.bodies(count)) }
        case 7 where file.parts.count < 5:
            let part = (name(), isProgramme ? deadline() : "\(self.number(1...30))")
            file.parts.append(part)
            try put(path, file)
            touched = concerns(file.id, part.0)
        default:
            let index = self.number(0...(file.parts.count - 1))
            file.parts[index].1 = isProgramme ? deadline() : "\(self.number(1...30))"
            try put(path, file)
            touched = concerns(file.id, file.parts[index].0)
        }
        if isStopped {
            running = try office.open(at: now)
            restarts += 1
        }
        let before = plan
        reload()
        if number % 25 == 0 {
            let today = before.site.settings.zone.day(at: now)
            for change in comparePlans(before, plan, memory: memory, from: today, through: today + 60) {
                #expect(touched(change.notice), "edit \(number): \(change)")
            }
        }
        step(until: now + self.number(1...40) * 3600)
    }

    mutating func reload() {
        let outcome = engine.reload(at: now)
        #expect(Set(outcome.setAside.map(\.path)) == brokenFiles)
        #expect(outcome.setAside.map(\.state).allSatisfy { $0 == .lastGood })
        // From the good versions alone, and ever again from nothing.
        loads += 1
        loaded = loadSite(at: good.site, previous: loads % 20 == 0 ? nil : loaded)
        plan = makePlan(loaded.site)
        memory.bind(to: plan)
        _ = memory.settle(at: now)
    }

    mutating func step(until end: Instant) {
        while true {
            let outcome = engine.step(at: now)
            #expect(outcome.troubles.isEmpty)
            for programme in plan.site.programmes { memory.load(programme: programme.id, at: now) }
            let decision = decide(plan, &memory, at: now)
            let found = Set(outcome.sent.map(\.identity))
            let expected = Set(decision.notices.map(\.identity))
            let others = found.symmetricDifference(expected)
            #expect(others.isEmpty && found.count == outcome.sent.count, "\(now): \(others)")
            sent += outcome.sent.map { ($0.identity, $0.at) }
            // Either may wake for nothing, but neither may sleep through what the other sends.
            let soonest = [outcome.next, decision.next].compactMap(\.self).min()
            guard let next = soonest, next < end else { break }
            now = next
        }
        now = end
    }

    /// The notices in the ledger.
    func rows() throws -> Int { engine.status(at: now).notices }
}
