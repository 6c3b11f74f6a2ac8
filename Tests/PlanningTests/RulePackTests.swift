import Dates
import Diagnostics
import Foundation
import Programmes
import RuleLanguage
import Testing

@testable import Planning

/// The default rule pack passes its own tests, which reach all of it and notice nearly every change.
struct RulePackTests {
    private static let files: [RuleFile] = {
        let folder = URL(filePath: #filePath).resolvingSymlinksInPath().deletingLastPathComponent()
            .deletingLastPathComponent().deletingLastPathComponent().appending(path: "Rules")
        let names = ((try? FileManager.default.contentsOfDirectory(atPath: folder.path)) ?? []).filter {
            $0.hasSuffix(".rules")
        }
        return names.sorted().compactMap { name in
            guard let data = try? Data(contentsOf: folder.appending(path: name)) else { return nil }
            return parseRules(SourceFile(path: name, bytes: Array(data))).file
        }
    }()

    private static let site = Site(
        settings: Settings(), bodies: BodyDirectory([]), programmes: [], ruleFiles: files, calendar: .vietnam)

    /// In place of real letters: whom each is about.
    private static func letters(_ notices: [Notice], _ plan: Plan) -> [String] {
        notices.map { $0.subjects.joined(separator: ", ") }
    }

    @Test func passes() {
        let outcomes = runTests(RulePackTests.files, in: RulePackTests.site, letters: RulePackTests.letters)
        #expect(outcomes.count >= 15)
        for outcome in outcomes {
            for failure in outcome.failures { Issue.record("\(outcome.path): \(outcome.name): \(failure.wording.en)") }
        }
    }

    @Test func isCovered() {
        for point in coverage(RulePackTests.files, in: RulePackTests.site) where !point.isReached {
            Issue.record("\(point.path):\(point.line): \(point.rule): \(point.what.en)")
        }
    }

    @Test func itsMutantsDie() {
        let mutants = mutate(RulePackTests.files, in: RulePackTests.site, letters: RulePackTests.letters)
        let survivors = mutants.filter { $0.killedBy == nil }
        #expect(mutants.count >= 40)
        #expect(
            survivors.count * 20 <= mutants.count,
            "\(survivors.count) of \(mutants.count) survive:\n\(survivors.map { "\($0.rule): \($0.change.en)" }.joined(separator: "\n"))"
        )
    }
}
