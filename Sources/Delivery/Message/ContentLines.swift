internal import Dates

/// Lines of a calendar: folded at 75 octets between characters (RFC 5545, 3.1), texts escaped (3.3.11), CRLF at the end.
struct ContentLines {
    private(set) var bytes: [UInt8] = []
    /// Octets in the line that is being written.
    private var column = 0

    mutating func line(_ text: String) {
        begin(text)
        end()
    }

    mutating func text(_ name: String, _ text: String) {
        begin(name)
        append(":")
        append(escaping: text)
        end()
    }

    mutating func date(_ name: String, _ day: Day) {
        begin(name)
        append(";VALUE=DATE:")
        append(day)
        end()
    }

    mutating func utc(_ name: String, _ instant: Instant) {
        let (day, time) = Zone(name: "UTC", initialOffset: 0).local(instant)
        begin(name)
        append(":")
        append(day)
        append("T")
        appendTwo(time.hour)
        appendTwo(time.minute)
        appendTwo(time.second)
        append("Z")
        end()
    }

    /// Whole lines, as another wrote them.
    mutating func append(lines other: [UInt8]) { bytes += other }

    mutating func begin(_ text: String) {
        column = 0
        append(text)
    }

    mutating func end() { bytes += [0x0D, 0x0A] }

    /// Of ASCII, and short.
    mutating func append(_ text: String) {
        bytes.append(contentsOf: text.utf8)
        column += text.utf8.count
    }

    mutating func append(escaping text: String, isQuoted: Bool = false) {
        var text = text
        text.withUTF8 { buffer in
            // What stays as it is is taken over in stretches.
            var first = 0
            var i = 0
            func takeOver(_ lines: inout ContentLines) {
                lines.bytes.append(contentsOf: buffer[first..<i])
                first = i
            }
            while i < buffer.count {
                let byte = buffer[i]
                let isEscaped = byte == lineFeed || !isQuoted && (byte == 0x5C || byte == 0x3B || byte == 0x2C)
                // A character's first byte says how many there are; the others follow it onto its line.
                let width = byte < 0xC0 ? 1 : byte < 0xE0 ? 2 : byte < 0xF0 ? 3 : 4
                if column + width > 75 {
                    takeOver(&self)
                    fold()
                }
                guard isEscaped else {
                    column += width
                    i = min(i + width, buffer.count)
                    continue
                }
                takeOver(&self)
                if !isQuoted {
                    append("\\")
                    if column + 1 > 75 { fold() }
                }
                bytes.append(byte == lineFeed ? UInt8(ascii: "n") : byte)
                column += 1
                i += 1
                first = i
            }
            takeOver(&self)
        }
    }

    private mutating func fold() {
        bytes += [0x0D, 0x0A, 0x20]
        column = 1
    }

    private mutating func append(_ day: Day) {
        let (year, month, day) = day.civil
        if year < 1000 { append("0") }
        append(String(year))
        appendTwo(month)
        appendTwo(day)
    }

    private mutating func appendTwo(_ number: Int) {
        bytes.append(UInt8(ascii: "0") &+ UInt8(truncatingIfNeeded: number / 10))
        bytes.append(UInt8(ascii: "0") &+ UInt8(truncatingIfNeeded: number % 10))
        column += 2
    }
}
