import Diagnostics

/// A deadline's cell with "ngày" before each bare day of a month: of "05/9" there nothing else can be meant, while in a
/// sentence it may be a fraction.
func spellDayMonths(_ text: String) -> String {
    let words = Words(text)
    var result = ""
    var end = text.startIndex
    for i in 0..<words.count where isDayMonth(words.text(i)) {
        let before = words.key(i - 1)
        let range = words[i].range
        guard !named.contains(before), !words.gap(before: i).hasSuffix("/") else { continue }
        result += text[end..<range.lowerBound] + "ngày "
        end = range.lowerBound
    }
    return result + text[end...]
}

private let named: Set<Folded> = ["ngày", "tháng", "quý", "số", "điều", "khoản", "mùng", "mồng", "hôm"]

/// "05/9", "15-9", "30.4": a day and its month.
private func isDayMonth(_ word: String) -> Bool {
    let parts = word.split(omittingEmptySubsequences: false) { $0 == "/" || $0 == "-" || $0 == "." }
    guard parts.count == 2, parts.allSatisfy({ 1...2 ~= $0.utf8.count }), let day = Int(parts[0]),
        let month = Int(parts[1])
    else { return false }
    return 1...31 ~= day && 1...12 ~= month && (word.contains("/") || parts[0].utf8.count == 2)
}
