package import Dates
package import Programmes

/// A calendar of deadlines (RFC 5545): CRLF, lines of at most 75 octets, texts escaped.
package struct CalendarWriter {
    package private(set) var bytes: [UInt8] = []
    /// Octets in the line that is being written.
    private var column = 0

    /// Whose calendar it is: a published one has to name it (RFC 5546, 3.2.1).
    package struct Organizer: Sendable {
        var name: String
        /// An e-mail address.
        var address: String

        package init(name: String, address: String) {
            self.name = name
            self.address = address
        }
    }

    /// What is due when.
    package struct Deadline: Sendable {
        /// Of ``uid(programme:task:occurrence:siteName:host:)``.
        package var uid: String
        /// One more with each due date: so an extension moves the entry that a calendar has.
        var sequence: Int
        /// When it was written.
        var stamp: Instant
        var start: Day
        package var due: Day?
        var summary: String
        var description: String
        var priority: Priority
        var isDone: Bool

        package init(
            uid: String, sequence: Int = 0, stamp: Instant, start: Day, due: Day?, summary: String, description: String,
            priority: Priority = .normal, isDone: Bool = false
        ) {
            self.uid = uid
            self.sequence = sequence
            self.stamp = stamp
            self.start = start
            self.due = due
            self.summary = summary
            self.description = description
            self.priority = priority
            self.isDone = isDone
        }
    }

    private let organizer: Organizer?
    /// Nothing was written into it.
    package private(set) var isEmpty = true

    /// - Parameter organizer: of a calendar that is sent; nil: it is a file.
    package init(organizer: Organizer? = nil) {
        self.organizer = organizer
        line("BEGIN:VCALENDAR")
        line("VERSION:2.0")
        line("PRODID:-//dondoc//VN")
        line("CALSCALE:GREGORIAN")
        if organizer != nil { line("METHOD:PUBLISH") }
    }

    /// The identity of an occurrence's deadline: the same wherever it is written, so that a calendar keeps one.
    /// - Parameter siteName: of the ledger; empty where there is none yet.
    package static func uid(
        programme: String, task: String, occurrence: String, siteName: String, host: String
    ) -> String {
        "\(programme)/\(task)@\(occurrence)" + (siteName.isEmpty ? "" : "/" + siteName) + "@" + host
    }

    /// A deadline as an event of its day, with an alarm on the morning before. It has to have a day.
    package mutating func event(_ deadline: Deadline) {
        guard let due = deadline.due else { return }
        line("BEGIN:VEVENT")
        properties(of: deadline, uid: deadline.uid)
        date("DTSTART", due)
        date("DTEND", due + 1)
        line("TRANSP:TRANSPARENT")
        if !deadline.isDone { alarm(deadline.summary) }
        line("END:VEVENT")
    }

    /// A duty as a to-do, due where there is a day.
    package mutating func todo(_ deadline: Deadline) {
        line("BEGIN:VTODO")
        // The event of the same duty is another entry.
        properties(of: deadline, uid: "todo/" + deadline.uid)
        // One that is due has to begin before (RFC 5545, 3.8.2.3).
        if deadline.due.map({ deadline.start < $0 }) ?? true { date("DTSTART", deadline.start) }
        if let due = deadline.due { date("DUE", due) }
        line("PRIORITY:\(number(of: deadline.priority))")
        line(deadline.isDone ? "STATUS:COMPLETED" : "STATUS:NEEDS-ACTION")
        if deadline.due != nil, !deadline.isDone { alarm(deadline.summary) }
        line("END:VTODO")
    }

    private mutating func properties(of deadline: Deadline, uid: String) {
        isEmpty = false
        text("UID", uid)
        let (day, time) = Zone(name: "UTC", initialOffset: 0).local(deadline.stamp)
        begin("DTSTAMP:")
        append(day)
        append("T")
        appendTwo(time.hour)
        appendTwo(time.minute)
        appendTwo(time.second)
        append("Z")
        end()
        line("SEQUENCE:\(deadline.sequence)")
        if let organizer {
            begin("ORGANIZER;CN=\"")
            // In quotes nothing is escaped, and no quote may stand (RFC 5545, 3.2).
            append(escaping: organizer.name.replacing("\"", with: "'"), isQuoted: true)
            append("\":mailto:")
            append(escaping: organizer.address, isQuoted: true)
            end()
        }
        text("SUMMARY", deadline.summary)
        text("DESCRIPTION", deadline.description)
    }

    private mutating func alarm(_ summary: String) {
        line("BEGIN:VALARM")
        line("ACTION:DISPLAY")
        text("DESCRIPTION", summary)
        // At 08:00 of the day before.
        line("TRIGGER:-PT16H")
        line("END:VALARM")
    }

    private func number(of priority: Priority) -> Int {
        switch priority {
        case .urgent: 1
        case .high: 3
        case .normal: 5
        case .low: 9
        }
    }

    private mutating func date(_ name: String, _ day: Day) {
        begin(name + ";VALUE=DATE:")
        append(day)
        end()
    }

    private mutating func text(_ name: String, _ text: String) {
        begin(name + ":")
        append(escaping: text)
        end()
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
    private mutating func append(escaping text: String, isQuoted: Bool = false) {
        var text = text
        text.withUTF8 { buffer in
            for i in buffer.indices {
                let byte = buffer[i]
                // A character's first byte says how many there are; the others follow it onto its line.
                if byte & 0xC0 != 0x80 {
                    let isEscaped = !isQuoted && "\\;,\n".utf8.contains(byte)
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
