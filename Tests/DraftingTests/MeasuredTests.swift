import Dates
import Deadlines
import Drafting
import Foundation
import Programmes
import Testing

/// Drafts held against lists made by hand, so that a change shows its gain and its loss.
struct MeasuredTests {
    /// Small texts in `Kinds`, each of one way in which documents give work; their lists stand below a rule in the same
    /// file.
    static let kinds: [String] = files("Kinds")
    /// Documents that are only measured, each with its list as `Kinds` have theirs.
    static let measured: [String] = files("Measured")
    /// The lists of `Documents`.
    static let lists: [String] = files("Lists")

    private static func files(_ folder: String) -> [String] {
        let path = DraftingTests.folder.path + "/" + folder
        return ((try? FileManager.default.contentsOfDirectory(atPath: path)) ?? []).sorted()
    }

    private static func read(_ path: String) throws -> String {
        try String(contentsOf: DraftingTests.folder.appending(path: path), encoding: .utf8)
    }

    private static func agreement(_ text: String, _ list: String, _ name: String) -> Agreement {
        let context = DraftingContext(
            bodies: BodyDirectory([]), calendar: .vietnam, today: Day(unchecked: 2026, 11, 29), name: name)
        return Agreement(draftProgramme(text, in: context), HandMadeList(list, of: text))
    }

    private static func kind(_ name: String, in folder: String = "Kinds") throws -> Agreement {
        let parts = try read(folder + "/" + name).components(separatedBy: "========\n")
        return agreement(parts[0], parts.count > 1 ? parts[1] : "", name)
    }

    private static func document(_ name: String) throws -> Agreement {
        let list = try read("Lists/" + name)
        let file = try #require(DraftingTests.names.first { $0.hasPrefix(name.prefix { $0 != "." } + ".") })
        return agreement(try DraftingTests.text(file), list, String(name.prefix { $0 != "." }))
    }

    @Test(arguments: kinds) func isReadAsListed(_ name: String) throws {
        let agreement = try Self.kind(name)
        #expect(agreement.tasks > 0)
        #expect(agreement.differences == [])
    }

    /// What is to be reached on documents never seen is held on those that are.
    @Test func documents() throws {
        var sum = Agreement.none
        let lists = Self.lists.map { ($0, false) } + Self.measured.map { ($0, true) }
        for (name, isMeasured) in lists {
            let agreement = try isMeasured ? Self.kind(name, in: "Measured") : Self.document(name)
            if !agreement.differences.isEmpty {
                print(name + "\n  " + agreement.differences.joined(separator: "\n  "))
            }
            sum = sum + agreement
        }
        print("Documents: " + sum.summary)
        #expect(sum.tasks >= 90)
        #expect(sum.foundTasks * 100 >= sum.tasks * 98, "\(sum.summary)")
        #expect(sum.foundBodies * 100 >= sum.bodies * 95, "\(sum.summary)")
        #expect(sum.foundDeadlines * 100 >= sum.deadlines * 95, "\(sum.summary)")
        #expect(sum.spuriousTasks * 50 <= sum.tasks, "\(sum.summary)")
        #expect(sum.spuriousBodies * 50 <= sum.bodies, "\(sum.summary)")
        #expect(sum.spuriousDeadlines * 50 <= sum.deadlines, "\(sum.summary)")
    }
}
