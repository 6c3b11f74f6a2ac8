package import Dates

/// A calendar of deadlines (RFC 5545): CRLF, lines of at most 75 octets, texts escaped.
package struct CalendarWriter {
    package private(set) var bytes: [UInt8] = []
    /// Octets in the line that is being written.
    private var column = 0

    package init() {
        line("BEGIN:VCALENDAR")
        line("VERSION:2.0")
        line("PRODID:-//dondoc//VN")
        line("METHOD:PUBLISH")
    }

    /// The identity of an occurrence's deadline: the same wherever it is written, so that a calendar keeps one.
    /// - Parameter siteName: of the ledger; empty where there is none yet.
    package static func uid(
        programme: String, task: String, occurrence: String, siteName: String, host: String
    ) -> String {
        "\(programme)/\(task)@\(occurrence)" + (siteName.isEmpty ? "" : "/" + siteName) + "@" + host
    }

    /// A deadline: an event of its day, or where there is no day a to-do.
    /// - Parameters:
    ///   - uid: of ``uid(programme:task:occurrence:host:)``.
    ///   - stamp: when it was written.
    package mutating func deadline(
        uid: String, stamp: Instant, start: Day, due: Day?, summary: String, description: String
    ) {
        begin(due == nil ? "BEGIN:VTODO" : "BEGIN:VEVENT")
        end()
        begin("UID:")
        append(escaping: uid)
        end()
        let (day, time) = Zone(name: "UTC", initialOffset: 0).local(stamp)
        begin("DTSTAMP:")
        append(day)
        append("T")
        appendTwo(time.hour)
        appendTwo(time.minute)
        appendTwo(time.second)
        append("Z")
        end()
        begin("DTSTART;VALUE=DATE:")
        append(due ?? start)
        end()
        if let due {
            begin("DTEND;VALUE=DATE:")
            append(due + 1)
            end()
            line("TRANSP:TRANSPARENT")
        } else {
            line("STATUS:NEEDS-ACTION")
        }
        begin("SUMMARY:")
        append(escaping: summary)
        end()
        begin("DESCRIPTION:")
        append(escaping: description)
        end()
        line(due == nil ? "END:VTODO" : "END:VEVENT")
    }

    package mutating func finish() { line("END:VCALENDAR") }

    // MARK: Lines

    private mutating func line(_ text: String) {
        begin(text)
        end()
    }

    private mutating func begin(_ text: String) {
        column = 0
        append(text)
    }

    private mutating func end() { bytes += [0x0D, 0x0A] }

    /// Of ASCII, and short.
    private mutating func append(_ text: String) {
        bytes.append(contentsOf: text.utf8)
        column += text.utf8.count
    }

    /// Escapes (RFC 5545, 3.3.11) and folds between characters (3.1).
    private mutating func append(escaping text: String) {
        var text = text
        text.withUTF8 { buffer in
            for i in buffer.indices {
                let byte = buffer[i]
                // A character's first byte says how many there are; the others follow it onto its line.
                if byte & 0xC0 != 0x80 {
                    let isEscaped = "\\;,\n".utf8.contains(byte)
                    fold(byte < 0x80 ? 1 : byte < 0xE0 ? 2 : byte < 0xF0 ? 3 : 4)
                    if isEscaped {
                        append("\\")
                        fold(1)
                    }
                }
                bytes.append(byte == lineFeed ? UInt8(ascii: "n") : byte)
                column += 1
            }
        }
    }

    private mutating func fold(_ width: Int) {
        guard column + width > 75 else { return }
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
