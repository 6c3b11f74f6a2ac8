import Dates
public import Diagnostics
public import JSONText
import Programmes

extension Amendment {
    private func count(_ isCounted: (Change) -> Bool) -> Int { changes.count(where: isCounted) }

    /// What the newer document changes, a sentence and a line for each change.
    public func lines(tasks: [TaskInForce], draft: Draft, _ language: Language) -> [String] {
        func say(_ vi: String, _ en: String) -> String { language == .vi ? vi : en }
        let counts = [
            (count { $0.old == nil }, say("thêm", "added")), (count { $0.new == nil }, say("bỏ", "dropped")),
            (count(\.isMoved), say("dời hạn", "with another deadline")),
            (count(\.isReworded), say("đổi lời", "reworded")),
            (count(\.isRenumbered), say("đổi số", "renumbered")),
            (count(\.hasOtherBodies), say("khác cơ quan", "with other bodies")),
            (count(\.isUnchanged), say("giữ nguyên", "unchanged")),
        ]
        var lines = [counts.map { "\($0.0) \($0.1)" }.joined(separator: "; ")]
        for change in changes where !change.isUnchanged {
            let old = change.old.map { tasks[$0] }
            let new = change.new.map { draft.tasks[$0] }
            let title = new?.title ?? old?.title ?? ""
            let place = new.map { " (" + lineText($0.lines, language) + ")" } ?? ""
            guard let old, let new else {
                lines.append((new == nil ? "- " : "+ ") + change.id + " " + title + place)
                continue
            }
            var parts: [String] = []
            if change.isReworded { parts.append(say("lời cũ: ", "was worded: ") + "“\(old.title)”") }
            if change.isMoved {
                let before = old.deadlines.joined(separator: "; ")
                parts.append(
                    say("thời hạn: ", "deadline: ")
                        + "“\(before)” → “\(new.deadlines.map(\.value).joined(separator: "; "))”")
            }
            if !change.unknownBodies.isEmpty {
                let names = change.unknownBodies.map { "“\($0)”" }.joined(separator: ", ")
                parts.append(
                    say(
                        "danh bạ chưa có \(names), giữ theo tệp cũ",
                        "the directory lacks \(names); the file's bodies stay"))
            } else if change.hasOtherBodies {
                parts.append(say("khác cơ quan, giữ theo tệp cũ", "other bodies; the file's stay"))
            }
            let number = change.isRenumbered ? old.id + " → " + change.id : change.id
            lines.append(
                "~ " + number + " " + title + place + (parts.isEmpty ? "" : ": " + parts.joined(separator: "; ")))
        }
        return lines
    }
}

/// What a newer document changes, as one object for programs. Documented in docs/json.md.
public func writeAmendmentJSON(
    _ amendment: Amendment, onto path: String, tasks: [TaskInForce], draft: Draft, source: String, language: Language,
    to json: inout JSONWriter
) {
    json.beginObject()
    json.key("source")
    json.string(source)
    json.key("onto")
    json.string(path)
    json.key("number")
    json.string(draft.number?.value)
    json.key("issued")
    json.string(draft.issued.description)
    json.key("changes")
    json.beginArray()
    for change in amendment.changes {
        write(change, change.old.map { tasks[$0] }, change.new.map { draft.tasks[$0] }, language, &json)
    }
    json.endArray()
    json.endObject()
}

private func write(
    _ change: Amendment.Change, _ old: TaskInForce?, _ new: TaskDraft?, _ language: Language, _ json: inout JSONWriter
) {
    json.beginObject()
    json.key("change")
    json.string(new == nil ? "dropped" : old == nil ? "added" : change.isUnchanged ? "unchanged" : "changed")
    json.key("id")
    json.string(change.id)
    json.key("was")
    json.string(change.isRenumbered ? old?.id : nil)
    json.key("title")
    json.string(new?.title ?? old?.title)
    json.key("oldTitle")
    json.string(old?.title)
    json.key("deadline")
    strings(new.map { $0.deadlines.map(\.value) } ?? [], &json)
    json.key("oldDeadline")
    strings(old?.deadlines ?? [], &json)
    json.key("lines")
    if let new {
        json.beginArray()
        json.integer(new.lines.lowerBound)
        json.integer(new.lines.upperBound)
        json.endArray()
    } else {
        json.null()
    }
    for (key, value): (StaticString, Bool) in [
        ("renumbered", change.isRenumbered), ("reworded", change.isReworded), ("moved", change.isMoved),
        ("otherBodies", change.hasOtherBodies), ("countsFromIssue", change.countsFromIssue),
    ] {
        json.key(key)
        json.bool(value)
    }
    json.key("doubts")
    json.beginArray()
    for doubt in new?.doubts ?? [] where doubt.isQuestion {
        json.beginObject()
        json.key("kind")
        json.string(doubt.name)
        json.key("message")
        json.string(doubt.wording.text(in: language))
        json.endObject()
    }
    json.endArray()
    json.endObject()
}

private func strings(_ texts: [String], _ json: inout JSONWriter) {
    json.beginArray()
    for text in texts { json.string(text) }
    json.endArray()
}
