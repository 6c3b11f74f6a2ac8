/// A time zone as data: the offsets from UTC and the instants at which they change.
/// The shell reads it from the system's zone files; the core never asks the environment.
public struct Zone: Hashable, Sendable {
    /// A change of the offset: of summer time, or by law.
    public struct Transition: Hashable, Sendable {
        /// The first instant at which the offset holds.
        public let at: Instant
        /// Seconds east of UTC.
        public let offset: Int32

        /// Whoever makes a zone gives them in ascending order.
        public init(at: Instant, offset: Int32) {
            self.at = at
            self.offset = offset
        }
    }

    /// The name in the zone database, for people.
    public let name: String
    /// The offset before the first transition, in seconds east of UTC.
    public let initialOffset: Int32
    /// In ascending order.
    public let transitions: [Transition]

    /// - Parameter transitions: in ascending order; none: the first offset holds for good.
    public init(name: String, initialOffset: Int32, transitions: [Transition] = []) {
        self.name = name
        self.initialOffset = initialOffset
        self.transitions = transitions
    }

    /// Vietnam since 1975-06-13: UTC+7 without daylight saving.
    public static let vietnam = Zone(name: "Asia/Ho_Chi_Minh", initialOffset: 7 * 3600)

    /// Seconds east of UTC at an instant.
    public func offset(at instant: Instant) -> Int {
        var low = 0
        var high = transitions.count
        while low < high {
            let middle = (low + high) / 2
            if transitions[middle].at <= instant { low = middle + 1 } else { high = middle }
        }
        return Int(low == 0 ? initialOffset : transitions[low - 1].offset)
    }

    /// The civil date and time that clocks of the zone show.
    public func local(_ instant: Instant) -> (day: Day, time: TimeOfDay) {
        let seconds = Int(instant.seconds) &+ offset(at: instant)
        let day = seconds >= 0 ? seconds / 86_400 : (seconds &- 86_399) / 86_400
        let rest = seconds - day * 86_400
        return (Day(number: Int32(truncatingIfNeeded: day)), TimeOfDay(seconds: Int32(truncatingIfNeeded: rest)))
    }

    /// The date that clocks of the zone show: what "today" means to the office.
    public func day(at instant: Instant) -> Day { local(instant).day }

    /// The instant at which clocks of the zone show a date and time. A time that a change of offset skips is
    /// moved forward by the gap; of a time that comes twice, the first is meant (as RFC 5545, 3.3.5, says).
    public func instant(_ day: Day, _ time: TimeOfDay) -> Instant {
        let wall = Int(day.number) * 86_400 + Int(time.seconds)
        let before = offset(at: Instant(seconds: Int64(wall - 86_400)))
        let guess = Instant(seconds: Int64(wall - before))
        let after = offset(at: guess)
        if after == before { return guess }
        let second = Instant(seconds: Int64(wall - after))
        return offset(at: second) == after ? second : guess
    }

    /// RFC 3339 with the zone's offset, to the second: `2021-12-01T08:00:00+07:00`.
    public func format(_ instant: Instant) -> String {
        func two(_ n: Int) -> String { n < 10 ? "0\(n)" : "\(n)" }
        let (day, time) = local(instant)
        let offset = offset(at: instant)
        let minutes = abs(offset) / 60
        return "\(day)T\(two(time.hour)):\(two(time.minute)):\(two(time.second))"
            + (offset < 0 ? "-" : "+") + two(minutes / 60) + ":" + two(minutes % 60)
    }
}
