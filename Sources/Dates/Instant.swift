/// A point in time, in whole seconds since 1970-01-01T00:00:00Z (leap seconds not counted).
@frozen
public struct Instant: Hashable, Comparable, Sendable {
    public let seconds: Int64

    @inlinable
    public init(seconds: Int64) { self.seconds = seconds }

    @inlinable
    public static func < (a: Instant, b: Instant) -> Bool { a.seconds < b.seconds }

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

    @inlinable public var hour: Int { Int(seconds) / 3600 }
    @inlinable public var minute: Int { Int(seconds) / 60 % 60 }
    @inlinable public var second: Int { Int(seconds) % 60 }

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
