import Dates
import Diagnostics

extension Lexer {
    /// A number, date or time. What is glued behind it (`7days`) is the next word.
    mutating func number() {
        let start = at
        let isNegative = bytes[at] == 0x2D
        if isNegative { at += 1 }
        let first = digits()
        let separator = peek(0)
        if !isNegative, separator == 0x2D || separator == 0x2F || separator == 0x2E, 0x30...0x39 ~= peek(1) {
            let mark = at
            at += 1
            let second = digits()
            if peek(0) == separator, 0x30...0x39 ~= peek(1) {
                at += 1
                let third = digits()
                return date(start, first, second, third, separator)
            }
            at = mark
        }
        if separator == 0x3A || separator | 0x20 == 0x68 || separator | 0x20 == 0x67, !isNegative {
            if time(start, first, separator) { return }
        }
        if separator == 0x2E, 0x30...0x39 ~= peek(1) {
            at += 1
            _ = digits()
            report(.fraction, Span(start, at))
        } else if separator == 0x2F, 0x30...0x39 ~= peek(1), !isNegative {
            at += 1
            _ = digits()
            report(.dateWithoutYear, Span(start, at))
            push(Token(.date, start, at, value: Day(unchecked: 2000, 1, 1).number))
            return
        }
        if first.count > 6 {
            report(.numberTooLarge, Span(start, at))
            push(Token(.number, start, at, value: 1))
            return
        }
        var kind = Token.Kind.number
        if peek(0) == 0x25 {
            at += 1
            kind = .percent
        } else if let length = ordinalSuffix() {
            at += length
        }
        push(Token(kind, start, at, value: Int32(truncatingIfNeeded: isNegative ? -first.value : first.value)))
    }

    private mutating func digits() -> (value: Int, count: Int) {
        var value = 0
        let start = at
        while at < bytes.count, 0x30...0x39 ~= bytes[at] {
            if at - start < 9 { value = value * 10 + Int(bytes[at] - 0x30) }
            at += 1
        }
        return (value, at - start)
    }

    /// `st`, `nd`, `rd`, `th` right behind a number.
    private func ordinalSuffix() -> Int? {
        let pair = (peek(0) | 0x20, peek(1) | 0x20)
        let isSuffix =
            pair == (0x73, 0x74) || pair == (0x6E, 0x64) || pair == (0x72, 0x64) || pair == (0x74, 0x68)
        return isSuffix && peek(2) < 0x80 && SyllableKey.asciiCodes[Int(peek(2))] == 0 ? 2 : nil
    }

    private mutating func date(
        _ start: Int, _ first: (value: Int, count: Int), _ second: (value: Int, count: Int),
        _ third: (value: Int, count: Int), _ separator: UInt8
    ) {
        let span = Span(start, at)
        let isYearFirst = first.count == 4
        let (year, day) = isYearFirst ? (first.value, third.value) : (third.value, first.value)
        let found = Day(year: year, month: second.value, day: day)
        if let found, isYearFirst || third.count == 4 {
            if separator != (isYearFirst ? 0x2D : 0x2F) { report(.dateForm(found), span) }
            push(Token(.date, start, at, value: found.number))
            return
        }
        if !isYearFirst, third.count != 4 {
            report(.dateWithoutYear, span)
        } else {
            report(.impossibleDate(year: year, month: second.value, day: day), span)
        }
        push(Token(.date, start, at, value: Day(unchecked: 2000, 1, 1).number))
    }

    /// `08:00`, `08:00:30`, `17h`, `17h30`, `17g30`.
    private mutating func time(_ start: Int, _ hour: (value: Int, count: Int), _ separator: UInt8) -> Bool {
        let isColon = separator == 0x3A
        let mark = at
        at += 1
        var minute = (value: 0, count: 0)
        var second = 0
        if 0x30...0x39 ~= peek(0) {
            minute = digits()
            if isColon, peek(0) == 0x3A, 0x30...0x39 ~= peek(1) {
                at += 1
                second = digits().value
            }
        }
        // `8 hours` glued is no time.
        let next = peek(0)
        if minute.count == 0, isColon || (next < 0x80 ? SyllableKey.asciiCodes[Int(next)] != 0 : true) {
            at = mark
            return false
        }
        let span = Span(start, at)
        if let time = TimeOfDay(hour: hour.value, minute: minute.value, second: second), time.seconds < 86_400 {
            push(Token(.time, start, at, value: time.seconds))
        } else {
            report(.impossibleTime, span)
            push(Token(.time, start, at, value: 8 * 3600))
        }
        return true
    }
}
