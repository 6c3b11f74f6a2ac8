import Dates
import Deadlines
public import Diagnostics
public import JSONText
import Programmes

/// A draft as one object, for programs: what the files say, with the lines it was found in, and each doubt as itself.
/// Documented in docs/json.md.
public func writeDraftJSON(_ draft: Draft, source: String, language: Language, to json: inout JSONWriter) {
    json.beginObject()
    json.key("source")
    json.string(source)
    json.key("id")
    json.string(draft.id)
    found(draft.title, "title", &json) { $1.string($0) }
    found(draft.number, "number", &json) { $1.string($0) }
    json.key("issued")
    json.string(draft.issued.description)
    json.key("issuedLines")
    lines(draft.issuedLines, &json)
    found(draft.issuer, "issuer", &json) { write($0, &$1) }
    found(draft.period, "period", &json) {
        $1.string($0.lowerBound == $0.upperBound ? "\($0.lowerBound)" : "\($0.lowerBound)-\($0.upperBound)")
    }
    json.key("recipients")
    json.beginArray()
    for recipient in draft.recipients { json.string(recipient.value) }
    json.endArray()
    doubts(draft.doubts, language, &json)
    json.key("tasks")
    json.beginArray()
    for task in draft.tasks { write(task, language, &json) }
    json.endArray()
    json.key("unknownBodies")
    json.beginArray()
    for body in draft.unknownBodies { write(body, &json) }
    json.endArray()
    json.key("passedOver")
    json.beginArray()
    for passed in draft.passedOver { lines(passed, &json) }
    json.endArray()
    json.endObject()
}

private func write(_ task: TaskDraft, _ language: Language, _ json: inout JSONWriter) {
    json.beginObject()
    json.key("id")
    json.string(task.id)
    json.key("title")
    json.string(task.title)
    json.key("lines")
    lines(task.lines, &json)
    json.key("headings")
    json.beginArray()
    for heading in task.headings { json.string(heading.value) }
    json.endArray()
    for role in [Role.directing, .lead, .executing, .coordinating, .monitoring] {
        json.key(role.key(.en))
        json.beginArray()
        for assignment in task.assignments where assignment.role == role { write(assignment.body, &json) }
        json.endArray()
    }
    json.key("deadline")
    json.beginArray()
    for phrase in task.deadlines {
        json.beginObject()
        json.key("text")
        json.string(phrase.value)
        json.key("lines")
        lines(phrase.lines, &json)
        json.endObject()
    }
    json.endArray()
    json.key("target")
    if let target = task.target?.value {
        json.beginObject()
        json.key("metric")
        json.string(target.metric)
        json.key("value")
        json.string(decimal(target.milli))
        json.key("unit")
        json.string(target.unit)
        json.endObject()
    } else {
        json.null()
    }
    json.key("isTarget")
    json.bool(task.isTarget)
    json.key("tags")
    json.beginArray()
    for tag in task.tags { json.string(tag) }
    json.endArray()
    doubts(task.doubts, language, &json)
    json.endObject()
}

private func write(_ body: NamedBody, _ json: inout JSONWriter) {
    json.beginObject()
    json.key("id")
    json.string(body.id)
    json.key("name")
    json.string(body.name)
    json.key("known")
    json.bool(body.isKnown)
    json.endObject()
}

private func write(_ body: UnknownBody, _ json: inout JSONWriter) {
    json.beginObject()
    json.key("id")
    json.string(body.id)
    json.key("name")
    json.string(body.name)
    json.key("aliases")
    json.beginArray()
    for alias in body.aliases { json.string(alias) }
    json.endArray()
    json.key("group")
    json.bool(body.isGroup)
    json.key("line")
    json.integer(body.line)
    json.key("count")
    json.integer(body.count)
    json.key("suggestion")
    json.string(body.suggestion)
    json.endObject()
}

private func doubts(_ doubts: [Doubt], _ language: Language, _ json: inout JSONWriter) {
    json.key("doubts")
    json.beginArray()
    for doubt in doubts {
        json.beginObject()
        json.key("kind")
        json.string(doubt.name)
        json.key("review")
        json.bool(doubt.isQuestion)
        json.key("message")
        json.string(doubt.wording.text(in: language))
        json.endObject()
    }
    json.endArray()
}

private func found<Value>(
    _ value: Found<Value>?, _ key: StaticString, _ json: inout JSONWriter, _ write: (Value, inout JSONWriter) -> Void
) {
    json.key(key)
    guard let value else { return json.null() }
    write(value.value, &json)
}

/// `[3,5]`, both inclusive, from 1.
private func lines(_ lines: ClosedRange<Int>?, _ json: inout JSONWriter) {
    guard let lines else { return json.null() }
    json.beginArray()
    json.integer(lines.lowerBound)
    json.integer(lines.upperBound)
    json.endArray()
}

extension Doubt {
    /// As programs know it; none is renamed.
    var name: String {
        switch self {
        case .noNumber: "noNumber"
        case .noTitle: "noTitle"
        case .noIssuer: "noIssuer"
        case .incompleteNumber: "incompleteNumber"
        case .noDate: "noDate"
        case .guessedID: "guessedID"
        case .noDeadline: "noDeadline"
        case .unreadDeadline: "unreadDeadline"
        case .deadlineFromProse: "deadlineFromProse"
        case .inheritedDeadline: "inheritedDeadline"
        case .noLead: "noLead"
        case .inheritedLead: "inheritedLead"
        case .shortenedTitle: "shortenedTitle"
        case .madeUpID: "madeUpID"
        case .unmarkedParagraph: "unmarkedParagraph"
        case .isTarget: "isTarget"
        case .repeated: "repeated"
        case .otherDeadline: "otherDeadline"
        case .mayRepeat: "mayRepeat"
        }
    }
}
