import Diagnostics
package import Programmes

/// One of a few values, each with its spellings: the English one first, then the Vietnamese.
func choose<Choice>(
    _ field: TextField, _ choices: [(Choice, [String])], _ report: inout FileReport
) -> Choice? {
    let text = field.string
    let folded = fold(text)
    if let found = choices.first(where: { $0.1.contains { fold($0) == folded } }) { return found.0 }
    let meant = guessWord(text, among: choices.flatMap(\.1))
    let names = choices.map { Wording(vi: $0.1[1], en: $0.1[0]).spelt(in: report.keyLanguage) }
    report.add(
        "S401", at: field.span, Wording(vi: "không có lựa chọn “\(text)”", en: "there is no choice “\(text)”"),
        help: Wording(
            vi: "chọn " + names.map { "“\($0.vi)”" }.joined(separator: " hoặc "),
            en: "choose " + names.map(\.en).joined(separator: " or ")),
        fixes: FileReport.fix(meant, at: field.span))
    return nil
}

extension Completion {
    package static let spellings: [(Completion, [String])] = [
        (.each, ["each", "từng cơ quan xong", "từng đơn vị xong", "tất cả các cơ quan xong"]),
        (.lead, ["lead", "cơ quan chủ trì xong", "chủ trì xong"]),
    ]
}

extension Confirmation {
    package static let spellings: [(Confirmation, [String])] = [
        (.monitoring, ["monitoring", "theo dõi", "cơ quan theo dõi"]),
        (.directing, ["directing", "chỉ đạo", "cơ quan chỉ đạo"]), (.none, ["none", "không", "không cần"]),
    ]
}
