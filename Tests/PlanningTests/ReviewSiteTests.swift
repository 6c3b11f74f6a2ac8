import Dates
import Deadlines
import Diagnostics
import Programmes
import RuleLanguage
import Testing

@testable import Planning

/// What is found only once rules and tasks are seen together.
struct ReviewSiteTests {
    private static let today = Day(unchecked: 2022, 1, 10)

    private func review(
        _ rules: String, _ phrases: [String], roles: [Role] = [.lead, .directing], until: Day? = nil, today: Day = today
    ) -> [Diagnostic] {
        let source = SourceFile(path: "a.rules", text: rules)
        let (file, said) = parseRules(source)
        #expect(said.isEmpty)
        let bodies = BodyDirectory([
            Body(id: "tinh-uy", name: "Tỉnh ủy"), Body(id: "ban", name: "Ban", parent: BodyIndex(0), until: until),
        ])
        let tasks = phrases.indices.map { i in
            OfficeTask(
                id: "\(i + 1)", title: phrases[i], assignments: roles.map { Assignment($0, BodyIndex(1)) },
                deadline: UInt32(i))
        }
        let programme = Programme(
            id: "p", title: "p", issued: Day(unchecked: 2021, 9, 30), tasks: tasks, deadlines: phrases.map { [$0] },
            path: "p.yaml")
        let site = Site(
            settings: Settings(), bodies: bodies, programmes: [programme], ruleFiles: [file], calendar: .vietnam)
        return reviewSite(makePlan(site), today: today)
    }

    private func codes(_ said: [Diagnostic]) -> [String] { said.map(\.code) }

    private static let chain = """
        rule "r" when after due 1 day remind lead then after 7 days escalate to directing
        """

    @Test func nothingToSay() {
        #expect(
            codes(review(ReviewSiteTests.chain, ["ngày 30/11/2022", "sau khi có hướng dẫn trong thời hạn 15 ngày"]))
                .isEmpty)
    }

    @Test func aRuleThatChoosesNoTask() {
        let said = review(
            ReviewSiteTests.chain + "\nrule \"s\" for priority is urgent when on due remind lead", ["ngày 30/11/2022"])
        #expect(codes(said) == ["R080"])
        #expect(said.first?.path == "a.rules")
    }

    @Test func aTaskThatNobodyIsRemindedOf() {
        // Continuous work has no due date to count from.
        #expect(codes(review(ReviewSiteTests.chain, ["thường xuyên"])) == ["R082"])
        #expect(
            codes(review(ReviewSiteTests.chain + "\nrule \"s\" when every quarter remind lead", ["thường xuyên"]))
                .isEmpty)
        // Nobody in the roles.
        #expect(codes(review(ReviewSiteTests.chain, ["ngày 30/11/2022"], roles: [.monitoring])) == ["R082"])
        // What is over is not chased.
        #expect(codes(review(ReviewSiteTests.chain, ["ngày 30/11/2021"])).isEmpty)
    }

    @Test func manyOfThemAreCounted() {
        let said = review(ReviewSiteTests.chain, Array(repeating: "thường xuyên", count: 30))
        #expect(said.count == 21)
        #expect(said.last?.span == nil && said.last?.message.en.contains("10 more") == true)
    }

    @Test func aTaskThatNeverEscalates() {
        #expect(codes(review("rule \"r\" when on due remind lead", ["ngày 30/11/2022"])) == ["R083"])
        #expect(codes(review(ReviewSiteTests.chain, ["ngày 30/11/2022"], roles: [.lead])) == ["R083"])
    }

    @Test func aChainLongerThanItsCycle() {
        let long = "rule \"r\" when after due 1 day remind lead then after 40 days escalate to directing"
        #expect(codes(review(long, ["ngày 05 hằng tháng"])) == ["R084"])
        #expect(codes(review(long, ["Quý IV hằng năm"])).isEmpty)
        #expect(codes(review(ReviewSiteTests.chain + " repeat every 7 days", ["Quý IV hằng năm"])) == ["R084"])
    }

    @Test func aYearWithoutItsDecree() {
        let said = review(ReviewSiteTests.chain, ["ngày 30/11/2050"], today: Day(unchecked: 2050, 1, 10))
        #expect(codes(said) == ["R085"])
        #expect(said.first?.message.en.contains("2050") == true)
    }

    @Test func aBodyThatEndedWithoutSuccessor() {
        #expect(
            codes(review(ReviewSiteTests.chain, ["ngày 30/11/2022"], until: Day(unchecked: 2021, 12, 31))) == ["R086"])
        #expect(codes(review(ReviewSiteTests.chain, ["ngày 30/11/2022"], until: Day(unchecked: 2022, 12, 31))).isEmpty)
    }
}
