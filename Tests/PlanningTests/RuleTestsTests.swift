import Dates
import Deadlines
import Diagnostics
import Programmes
import RuleLanguage
import Testing

@testable import Planning

/// The runner of `test` items, on the example of the specification.
@Suite struct RuleTestsTests {
    static let rules = """
        rule "nhac-truoc-han"
          when before due 30 days, 7 days, 1 working day
          remind lead
        rule "qua-han"
          when after due 1 working day
          remind lead
          then after 7 days escalate to directing
          then after 15 days escalate to superior of directing
          repeat every 7 days up to 2 times
          until acknowledged
        defaults
          at 08:00
          on working days

        """

    static let site = Site(
        settings: Settings(), bodies: BodyDirectory([]), programmes: [], ruleFiles: [], calendar: .vietnam)

    private func file(_ tests: String) -> RuleFile {
        let (file, diagnostics) = parseRules(SourceFile(path: "rules/a.rules", text: Self.rules + tests))
        #expect(diagnostics.isEmpty, "\(diagnostics)")
        return file
    }

    @Test func theExamplePasses() {
        let outcomes = runTests(
            [
                file(
                    """
                    test "quý IV được nhắc trước"
                      task deadline "Trong quý IV/2021" lead "ban-tuyen-giao" directing "ban-thuong-vu"
                      on 2021-12-01 expect remind lead
                      on 2021-12-15 expect nothing
                      given done on 2021-12-20
                      on 2022-01-04 expect nothing
                    """)
            ], in: Self.site)
        #expect(outcomes.count == 1)
        #expect(outcomes[0].failures.isEmpty, "\(outcomes[0].failures)")
    }

    private func failures(_ expectation: String, letters: @escaping LetterWriter = { _, _ in [] }) -> [TestFailure] {
        let file = file(
            """
            test "bodies"
              task deadline "ngày 30/11/2021" issued 2021-10-01 lead "don-vi-a", "don-vi-b"
              on 2021-11-23 expect \(expectation)
            """)
        return runTests([file], in: Self.site, letters: letters)[0].failures
    }

    @Test(arguments: [
        ("remind lead", true), ("remind lead \"don-vi-a\", \"don-vi-b\"", true), ("remind lead \"don-vi-a\"", false),
        ("remind lead \"don-vi-a\" and remind lead \"don-vi-b\"", true), ("remind lead \"don-vi-c\"", false),
        ("remind directing", false), ("nothing", false),
    ])
    func bodiesThatAreNamed(_ expectation: String, _ passes: Bool) {
        let failures = failures(expectation)
        #expect(failures.isEmpty == passes)
        if expectation == "remind lead \"don-vi-a\"" {
            #expect(failures[0].wording.en.contains("sent to don-vi-a, don-vi-b"))
        }
    }

    @Test(arguments: [
        ("text \"hạn 30/11\"", true), ("text \"hạn 1/12\"", false), ("text \"Đơn vị\", \"hạn 1/12\"", false),
        ("remind lead and text \"hạn 30/11\"", true), ("remind directing and text \"hạn 30/11\"", false),
    ])
    func wordsOfLetters(_ expectation: String, _ passes: Bool) {
        let failures = failures(expectation) { notices, _ in notices.map { _ in "Gửi: Đơn vị\nViệc có\n hạn  30/11" } }
        #expect(failures.isEmpty == passes, "\(failures)")
    }

    @Test func withoutLettersThereAreNoWords() { #expect(!failures("text \"hạn\"").isEmpty) }

    @Test func linesNeedNoOrder() {
        let outcomes = runTests(
            [
                file(
                    """
                    test "what is given stands first"
                      given done on 2021-12-20
                      task deadline "Trong quý IV/2021" lead "ban-tuyen-giao" directing "ban-thuong-vu"
                      on 2022-01-04 expect nothing
                      on 2021-12-24 expect nothing
                      on 2021-12-01 expect remind lead
                    """)
            ], in: Self.site)
        #expect(outcomes.count == 1)
        #expect(outcomes[0].failures.isEmpty, "\(outcomes[0].failures)")
    }

    /// A test of so much is given up and says so, whatever it expects; the others are as they are.
    @Test func testsThatAreTooLarge() {
        let outcomes = runTests(
            [
                file(
                    """
                    rule "daily" when every day remind lead
                    test "years" task deadline "Trong quý IV/2021" issued 1990-01-01 lead "a"
                      on 2021-11-30 expect nothing
                    test "days" task deadline "hằng ngày" issued 2020-01-01 lead "a"
                      on 2021-11-30 expect remind lead
                    test "soon" task deadline "ngày 30/11/2021" issued 2021-11-01 lead "a"
                      on 2021-11-15 expect remind lead
                    """)
            ], in: Self.site)
        #expect(outcomes.map(\.passed) == [false, false, true])
        let said = outcomes.flatMap(\.failures).map(\.wording.en)
        #expect(said.count == 2)
        #expect(said[0] == "the test goes on from 1990-01-01 to 2021-11-30: the limit is 20 years")
        #expect(said[1].hasPrefix("the test has more than 50000 notices"))
    }

    @Test func aFailureTellsWhatCameAndWhy() throws {
        let outcomes = runTests(
            [
                file(
                    """
                    test "sai"
                      task deadline "Trong quý IV/2021" lead "a" directing "b"
                      on 2021-12-01 expect nothing
                      on 2021-12-15 expect remind lead
                    """)
            ], in: Self.site)
        let failures = outcomes[0].failures
        try #require(failures.count == 2)
        #expect(failures[0].wording.en.contains("expected nothing; came remind lead"))
        #expect(
            failures[0].wording.en.contains(
                "rule “nhac-truoc-han” (line 1), step 0, occurrence 2021-Q4, on 2021-12-01 at 08:00"))
        #expect(
            failures[1].wording.en.contains(
                "No instant on 2021-12-15; the one before on 2021-12-01 at 08:00; the one after on 2021-12-24 at 08:00")
        )
    }

    @Test func whatARuleDidOnAnotherDay() throws {
        let outcomes = runTests(
            [
                file(
                    """
                    test "muộn"
                      task deadline "ngày 31/12/2021" lead "a" directing "b"
                      on 2021-12-30 expect nothing
                      on 2022-02-01 expect remind lead
                    """)
            ], in: Self.site)
        // Not only that no rule sends such a thing: which one does, and when it did.
        let failure = try #require(outcomes[0].failures.last)
        #expect(!failure.wording.en.contains("no rule sends"), "\(failure.wording.en)")
        #expect(failure.wording.en.contains("rule “nhac-truoc-han”"), "\(failure.wording.en)")
    }

    @Test func aTestThatFailsAnywayNoticesNoChange() {
        let failing = file(
            "test \"sai\"\n task deadline \"ngày 31/12/2021\" lead \"a\"\n on 2021-12-30 expect escalate to lead")
        let mutants = mutate([failing], in: Self.site)
        #expect(!mutants.isEmpty && mutants.allSatisfy { $0.killedBy == nil })
    }

    @Test func coverageAndMutantsNameWhatIsLeftOut() {
        let some = file(
            """
            test "một phần"
              task deadline "Trong quý IV/2021" lead "a" directing "b"
              on 2021-12-01 expect remind lead
            """)
        let points = coverage([some], in: Self.site)
        #expect(points.filter(\.isReached).map(\.what.en) == ["the rule", "30 days"])
        let survivors = mutate([some], in: Self.site).filter { $0.killedBy == nil }
        #expect(survivors.contains { $0.change.en == "7 days → 8 days" })
        #expect(!survivors.contains { $0.change.en == "30 days → 31 days" })

        let all = file(
            """
            test "chuỗi"
              task deadline "Trong quý IV/2021" lead "a" directing "b"
              on 2021-11-30 expect nothing
              on 2021-12-01 expect remind lead
              on 2021-12-24 expect remind lead
              on 2021-12-30 expect remind lead
              on 2022-01-04 expect remind lead
              on 2022-01-11 expect escalate to directing
              on 2022-01-26 expect escalate to superior of directing
              on 2022-02-07 expect escalate to superior of directing
              on 2022-02-09 expect escalate to superior of directing
              on 2022-02-16 expect nothing
            test "đã tiếp nhận"
              task deadline "Trong quý IV/2021" lead "a" directing "b"
              given acknowledged on 2022-01-05
              on 2022-01-11 expect nothing
            """)
        let outcomes = runTests([all], in: Self.site)
        #expect(outcomes.flatMap(\.failures).isEmpty)
        #expect(coverage([all], in: Self.site).filter { !$0.isReached }.isEmpty)
        let mutants = mutate([all], in: Self.site)
        // 25/12/2021 is a Saturday: with 6 days the reminder would go out on the same Friday.
        #expect(mutants.filter { $0.killedBy == nil }.map(\.change.en) == ["7 days → 6 days"])
    }
}
