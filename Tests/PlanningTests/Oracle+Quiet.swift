import Dates
import RuleLanguage

@testable import Planning

extension Oracle {
    /// The times at which nothing goes out: each from an instant to when the rule speaks again.
    struct Quiet {
        let zone: Zone
        let spans: [(from: Instant, until: Instant)]
        let dropped: [ClosedRange<Day>]
        /// The rule's time of day, whether a day is one on which it sends, and whether it waits for neither.
        let clock: TimeOfDay
        let sends: (Day) -> Bool
        let atOnce: Bool

        /// What was missed may go out: at the rule's own time, or after it while the office is open.
        func makesUp(_ now: Instant) -> Bool {
            if holds(now) { return false }
            if atOnce { return true }
            let (day, time) = zone.local(now)
            guard sends(day) else { return false }
            let own = zone.instant(day, clock)
            if now >= own, now - own <= 300 { return true }
            return now >= own && TimeOfDay(hour: 7, minute: 30)! <= time && time < TimeOfDay(hour: 17)!
        }

        func holds(_ instant: Instant) -> Bool { spans.contains { $0.from <= instant && instant < $0.until } }

        /// The first instant from this one on that is not quiet: that is itself, or the end of one of them.
        func end(_ instant: Instant) -> Instant {
            ([instant] + spans.map(\.until)).filter { $0 >= instant && !holds($0) }.min()!
        }

        func due(_ moved: Instant) -> (at: Instant, dropped: Bool) {
            if dropped.contains(where: { $0.contains(zone.day(at: moved)) }) { return (moved, true) }
            return (end(moved), false)
        }

        /// How many of them are decided: all up to the last that may go out now, and what brings nothing anyway.
        func come(_ dues: [(at: Instant, dropped: Bool)], at now: Instant, _ hasEnded: (Int) -> Bool) -> Int {
            func isMoot(_ i: Int) -> Bool { dues[i].dropped || dues[i].at <= now && hasEnded(i) }
            let last = dues.indices.last { i in
                !isMoot(i) && dues[i].at <= now && (now - dues[i].at <= 300 || makesUp(now))
            }
            var count = last.map { $0 + 1 } ?? 0
            while count < dues.count, isMoot(count) { count += 1 }
            return count
        }
    }

    func quiet(
        _ mutes: [Mute], _ asleep: [(from: Instant, until: Day)], _ clock: TimeOfDay, _ working: Bool,
        atOnce: Bool = false
    ) -> Quiet {
        func release(_ day: Day) -> Instant { zone.instant(move(day, working, earlier: false), clock) }
        let midnight = TimeOfDay(hour: 0)!
        return Quiet(
            zone: zone,
            spans: mutes.map { (zone.instant($0.from, midnight), release($0.to + 1)) }
                + asleep.map { ($0.from, release($0.until)) },
            dropped: mutes.filter { $0.then == .drop }.map { $0.from...$0.to }, clock: clock,
            sends: { !working || isWorking($0) }, atOnce: atOnce)
    }
}
