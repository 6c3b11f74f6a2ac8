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
        var cells = [spreadsheetText(task.id), task.title]
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

/// A spreadsheet takes 1.10 for the number 1.1, 01 for 1 and 10/12/2026 for a day that it writes its own way; an apostrophe,
/// which the reader leaves out, makes it text. A day as 2026-12-10 it keeps.
public func spreadsheetText(_ text: String) -> String {
    let utf8 = text.utf8
    guard let first = utf8.first, 0x30...0x39 ~= first, utf8.allSatisfy({ 0x2C...0x3A ~= $0 }) else { return text }
    if text.split(separator: "-", omittingEmptySubsequences: false).map(\.utf8.count) == [4, 2, 2] { return text }
    let points = utf8.count { $0 == UInt8(ascii: ".") }
    let isOther =
        utf8.contains { $0 != UInt8(ascii: ".") && !(0x30...0x39 ~= $0) } || points == 1 && text.hasSuffix("0")
        || points == 0 && first == 0x30 && utf8.count > 1
    return isOther ? "'" + text : text
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
    // By scalars: a mark that stands after a separator or a quote makes another character of it, and the same cell's end.
    let scalars = text.unicodeScalars
    guard
        scalars.contains(where: { "\",;".unicodeScalars.contains($0) || $0 == "#" && !isHead }) || scalars.first == " "
    else { return text }
    var quoted = "\"".unicodeScalars
    for scalar in scalars { quoted.append(contentsOf: scalar == "\"" ? [scalar, scalar] : [scalar]) }
    quoted.append("\"")
    return String(quoted)
}
