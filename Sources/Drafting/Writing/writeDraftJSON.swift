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
    list("recipients", draft.recipients, &json) { $1.string($0.value) }
    doubts(draft.doubts, language, &json)
    list("tasks", draft.tasks, &json) { write($0, language, &$1) }
    list("unknownBodies", draft.unknownBodies, &json) { write($0, &$1) }
    list("passedOver", draft.passedOver, &json) { lines($0, &$1) }
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
    list("headings", task.headings, &json) { $1.string($0.value) }
    for role in [Role.directing, .lead, .executing, .coordinating, .monitoring] {
        list(role.key(.en), task.assignments.filter { $0.role == role }, &json) { write($0.body, &$1) }
    }
    list("deadline", task.deadlines, &json) { phrase, json in
        json.beginObject()
        json.key("text")
        json.string(phrase.value)
        json.key("lines")
        lines(phrase.lines, &json)
        json.endObject()
    }
    json.key("target")
    if let target = task.target?.value {
        json.beginObject()
        json.key("metric")
        json.string(target.metric)
        json.key("value")
        json.string(Quantity(milli: target.milli).plain)
        json.key("unit")
        json.string(target.unit)
        json.endObject()
    } else {
        json.null()
    }
    json.key("isTarget")
    json.bool(task.isTarget)
    list("tags", task.tags, &json) { $1.string($0) }
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
    list("aliases", body.aliases, &json) { $1.string($0) }
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
    list("doubts", doubts, &json) { doubt, json in
        json.beginObject()
        json.key("kind")
        json.string(doubt.name)
        json.key("review")
        json.bool(doubt.isQuestion)
        json.key("message")
        json.string(doubt.wording.text(in: language))
        json.endObject()
    }
}

private func list<Element>(
    _ key: String, _ elements: [Element], _ json: inout JSONWriter,
    _ write: (Element, inout JSONWriter) -> Void
) {
    json.key(key)
    json.beginArray()
    for element in elements { write(element, &json) }
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
        case .doubtfulDeadline: "doubtfulDeadline"
        case .passedOver: "passedOver"
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
        case .envelopeDeadline: "envelopeDeadline"
        case .envelopeAlone: "envelopeAlone"
        case .cellAbove: "cellAbove"
        case .emptyCell: "emptyCell"
        case .unclearTable: "unclearTable"
        case .unknownColumn: "unknownColumn"
        }
    }
}
