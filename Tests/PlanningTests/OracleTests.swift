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
    static func sent(_ notice: Notice) -> Oracle.Sent {
        Oracle.Sent(
            at: notice.at, identity: notice.identity, kind: notice.kind, late: notice.late, role: notice.roleText,
            subjects: notice.subjects, concernsAll: notice.concernsAll,
            items: notice.items.map {
                "\($0.programme)/\($0.task)@\($0.occurrence)#\($0.dueNumber) \($0.due?.description ?? "")"
            }.sorted())
    }

    static func compare(_ found: some Sequence<Notice>, _ expected: [Oracle.Sent], _ place: String) {
        let found = found.map(sent)
        guard found != expected else { return }
        let missing = expected.filter { !found.contains($0) }
        let extra = found.filter { !expected.contains($0) }
        if missing.isEmpty, extra.isEmpty, let i = zip(found, expected).enumerated().first(where: { $1.0 != $1.1 })?.0 {
            Issue.record("\(place)\norder: found \(found[i]), expected \(expected[i])")
        }
        Issue.record("\(place)\nmissing \(missing.prefix(3))\nextra \(extra.prefix(3))")
    }

    /// Any instant at which the random rules can speak: their own times, on the half hour, and whole hours away from
    /// the times of reports.
    static func instants(_ random: RandomSite) -> [Instant] {
        let zone = random.site.settings.zone
        let start = zone.instant(random.from, TimeOfDay(hour: 0)!)
        let end = zone.instant(random.through + 1, TimeOfDay(hour: 0)!)
        return (0...).lazy.map { start + 3600 * $0 }.prefix { $0 < end }.flatMap { hour in
            let time = zone.local(hour).time
            // Where all is as usual, no others come.
            if !random.isVaried, ![2, 5].contains(time.hour % 6), time.hour % 6 != 0 {
                if time.hour == 7 { return [hour + 1800] }
                return time.hour % 6 == 3 ? [hour + 1800] : time.hour % 6 == 4 ? [hour + 67] : []
            }
            return random.isVaried ? [hour, hour + 67, hour + 1800] : [hour]
        }
    }

    /// `DONDOC_SEEDS=N` tries N times as many.
    static let effort = ProcessInfo.processInfo.environment["DONDOC_SEEDS"].flatMap(Int.init) ?? 1

    @Test(arguments: 0..<4)
    func simulationIsWhatWalkingGives(block: Int) {
        for seed in block * 3 * Self.effort..<(block + 1) * 3 * Self.effort {
            var random = RandomSite(seed: UInt64(seed))
            // Some were made before the first day.
            let early = random.isVaried ? 20 : 0
            let reports = random.reports(random.number(0...6), from: random.from - early, through: random.through)
            let plan = random.plan
            let found = simulate(plan, from: random.from, through: random.through, reports: reports)
            var oracle = random.oracle(through: random.through + 1)
            let zone = random.site.settings.zone
            for programme in random.site.programmes {
                oracle.firstLoads[programme.id] = zone.instant(random.from, TimeOfDay(hour: 0)!)
            }
            var expected: [Oracle.Sent] = []
            var rest = reports[...]
            for now in Self.instants(random) {
                while let report = rest.first, report.at <= now {
                    oracle.report(report)
                    rest.removeFirst()
                }
                expected += oracle.decide(at: now).sent
            }
            Self.compare(found, expected, "seed \(seed)")
        }
    }
}
