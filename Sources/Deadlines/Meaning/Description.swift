public import Dates
public import Diagnostics

/// How a phrase was read, for a person: its kind, dates, what is left of its time, the next occurrences, other
/// readings and notes.
/// - Parameter now: the day from which what is left is counted.
/// - Returns: lines, each ended by a line feed.
public func describe(
    _ deadline: Deadline, next: [Occurrence], now: Day, calendar: WorkCalendar, language: Language
) -> String {
    var description = Description(now: now, calendar: calendar, language: language)
    description.add(deadline, next: next)
    return description.text
}

private struct Description {
    let now: Day
    let calendar: WorkCalendar
    let language: Language
    var text = ""

    private func say(_ vi: String, _ en: String) -> String { language == .vi ? vi : en }

    private mutating func line(_ vi: String, _ en: String, _ value: String, indent: Int = 1) {
        let label = say(vi, en)
        text += String(repeating: "  ", count: indent) + label + ": "
        text += printable(value) + "\n"
    }

    mutating func add(_ deadline: Deadline, next: [Occurrence]) {
        text += printable(deadline.text) + "\n"
        if let error = deadline.error {
            line("không đọc được", "unreadable", error.text(in: language))
            return
        }
        body(deadline, indent: 1)
        for part in deadline.parts {
            text += "  - " + kind(part.kind) + "\n"
            body(part, indent: 2, isPart: true)
        }
        if !next.isEmpty {
            line("các kỳ tới", "next", next.map { occurrence($0) }.joined(separator: "; "))
        }
    }

    private mutating func body(_ deadline: Deadline, indent: Int, isPart: Bool = false) {
        if !isPart { line("cách đọc", "read as", kind(deadline.kind), indent: indent) }
        if let recurrence = deadline.recurrence { line("lặp lại", "recurs", cadence(recurrence), indent: indent) }
        if let event = deadline.event { line("chờ", "waits for", awaited(event), indent: indent) }
        if let start = deadline.start { line("bắt đầu", "start", date(start), indent: indent) }
        if let due = deadline.due {
            let time = deadline.dueTime.map { say("trước \($0) ", "before \($0), ") } ?? ""
            line("hạn", "due", time + date(due), indent: indent)
            if let prudent = deadline.prudentDue { line("nên xong", "prudently by", date(prudent), indent: indent) }
            if let legal = deadline.legalDue { line("hạn theo luật", "legally by", date(legal), indent: indent) }
            if !isPart { line("còn lại", "left", left(deadline), indent: indent) }
        }
        for note in deadline.notes {
            var sentence = note.text(in: language)
            if note.kind == .ambiguity, let other = note.due ?? note.start { sentence += " (\(date(other)))" }
            line(
                note.kind == .correction ? "đã sửa" : "lưu ý", note.kind == .correction ? "corrected" : "note",
                sentence,
                indent: indent)
        }
    }

    private func kind(_ kind: DeadlineKind) -> String {
        switch kind {
        case .once: say("một lần", "once")
        case .recurring: say("lặp lại theo kỳ", "recurring")
        case .periodic: say("định kỳ, chưa rõ bao lâu một lần", "periodic, cadence not said")
        case .continuous: say("thường xuyên, không có hạn cuối", "continuous, without a due date")
        case .awaiting: say("chờ sự kiện", "awaiting an event")
        case .asNeeded: say("khi cần thiết", "as needed")
        case .vague: say("không nêu thời điểm cụ thể", "no definite time")
        case .compound: say("gồm nhiều thời hạn", "several deadlines")
        case .unreadable: say("không đọc được", "unreadable")
        }
    }

    /// Weekday and day/month/year, as each language writes them.
    private func date(_ day: Day) -> String {
        let weekday = language == .vi ? day.weekday.name.vi : String(day.weekday.name.en.prefix(3))
        return language == .vi ? "\(weekday), \(day.dayMonthYear)" : "\(weekday) \(day)"
    }

    private func occurrence(_ occurrence: Occurrence) -> String {
        guard let due = occurrence.due else {
            return occurrence.id == "awaited" ? say("chờ sự kiện", "awaited") : say("chưa có hạn", "no due date")
        }
        return occurrence.id == due.description ? date(due) : "\(occurrence.id) (\(date(due)))"
    }

    /// Days and working days from `now` to the last day; nothing is late before the legal one has passed.
    private func left(_ deadline: Deadline) -> String {
        guard let due = deadline.due else { return "" }
        let days = due - now
        let legal = deadline.legalDue ?? due
        if now > legal {
            return say("đã quá hạn \(now - legal) ngày", "overdue by \(now - legal) day\(now - legal == 1 ? "" : "s")")
        }
        if days < 0 {
            return say(
                "hạn đã đến, theo luật còn \(legal - now) ngày",
                "due, by law \(legal - now) more day\(legal - now == 1 ? "" : "s")")
        }
        let working = calendar.workingDays(from: now, to: due)
        return say(
            "\(days) ngày, trong đó \(working) ngày làm việc",
            "\(days) day\(days == 1 ? "" : "s"), \(working) of them working day\(working == 1 ? "" : "s")")
    }

    private func cadence(_ recurrence: Recurrence) -> String {
        let n = recurrence.every
        let unit = recurrence.unit.name
        let every = say(
            n == 1 ? "hằng \(unit.vi)" : "\(n) \(unit.vi) một lần",
            n == 1 ? "every \(unit.en)" : "every \(n) \(unit.en)s")
        guard let until = recurrence.until else { return every }
        return every + say(", đến \(date(until))", ", until \(date(until))")
    }

    private func awaited(_ event: AwaitedEvent) -> String {
        guard let term = event.term else {
            return event.isBefore ? say("trước khi: ", "before: ") + event.name : event.name
        }
        // The event's own day is still in time: "từ nay đến Đại hội".
        if term.count == 0 { return event.name + say(" (đến hết ngày ấy)", " (through that day)") }
        return
            "\(event.name) (\(term.wording.text(in: language)) \(event.isBefore ? say("trước", "before") : say("sau", "after")))"
    }
}
