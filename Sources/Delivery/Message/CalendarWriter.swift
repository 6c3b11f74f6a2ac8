package import Dates
package import Programmes

/// A calendar of deadlines (RFC 5545): CRLF, lines of at most 75 octets, texts escaped.
package struct CalendarWriter {
    private var lines = ContentLines()
    package var bytes: [UInt8] { lines.bytes }

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
        var priority: Priority
        var isDone: Bool
        /// What it is, on a line; and that line with all there is to say of it, for an event and a to-do alike.
        fileprivate let summary: [UInt8]
        fileprivate let texts: [UInt8]

        package init(
            uid: String, sequence: Int = 0, stamp: Instant, start: Day, due: Day?, summary: String, description: String,
            priority: Priority = .normal, isDone: Bool = false
        ) {
            self.uid = uid
            self.sequence = sequence
            self.stamp = stamp
            self.start = start
            self.due = due
            self.priority = priority
            self.isDone = isDone
            var lines = ContentLines()
            lines.text("DESCRIPTION", summary)
            self.summary = lines.bytes
            lines = ContentLines()
            lines.text("SUMMARY", summary)
            lines.text("DESCRIPTION", description)
            texts = lines.bytes
        }
    }

    /// The line that names it.
    private let organizer: [UInt8]
    /// Nothing was written into it.
    package private(set) var isEmpty = true

    /// - Parameter organizer: of a calendar that is sent; nil: it is a file.
    package init(organizer: Organizer? = nil) {
        var line = ContentLines()
        if let organizer {
            line.begin("ORGANIZER;CN=\"")
            // In quotes nothing is escaped, and no quote may stand (RFC 5545, 3.2).
            line.append(escaping: organizer.name.replacing("\"", with: "'"), isQuoted: true)
            line.append("\":mailto:")
            line.append(escaping: organizer.address, isQuoted: true)
            line.end()
        }
        self.organizer = line.bytes
        lines.line("BEGIN:VCALENDAR")
        lines.line("VERSION:2.0")
        lines.line("PRODID:-//dondoc//VN")
        lines.line("CALSCALE:GREGORIAN")
        if organizer != nil { lines.line("METHOD:PUBLISH") }
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
        lines.line("BEGIN:VEVENT")
        properties(of: deadline, uid: deadline.uid)
        lines.date("DTSTART", due)
        lines.date("DTEND", due + 1)
        lines.line("TRANSP:TRANSPARENT")
        if !deadline.isDone { alarm(deadline) }
        lines.line("END:VEVENT")
    }

    /// A duty as a to-do, due where there is a day.
    package mutating func todo(_ deadline: Deadline) {
        lines.line("BEGIN:VTODO")
        // The event of the same duty is another entry.
        properties(of: deadline, uid: "todo/" + deadline.uid)
        // One that is due has to begin before (RFC 5545, 3.8.2.3).
        if deadline.due.map({ deadline.start < $0 }) ?? true { lines.date("DTSTART", deadline.start) }
        if let due = deadline.due { lines.date("DUE", due) }
        lines.line("PRIORITY:\(number(of: deadline.priority))")
        lines.line(deadline.isDone ? "STATUS:COMPLETED" : "STATUS:NEEDS-ACTION")
        if deadline.due != nil, !deadline.isDone { alarm(deadline) }
        lines.line("END:VTODO")
    }

    private mutating func properties(of deadline: Deadline, uid: String) {
        isEmpty = false
        lines.text("UID", uid)
        lines.utc("DTSTAMP", deadline.stamp)
        lines.line("SEQUENCE:\(deadline.sequence)")
        lines.append(lines: organizer)
        lines.append(lines: deadline.texts)
    }

    private mutating func alarm(_ deadline: Deadline) {
        lines.line("BEGIN:VALARM")
        lines.line("ACTION:DISPLAY")
        lines.append(lines: deadline.summary)
        // At 08:00 of the day before.
        lines.line("TRIGGER:-PT16H")
        lines.line("END:VALARM")
    }

    private func number(of priority: Priority) -> Int {
        switch priority {
        case .urgent: 1
        case .high: 3
        case .normal: 5
        case .low: 9
        }
    }

    package mutating func finish() { lines.line("END:VCALENDAR") }
}
