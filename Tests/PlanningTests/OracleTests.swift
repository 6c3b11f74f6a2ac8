import Dates
import Deadlines
import Programmes
import RuleLanguage
import TestKit
import Testing

@testable import Planning

/// The engine against the definition, on sites made of chance.
@Suite struct OracleTests {
    static let from = Day(unchecked: 2021, 11, 20)
    static let through = Day(unchecked: 2022, 2, 20)
    static let zone = Zone.vietnam

    static func sent(_ notice: Notice) -> Oracle.Sent {
        Oracle.Sent(
            at: notice.at, identity: notice.identity, kind: notice.kind, late: notice.late, role: notice.roleText)
    }

    /// Any time of day at which the random rules can speak: their own, and six hours away from one another.
    static let times: [TimeOfDay] =
        (0..<24).map { TimeOfDay(hour: $0)! }.filter { $0.hour % 6 == 0 || $0.hour % 6 == 2 || $0.hour % 6 == 5 }
        + [3, 9, 15, 21].map { TimeOfDay(hour: $0, minute: 30)! }
        + [4, 10, 16, 22].map { TimeOfDay(hour: $0, minute: 1, second: 7)! }

    @Test(arguments: 0..<4)
    func simulationIsWhatWalkingGives(block: Int) {
        for seed in block * 10..<block * 10 + 10 {
            var random = RandomSite(seed: UInt64(seed))
            let reports = random.reports(random.number(0...6), from: Self.from, through: Self.through)
            let plan = random.plan
            let found = simulate(plan, from: Self.from, through: Self.through, reports: reports).map(Self.sent)
            var oracle = random.oracle(through: Self.through + 1)
            for programme in random.site.programmes {
                oracle.firstLoads[programme.id] = Self.zone.instant(Self.from, TimeOfDay(hour: 0)!)
            }
            var expected: [Oracle.Sent] = []
            var rest = reports[...]
            for day in 0...(Self.through - Self.from) {
                for time in Self.times.sorted() {
                    let now = Self.zone.instant(Self.from + day, time)
                    while let report = rest.first, report.at <= now {
                        oracle.report(report)
                        rest.removeFirst()
                    }
                    expected += oracle.decide(at: now).sent
                }
            }
            guard found != expected else { continue }
            Issue.record(
                "seed \(seed)\nmissing \(expected.filter { !found.contains($0) }.prefix(2))\nextra \(found.filter { !expected.contains($0) }.prefix(2))"
            )
        }
    }
}
