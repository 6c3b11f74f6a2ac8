import Diagnostics

/// A deadline's cell with "ngày" before each bare day of a month: of "05/9" there nothing else can be meant, while in a
/// sentence it may be a fraction.
func spellDayMonths(_ text: String) -> String {
    let words = Words(text)
    var result = ""
    var end = text.startIndex
    for i in 0..<words.count where isDayMonth(words.text(i), isAlone: words.count == 1) {
        let before = words.key(i - 1)
        let range = words[i].range
        guard !named.contains(before), !words.gap(before: i).hasSuffix("/") else { continue }
        result += text[end..<range.lowerBound] + "ngày "
        end = range.lowerBound
    }
    return result + text[end...]
}

private let named: Set<Folded> = ["ngày", "tháng", "quý", "số", "điều", "khoản", "mùng", "mồng", "hôm"]

/// "trước 10.00 ngày 25/5" with "10h00".
func spellHours(_ text: String) -> String {
    guard mayHaveHours(text) else { return text }
    var bytes = Array(text.utf8)
    let day = Array("ngày".utf8)
    var hasHour = false
    for i in bytes.indices.dropFirst().dropLast(2) where bytes[i] == UInt8(ascii: ".") {
        guard isDigit(bytes[i - 1]), 0x30...0x35 ~= bytes[i + 1], isDigit(bytes[i + 2]),
            bytes[(i + 3)...].drop(while: { $0 == 0x20 || $0 == UInt8(ascii: ",") }).starts(with: day)
        else { continue }
        bytes[i] = UInt8(ascii: "h")
        hasHour = true
    }
    return hasHour ? String(decoding: bytes, as: UTF8.self) : text
}

/// "sáng Chủ nhật 16/8", "thứ Bảy 15/8" with "ngày" before the day.
func spellWeekdays(_ text: String) -> String {
    guard text.contains("/"), text.holds("nhật ") || text.holds("hứ ") else { return text }
    let words = Words(text)
    var result = ""
    var end = text.startIndex
    for i in 0..<words.count
    where isDayMonth(words.text(i), isAlone: false) && words.gap(before: i) == " "
        && weekdays.length(in: words, at: i - 2) == 2
    {
        result += text[end..<words[i].range.lowerBound] + "ngày "
        end = words[i].range.lowerBound
    }
    return result + text[end...]
}

private let weekdays = WordTable("chủ nhật, thứ hai, thứ ba, thứ tư, thứ năm, thứ sáu, thứ bảy")

/// Whether a digit, a full stop and two digits stand anywhere before a space or a comma.
private func mayHaveHours(_ text: String) -> Bool {
    var last: UInt8 = 0
    // How many bytes of "0.00 " were met.
    var count = 0
    for byte in text.utf8 {
        switch count {
        case 0: count = byte == UInt8(ascii: ".") && isDigit(last) ? 1 : 0
        case 1, 2: count = isDigit(byte) ? count + 1 : 0
        default:
            if byte == UInt8(ascii: " ") || byte == UInt8(ascii: ",") { return true }
            count = 0
        }
        last = byte
    }
    return false
}

private func isDigit(_ byte: UInt8) -> Bool { 0x30...0x39 ~= byte }

/// "05/9", "15-9", "30.4", "07-12/9": a day and its month.
private func isDayMonth(_ word: String, isAlone: Bool) -> Bool {
    // From one day to another.
    if let dash = word.firstIndex(of: "-"), word.contains("/"), Int(word[..<dash]).map({ 1...31 ~= $0 }) ?? false {
        return isDayMonth(String(word[word.index(after: dash)...]), isAlone: isAlone)
    }
    let parts = word.split(omittingEmptySubsequences: false) { $0 == "/" || $0 == "-" || $0 == "." }
    guard parts.count == 2, parts.allSatisfy({ 1...2 ~= $0.utf8.count }), let day = Int(parts[0]),
        let month = Int(parts[1])
    else { return false }
    return 1...31 ~= day && 1...12 ~= month && (word.contains("/") || parts[0].utf8.count == 2 || isAlone)
}
