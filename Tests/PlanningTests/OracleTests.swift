import Dates
import Deadlines
import Foundation
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
            at: notice.at, identity: notice.identity, kind: notice.kind, late: notice.late, role: notice.roleText,
            items: notice.items.map { "\($0.programme)/\($0.task)@\($0.occurrence)" }.sorted())
    }

    static func compare(_ found: some Sequence<Notice>, _ expected: [Oracle.Sent], _ place: String) {
        let found = found.map(sent)
        guard found != expected else { return }
        let missing = expected.filter { !found.contains($0) }
        let extra = found.filter { !expected.contains($0) }
        if missing.isEmpty, extra.isEmpty, let i = zip(found, expected).enumerated().first(where: { $1.0 != $1.1 })?.0 {
            Issue.record("\(place)\norder: found \(found[i]), expected \(expected[i])")
        }
        Issue.record("\(place)\nmissing \(missing.prefix(2))\nextra \(extra.prefix(2))")
    }

    /// Any time of day at which the random rules can speak: their own, and six hours away from one another.
    static let times: [TimeOfDay] =
        (0..<24).map { TimeOfDay(hour: $0)! }.filter { $0.hour % 6 == 0 || $0.hour % 6 == 2 || $0.hour % 6 == 5 }
        + [3, 9, 15, 21].map { TimeOfDay(hour: $0, minute: 30)! }
        + [4, 10, 16, 22].map { TimeOfDay(hour: $0, minute: 1, second: 7)! }

    /// `DONDOC_SEEDS=N` tries N times as many.
    static let effort = ProcessInfo.processInfo.environment["DONDOC_SEEDS"].flatMap(Int.init) ?? 1

    @Test(arguments: 0..<4)
    func simulationIsWhatWalkingGives(block: Int) {
        for seed in block * 10 * Self.effort..<(block + 1) * 10 * Self.effort {
            var random = RandomSite(seed: UInt64(seed))
            let reports = random.reports(random.number(0...6), from: Self.from, through: Self.through)
            let plan = random.plan
            let found = simulate(plan, from: Self.from, through: Self.through, reports: reports)
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
            Self.compare(found, expected, "seed \(seed)")
        }
    }
}
