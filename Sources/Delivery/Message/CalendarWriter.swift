internal import Dates

/// A calendar of deadlines (RFC 5545): CRLF, lines of at most 75 octets, texts escaped.
struct CalendarWriter {
    private(set) var bytes: [UInt8] = []

    init() {
        line("BEGIN:VCALENDAR")
        line("VERSION:2.0")
        line("PRODID:-//dondoc//VN")
        line("METHOD:PUBLISH")
    }

    /// A deadline: an event of its day, or where there is no day a to-do.
    /// - Parameters:
    ///   - uid: the same in every message about the occurrence, so that a calendar keeps one.
    ///   - stamp: when it was written.
    mutating func deadline(uid: String, stamp: Instant, start: Day, due: Day?, summary: String, description: String) {
        let component = due == nil ? "VTODO" : "VEVENT"
        line("BEGIN:" + component)
        line("UID:" + escaped(uid))
        let (day, time) = Zone(name: "UTC", initialOffset: 0).local(stamp)
        line("DTSTAMP:\(date(day))T\(two(time.hour))\(two(time.minute))\(two(time.second))Z")
        if let due {
            line("DTSTART;VALUE=DATE:" + date(due))
            line("DTEND;VALUE=DATE:" + date(due + 1))
            line("TRANSP:TRANSPARENT")
        } else {
            line("DTSTART;VALUE=DATE:" + date(start))
            line("STATUS:NEEDS-ACTION")
        }
        line("SUMMARY:" + escaped(summary))
        line("DESCRIPTION:" + escaped(description))
        line("END:" + component)
    }

    mutating func end() { line("END:VCALENDAR") }

    /// Folds between characters (RFC 5545, 3.1).
    private mutating func line(_ text: String) {
        var column = 0
        for scalar in text.unicodeScalars {
            let width = UTF8.width(scalar)
            if column + width > 75 {
                bytes += [0x0D, 0x0A, 0x20]
                column = 1
            }
            column += width
            bytes.append(contentsOf: UTF8.encode(scalar)!)
        }
        bytes += [0x0D, 0x0A]
    }

    /// RFC 5545, 3.3.11.
    private func escaped(_ text: String) -> String {
        var result = ""
        for character in text.unicodeScalars {
            switch character {
            case "\\", ";", ",": result += "\\" + String(character)
            case "\n": result += "\\n"
            default: result.unicodeScalars.append(character)
            }
        }
        return result
    }

    private func date(_ day: Day) -> String {
        let (year, month, day) = day.civil
        return "\(year < 1000 ? "0" : "")\(year)\(two(month))\(two(day))"
    }

    private func two(_ number: Int) -> String { number < 10 ? "0\(number)" : "\(number)" }
}
