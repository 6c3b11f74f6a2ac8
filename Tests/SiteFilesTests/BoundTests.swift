import Diagnostics
import Foundation
import Planning
import Programmes
import Testing

@testable import SiteFiles

/// What comes from outside is bounded: one diagnostic beyond each limit, none at it, and the rest of the site works.
struct BoundTests {
    /// The table of docs/engine.md says the same limits, in the same words and order.
    @Test func theManualHasTheTable() throws {
        let manual = try String(contentsOfFile: Folder.package + "/docs/engine.md", encoding: .utf8)
        let lines = manual.components(separatedBy: "\n").drop { $0 != "| of a site's files | at most |" }.dropFirst(2)
        let rows = lines.prefix { $0.hasPrefix("|") }.map { line in
            line.split(separator: "|").map { $0.trimmingCharacters(in: .whitespaces) }
        }
        #expect(rows.map { $0[0] } == Bound.allCases.map(\.counted.en))
        #expect(rows.map { Int($0[1].filter(\.isNumber)) } == Bound.allCases.map(\.limit))
    }

    @Test(arguments: Bound.allCases.filter { $0 != .files && $0 != .tasks })
    func oneMoreThanTheLimitIsToldOnce(_ bound: Bound) {
        let site = TemporarySite.plain()
        for (name, text) in files(bound, bound.limit) { site.write(name, text) }
        let within = site.load()
        #expect(within.diagnostics.filter { $0.code == "S113" || $0.code == "S104" }.isEmpty)

        for (name, text) in files(bound, bound.limit + 1) { site.write(name, text) }
        let beyond = site.load()
        let told = beyond.diagnostics.filter { $0.code == "S113" || $0.code == "S104" }
        #expect(told.count == 1)
        #expect(told.first?.span != nil)
        if bound != .nesting {
            #expect(told.first?.message.en == "\(bound.limit + 1) \(bound.counted.en), at most \(bound.limit)")
        } else {
            #expect(told.first?.message.en.contains("\(bound.limit)") == true)
        }
        // The others are as they were.
        #expect(beyond.site.programmes.contains { $0.id == "01-KH-TU" && $0.tasks.count == 2 })
    }

    @Test func aMillionTasks() {
        let site = TemporarySite.plain()
        let rows = (0...Bound.tasks.limit).map { "a\($0),V,BDV,-\n" }.joined()
        site.write("programmes/b.csv", "# issued: 2021-10-01\nid,title,lead,deadline\n" + rows)
        let loaded = site.load()
        #expect(loaded.codes == ["S113"])
        #expect(loaded.status("programmes/b.csv")?.state == .partial)
        #expect(loaded.site.programmes.last?.tasks.count == Bound.tasks.limit)
    }

    /// A value that no file needs is told by its length, not quoted.
    @Test(arguments: ["programmes/b.yaml", "programmes/b.csv"])
    func longValuesAreNotQuoted(_ name: String) {
        let long = String(repeating: "x", count: 1 << 20)
        let site = TemporarySite.plain()
        let text =
            name.hasSuffix("yaml")
            ? TemporarySite.programme.replacing("01-KH-TU", with: "02-KH-TU").replacing("ban-dan-van", with: long)
            : "# issued: 2021-01-01\nid,title,lead\n1,A,\(long)\n2,\(long),BDV\n"
        site.write(name, text)
        let loaded = site.load()
        #expect(loaded.codes.contains("S111"))
        #expect(loaded.rendered(.en).utf8.count < 10_000)
    }

    private func files(_ bound: Bound, _ count: Int) -> [String: String] {
        func list(_ item: (Int) -> String) -> String { (0..<count).map(item).joined(separator: ", ") }
        func programme(_ head: String = "", _ task: String = "deadline: năm 2030") -> [String: String] {
            [
                "programmes/b.yaml": """
                programme: B
                title: B
                issued: 2021-10-01
                \(head)
                tasks:
                  - {id: "1", title: V, \(task)}

                """
            ]
        }
        func bodies(_ more: String) -> [String: String] { ["bodies.yaml": TemporarySite.bodies + more] }
        func group(_ id: String, _ members: String) -> String {
            "  - {id: \(id), name: \(id), members: [\(members)]}\n"
        }
        switch bound {
        case .files, .tasks: return [:]
        case .phrases: return programme("", "deadline: [" + list { "năm \(2021 + $0 % 100)" } + "]")
        case .tags: return programme("", "deadline: năm 2030, tags: [" + list { "t\($0)" } + "]")
        case .bodiesOfTask: return programme("", "deadline: năm 2030, lead: [" + list { _ in "BDV" } + "]")
        case .bodiesOfHead: return programme("monitoring: [" + list { _ in "BDV" } + "]")
        case .bodies:
            return bodies((0..<count - 3).map { "  - {id: a\($0), name: a\($0)}\n" }.joined())
        case .aliases: return bodies("  - {id: x, name: x, aliases: [" + list { "x \($0)" } + "]}\n")
        case .members: return bodies(group("x", list { _ in "BDV" }))
        case .membersOfAll:
            // A hundred groups of twenty thousand, and one more member.
            let all = (0..<20_000).map { "  - {id: a\($0), name: a\($0)}\n" }.joined()
            let large = group("g", (0..<20_000).map { "a\($0)" }.joined(separator: ", "))
            let others = (1..<100).map { group("g\($0)", "g") }.joined()
            return bodies(all + large + others + (count > bound.limit ? group("h", "BDV") : ""))
        case .groupsInOneAnother:
            return bodies((0..<count).map { group("g\($0)", $0 == 0 ? "BDV" : "g\($0 - 1)") }.joined())
        case .successorsInARow:
            return bodies(
                (0...count).map {
                    "  - {id: s\($0), name: s\($0)"
                        + ($0 == 0 ? "}\n" : ", until: 2022-01-01, successor: s\($0 - 1)}\n")
                }.joined())
        case .columns:
            return [
                "programmes/b.csv": "# issued: 2021-10-01\nid,title,deadline"
                    + String(repeating: ",note", count: count - 3) + "\n1,V,năm 2030\n"
            ]
        case .headLines:
            return [
                "programmes/b.csv": String(repeating: "# x\n", count: count - 1)
                    + "# issued: 2021-10-01\nid,title,deadline\n1,V,năm 2030\n"
            ]
        case .calendarItems: return ["calendar/a.yaml": "off:\n" + (0..<count).map { _ in "- 2027-04-30\n" }.joined()]
        case .terms: return ["dondoc.yaml": "terms: {party: [" + list { _ in "2020-2025" } + "]}\n"]
        case .arguments: return ["dondoc.yaml": "sendmail: [" + list { _ in "/bin/true" } + "]\n"]
        case .users: return bodies("  - {id: x, name: x, users: [" + list { "u\($0)" } + "]}\n")
        case .admins: return ["dondoc.yaml": "web: {admins: [" + list { "u\($0)" } + "]}\n"]
        case .outlets:
            return [
                "dondoc.yaml": "outlets:\n" + (0..<count).map { "- {name: o\($0), command: [/bin/true]}\n" }.joined()
            ]
        case .outletsOfOne: return bodies("  - {id: x, name: x, outlets: [" + list { _ in "mail" } + "]}\n")
        case .nesting:
            let open = String(repeating: "[", count: count - 1)
            return ["programmes/b.yaml": "programme: " + open + String(repeating: "]", count: count - 1)]
        }
    }
}
