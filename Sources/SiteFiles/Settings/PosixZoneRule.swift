import Dates

/// A POSIX TZ string, which says how a zone goes on after its last listed transition: `EST5EDT,M3.2.0,M11.1.0`
/// (POSIX.1-2017, 8.3, with the hours of RFC 8536, 3.3.1).
struct PosixZoneRule {
    struct Change {
        enum Date {
            case weekdayOfMonth(month: Int, week: Int, weekday: Int)
            /// 1…365, February 29 never counted.
            case julian(Int)
            /// 0…365, February 29 counted.
            case dayOfYear(Int)
        }

        let date: Date
        /// Seconds from midnight of local time; may lie beyond the day.
        let time: Int

        func day(in year: Int) -> Day {
            let first = Day(unchecked: year, 1, 1)
            switch date {
            case .julian(let n): return first + (n - 1 + (Day.isLeap(year) && n >= 60 ? 1 : 0))
            case .dayOfYear(let n): return first + n
            case .weekdayOfMonth(let month, let week, let weekday):
                let start = Day(unchecked: year, month, 1)
                let shift = (weekday - Int(start.weekday.rawValue) % 7 + 7) % 7
                var day = shift + (week - 1) * 7
                while day >= Day.daysInMonth(year: year, month: month) { day -= 7 }
                return start + day
            }
        }
    }

    /// Seconds east of UTC.
    let standard: Int
    let summer: (offset: Int, from: Change, to: Change)?

    init?(_ text: String) {
        var scanner = Scanner(text: Array(text.utf8))
        guard scanner.name(), let west = scanner.time() else { return nil }
        standard = -west
        if scanner.isAtEnd {
            summer = nil
            return
        }
        guard scanner.name() else { return nil }
        var offset = -west + 3600
        if scanner.peek != 0x2C {
            guard let summerWest = scanner.time() else { return nil }
            offset = -summerWest
        }
        guard let from = scanner.change(), let to = scanner.change(), scanner.isAtEnd else { return nil }
        summer = (offset, from, to)
    }

    /// From 1970 on, in ascending order.
    func transitions(throughYear last: Int) -> [Zone.Transition] {
        guard let summer else { return [Zone.Transition(at: Instant(seconds: 0), offset: Int32(standard))] }
        var result: [Zone.Transition] = []
        for year in 1970...last {
            let start = Int(summer.from.day(in: year).number) * 86_400 + summer.from.time - standard
            let end = Int(summer.to.day(in: year).number) * 86_400 + summer.to.time - summer.offset
            result.append(Zone.Transition(at: Instant(seconds: Int64(start)), offset: Int32(summer.offset)))
            result.append(Zone.Transition(at: Instant(seconds: Int64(end)), offset: Int32(standard)))
        }
        return result.sorted { $0.at < $1.at }
    }

    private struct Scanner {
        let text: [UInt8]
        var at = 0

        var peek: UInt8? { at < text.count ? text[at] : nil }
        var isAtEnd: Bool { at == text.count }

        /// `EST` or `<+07>`.
        mutating func name() -> Bool {
            let start = at
            if take(0x3C) {
                while let byte = peek, byte != 0x3E { at += 1 }
                return take(0x3E)
            }
            while let byte = peek, 0x41...0x5A ~= byte & 0xDF, byte >= 0x41 { at += 1 }
            return at - start >= 3
        }

        /// `[+-]h[:m[:s]]`, at most a week.
        mutating func time() -> Int? {
            let sign = take(0x2D) ? -1 : 1
            if sign == 1 { _ = take(0x2B) }
            guard let hours = number(atMost: 167) else { return nil }
            var total = hours * 3600
            for unit in [60, 1] where take(0x3A) {
                guard let part = number(atMost: 59) else { return nil }
                total += part * unit
            }
            return sign * total
        }

        /// `,M3.2.0/2`, `,J60`, `,59`.
        mutating func change() -> Change? {
            guard take(0x2C) else { return nil }
            let date: Change.Date
            if take(0x4D) {
                guard let month = number(atMost: 12), month > 0, take(0x2E), let week = number(atMost: 5), week > 0,
                    take(0x2E), let weekday = number(atMost: 6)
                else { return nil }
                date = .weekdayOfMonth(month: month, week: week, weekday: weekday)
            } else if take(0x4A) {
                guard let day = number(atMost: 365), day > 0 else { return nil }
                date = .julian(day)
            } else {
                guard let day = number(atMost: 365) else { return nil }
                date = .dayOfYear(day)
            }
            guard take(0x2F) else { return Change(date: date, time: 7200) }
            guard let time = time() else { return nil }
            return Change(date: date, time: time)
        }

        private mutating func take(_ byte: UInt8) -> Bool {
            guard peek == byte else { return false }
            at += 1
            return true
        }

        private mutating func number(atMost limit: Int) -> Int? {
            var value = 0
            let start = at
            while let byte = peek, 0x30...0x39 ~= byte, at - start < 4 {
                value = value * 10 + Int(byte) - 0x30
                at += 1
            }
            return at > start && value <= limit ? value : nil
        }
    }
}
