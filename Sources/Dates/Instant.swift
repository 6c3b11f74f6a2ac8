/// A point in time, in whole seconds since 1970-01-01T00:00:00Z (leap seconds not counted).
@frozen
public struct Instant: Hashable, Comparable, Sendable {
    /// Since 1970-01-01T00:00:00Z, negative before it; POSIX time.
    public let seconds: Int64

    /// Any number of seconds is an instant; those of the ledger and of clocks come in so.
    @inlinable
    public init(seconds: Int64) { self.seconds = seconds }

    /// The earlier instant is the lesser one.
    @inlinable
    public static func < (a: Instant, b: Instant) -> Bool { a.seconds < b.seconds }

    /// The same number of seconds later, whatever clocks on walls show: a day of a zone may have other than 86,400.
    @inlinable
    public static func + (instant: Instant, seconds: Int) -> Instant {
        Instant(seconds: instant.seconds &+ Int64(seconds))
    }

    /// Seconds from `b` to `a`.
    @inlinable
    public static func - (a: Instant, b: Instant) -> Int { Int(a.seconds &- b.seconds) }
}

/// A wall-clock time within a day, to the second; 24:00 is the end of the day.
@frozen
public struct TimeOfDay: Hashable, Comparable, Sendable {
    /// 0…86400.
    public let seconds: Int32

    /// - Returns: nil for what no clock shows; 24:00 is one, 24:01 and a leap second are none.
    public init?(hour: Int, minute: Int = 0, second: Int = 0) {
        guard 0...24 ~= hour, 0...59 ~= minute, 0...59 ~= second else { return nil }
        let total = hour * 3600 + minute * 60 + second
        guard total <= 86_400 else { return nil }
        seconds = Int32(total)
    }

    /// 00:00.
    public static let startOfDay = TimeOfDay(seconds: 0)
    /// 24:00.
    public static let endOfDay = TimeOfDay(seconds: 86_400)

    /// - Returns: nil for what is not 0…86400.
    public init?(secondsOfDay seconds: Int32) {
        guard 0...86_400 ~= seconds else { return nil }
        self.seconds = seconds
    }

    /// The caller promises 0…86400.
    init(seconds: Int32) { self.seconds = seconds }

    /// 0…24.
    @inlinable public var hour: Int { Int(seconds) / 3600 }
    /// 0…59.
    @inlinable public var minute: Int { Int(seconds) / 60 % 60 }
    /// 0…59.
    @inlinable public var second: Int { Int(seconds) % 60 }

    /// The earlier time is the lesser one; 24:00 comes last.
    @inlinable
    public static func < (a: TimeOfDay, b: TimeOfDay) -> Bool { a.seconds < b.seconds }
}

extension TimeOfDay: CustomStringConvertible {
    /// `HH:MM`, or `HH:MM:SS` where there are seconds.
    public var description: String {
        func two(_ n: Int) -> String { n < 10 ? "0\(n)" : "\(n)" }
        return two(hour) + ":" + two(minute) + (second == 0 ? "" : ":" + two(second))
    }
}
