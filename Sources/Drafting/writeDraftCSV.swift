import Dates
public import Diagnostics
import Programmes

/// A draft as a programme's CSV, RFC 4180; what is to be reviewed stands in the last column, which no reader of a
/// programme uses.
///
/// Parameters as of ``writeDraftYAML(_:source:language:includingUnknown:)``.
public func writeDraftCSV(
    _ draft: Draft, source: String, language: Language, includingUnknown: Bool = false
) -> String {
    let keys = KeyNames(language: language)
    func say(_ vi: String, _ en: String) -> String { language == .vi ? vi : en }
    // A byte order mark, without which spreadsheets do not take the text for UTF-8.
    var text = "\u{FEFF}"
    func headLine(_ key: String, _ value: String) { text += "# \(key): \(inComment(value))\r\n" }
    headLine(keys.programme, draft.id)
    headLine(keys.title, draft.title?.value ?? draft.id)
    if let number = draft.number { headLine(keys.number, number.value) }
    headLine(keys.issued, draft.issued.description)
    if let issuer = draft.issuer?.value, issuer.isKnown || includingUnknown { headLine(keys.issuer, issuer.id) }
    if let period = draft.period?.value { headLine(keys.period, "\(period.lowerBound)-\(period.upperBound)") }
    // A remark is a line without a colon.
    func remark(_ content: String) { text += "# " + inComment(content).replacing(":", with: " -") + "\r\n" }
    remark(say("Dự thảo do “dondoc import” lập từ \(source)", "A draft, made by “dondoc import” of \(source)"))
    for sentence in summary(of: draft, language) { remark(sentence) }
    for doubt in draft.doubts { remark(reviewText(doubt.wording, language)) }
    if let issuer = draft.issuer?.value, !issuer.isKnown, !includingUnknown {
        remark(keys.issuer + ": " + issuer.name + " (" + say("danh bạ chưa có", "not in the directory") + ")")
    }

    let roles: [Role] = [.directing, .lead, .executing, .coordinating, .monitoring]
    let hasTargets = draft.tasks.contains { $0.isTarget }
    let hasTags = draft.tasks.contains { $0.isTarget || !$0.tags.isEmpty }
    var header = [say("STT", "id"), say("Nội dung nhiệm vụ", "title")] + roles.map { upperFirst($0.key(language)) }
    header.append(say("Thời gian thực hiện", "deadline"))
    if hasTargets { header.append(upperFirst(keys.target)) }
    if hasTags { header.append(upperFirst(keys.tags)) }
    header.append(say("Ghi chú", "note"))
    text += header.map(csvCell).joined(separator: ",") + "\r\n"
    for task in draft.tasks {
        var cells = [task.id, task.title]
        for role in roles {
            cells.append(
                task.assignments.filter { $0.role == role && ($0.body.isKnown || includingUnknown) }.map(\.body.id)
                    .joined(separator: "; "))
        }
        cells.append(
            task.deadlines.isEmpty
                ? "-" : task.deadlines.map { $0.value.replacing(";", with: ",") }.joined(separator: "; "))
        if hasTargets {
            cells.append(
                task.target.map { target in
                    target.value.metric.replacing(":", with: "") + ": " + Quantity(milli: target.value.milli).plain
                        + (target.value.unit.map { " " + $0 } ?? "")
                } ?? "")
        }
        if hasTags {
            let tags = (task.isTarget ? [keys.targetTag] : []) + task.tags
            cells.append(tags.map { $0.replacing(";", with: ",") }.joined(separator: "; "))
        }
        var notes = [lineText(task.lines, language)]
        for assignment in task.assignments where !(assignment.body.isKnown || includingUnknown) {
            notes.append(
                assignment.role.key(language) + ": " + assignment.body.name + " ("
                    + say("danh bạ chưa có", "not in the directory") + ")")
        }
        notes += task.doubts.map { $0.isQuestion ? reviewText($0.wording, language) : $0.wording.text(in: language) }
        cells.append(notes.joined(separator: "; "))
        text += cells.map(csvCell).joined(separator: ",") + "\r\n"
    }
    return text
}

private func csvCell(_ text: String) -> String {
    var text = inComment(text)
    // A spreadsheet would take it for a formula and run it (OWASP, CSV Injection); a single dash is none.
    if let first = text.unicodeScalars.first, "=+-@".unicodeScalars.contains(first), text.unicodeScalars.count > 1 {
        text = " " + text
    }
    guard text.contains(where: { "\",;#".contains($0) }) || text.hasPrefix(" ") else { return text }
    return "\"" + text.replacing("\"", with: "\"\"") + "\""
}
