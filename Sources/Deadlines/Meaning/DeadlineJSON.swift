import Dates
public import JSONText

/// Writes a deadline as one JSON object, in the shape that `dondoc deadline --json` promises.
/// - Parameter next: the next occurrences to show.
public func writeJSON(_ deadline: Deadline, next: [Occurrence] = [], to json: inout JSONWriter) {
    write(deadline, next: next, isPart: false, to: &json)
}

private func write(_ deadline: Deadline, next: [Occurrence], isPart: Bool, to json: inout JSONWriter) {
    json.beginObject()
    if !isPart {
        json.key("text")
        json.string(deadline.text)
    }
    json.key("kind")
    json.string(deadline.kind.rawValue)
    span(
        deadline.start, due: deadline.due, deadline.dueTime, prudent: deadline.prudentDue, legal: deadline.legalDue,
        &json)
    json.key("recurrence")
    recurrence(deadline, &json)
    json.key("event")
    event(deadline.event, &json)
    json.key("notes")
    json.beginArray()
    for note in deadline.notes { write(note, to: &json) }
    json.endArray()
    if !isPart {
        json.key("next")
        json.beginArray()
        for occurrence in next { write(occurrence, to: &json) }
        json.endArray()
    }
    if !deadline.parts.isEmpty {
        json.key("parts")
        json.beginArray()
        for part in deadline.parts { write(part, next: [], isPart: true, to: &json) }
        json.endArray()
    }
    if let error = deadline.error {
        json.key("error")
        write(error, to: &json)
    }
    json.endObject()
}

private func recurrence(_ deadline: Deadline, _ json: inout JSONWriter) {
    guard let recurrence = deadline.recurrence else { return json.null() }
    json.beginObject()
    json.key("every")
    json.integer(recurrence.every)
    json.key("unit")
    json.string(recurrence.unit.rawValue)
    json.key("from")
    day(recurrence.from, &json)
    json.key("until")
    day(recurrence.until, &json)
    json.endObject()
}

private func event(_ event: AwaitedEvent?, _ json: inout JSONWriter) {
    guard let event else { return json.null() }
    json.beginObject()
    json.key("name")
    json.string(event.name)
    json.key("before")
    json.bool(event.isBefore)
    json.key("term")
    if let term = event.term {
        json.beginObject()
        json.key("count")
        json.integer(term.count)
        json.key("unit")
        json.string(term.unit.rawValue)
        json.endObject()
    } else {
        json.null()
    }
    json.key("date")
    day(event.date, &json)
    json.endObject()
}

private func write(_ note: ReadingNote, to json: inout JSONWriter) {
    json.beginObject()
    json.key("kind")
    json.string(note.kind.rawValue)
    json.key("vi")
    json.string(note.vi)
    json.key("en")
    json.string(note.en)
    if let start = note.start {
        json.key("start")
        day(start, &json)
    }
    if let due = note.due {
        json.key("due")
        day(due, &json)
    }
    json.endObject()
}

private func write(_ occurrence: Occurrence, to json: inout JSONWriter) {
    json.beginObject()
    json.key("id")
    json.string(occurrence.id)
    span(
        occurrence.start, due: occurrence.due, occurrence.dueTime, prudent: occurrence.prudentDue,
        legal: occurrence.legalDue, &json)
    json.endObject()
}

/// From the first day to the last, in its three senses.
private func span(_ start: Day?, due: Day?, _ time: TimeOfDay?, prudent: Day?, legal: Day?, _ json: inout JSONWriter) {
    json.key("start")
    day(start, &json)
    json.key("due")
    day(due, &json)
    if let time {
        json.key("dueTime")
        json.string(time.description)
    }
    json.key("prudentDue")
    day(prudent, &json)
    json.key("legalDue")
    day(legal, &json)
}

/// `"2021-12-31"`, made without a string between.
private func day(_ day: Day?, _ json: inout JSONWriter) {
    guard let day else { return json.null() }
    let (y, m, d) = day.civil
    func digit(_ n: Int) -> UInt8 { UInt8(truncatingIfNeeded: 0x30 + n % 10) }
    let text: [12 of UInt8] = [
        0x22, digit(y / 1000), digit(y / 100), digit(y / 10), digit(y), 0x2D, digit(m / 10), digit(m), 0x2D,
        digit(d / 10),
        digit(d), 0x22,
    ]
    text.span.withUnsafeBufferPointer { json.raw($0) }
}
