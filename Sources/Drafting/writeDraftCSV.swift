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
    // Quoted where it has a separator: a spreadsheet takes the line for cells and would lose it.
    func headLine(_ key: String, _ value: String) {
        text += csvCell("# \(key): \(inComment(value))", isHead: true) + "\r\n"
    }
    headLine(keys.programme, draft.id)
    headLine(keys.title, draft.title?.value ?? draft.id)
    if let number = draft.number { headLine(keys.number, number.value) }
    headLine(keys.issued, draft.issued.description)
    if let issuer = draft.issuer?.value, issuer.isKnown || includingUnknown { headLine(keys.issuer, issuer.id) }
    if let period = draft.period?.value { headLine(keys.period, "\(period.lowerBound)-\(period.upperBound)") }
    // A remark is a line without a colon.
    func remark(_ content: String) {
        text += csvCell("# " + inComment(content).replacing(":", with: " -"), isHead: true) + "\r\n"
    }
    remark(say("Dự thảo do “dondoc import” lập từ \(source)", "A draft, made by “dondoc import” of \(source)"))
    for sentence in summary(of: draft, language) { remark(sentence) }
    for doubt in draft.doubts where !doubt.isOfTable { remark(reviewText(doubt.wording, language)) }
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
    text += header.map { csvCell($0) }.joined(separator: ",") + "\r\n"
    for task in draft.tasks {
        var cells = [spreadsheetID(task.id), task.title]
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
        text += cells.map { csvCell($0) }.joined(separator: ",") + "\r\n"
    }
    return text
}

/// A spreadsheet takes 1.10 for the number 1.1; an apostrophe, which the reader leaves out, makes it text.
private func spreadsheetID(_ id: String) -> String {
    let isNumber = id.utf8.allSatisfy { 0x30...0x39 ~= $0 || $0 == 0x2E } && id.utf8.count { $0 == 0x2E } == 1
    return isNumber && id.hasSuffix("0") ? "'" + id : id
}

/// - Parameter isHead: a line of the head, which begins with a number sign.
private func csvCell(_ text: String, isHead: Bool = false) -> String {
    var text = inComment(text)
    // A spreadsheet would take it for a formula and run it (OWASP, CSV Injection); a single dash is none.
    // Full-width ones are taken for the same by some.
    if let first = text.unicodeScalars.first, "=+-@＝＋－＠".unicodeScalars.contains(first),
        text.unicodeScalars.count > 1
    {
        text = " " + text
    }
    guard text.contains(where: { "\",;".contains($0) || $0 == "#" && !isHead }) || text.hasPrefix(" ") else {
        return text
    }
    return "\"" + text.replacing("\"", with: "\"\"") + "\""
}
