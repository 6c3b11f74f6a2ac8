import Diagnostics

/// A part of a clause outside the numbers and dates of the documents it cites.
struct Stretch {
    let text: String
    /// It follows a cited number without a comma, so that a period in it may be of the document's name.
    let isOfCitation: Bool
    /// A cited number follows right after it.
    var precedesCitation = false
}

/// A text with what stands between quotation marks left out: it is another document's name. The marks part the clauses.
func withoutQuotations(_ text: String) -> String {
    var result = ""
    var start = text.startIndex
    for range in quotedRanges(of: text) {
        result += text[start..<range.lowerBound] + "; "
        start = range.upperBound
    }
    return start == text.startIndex ? text : result + text[start...]
}

/// The parts of a clause outside what it cites.
func uncited(_ words: Words) -> [Stretch] {
    var result: [Stretch] = []
    var start = 0
    var follows = false
    func add(_ range: Range<Int>) {
        guard !range.isEmpty else { return }
        let text = trimmed(String(words.slice(range)))
        let isApart = words.gap(before: range.lowerBound).contains(",")
        let comma = follows && !isApart ? text.firstIndex(of: ",") : nil
        if let comma {
            result.append(Stretch(text: trimmed(String(text[..<comma])), isOfCitation: true))
            result.append(Stretch(text: trimmed(String(text[comma...])), isOfCitation: false))
        } else {
            result.append(Stretch(text: text, isOfCitation: follows && !isApart))
        }
    }
    let cited = citedRanges(of: words)
    if cited.isEmpty { return [Stretch(text: words.text, isOfCitation: false)] }
    for range in cited where range.lowerBound >= start {
        let before = result.count
        add(start..<range.lowerBound)
        if result.count > before, words.gap(before: range.lowerBound) == " " {
            result[result.count - 1].precedesCitation = true
        }
        start = range.upperBound
        follows = true
    }
    add(start..<words.count)
    return result.filter { !$0.text.isEmpty }
}

/// Where a clause has a document's number and date, a law's, or the day that something took effect: "Kế hoạch số 07-KH/TW,
/// ngày 17/8/2026", "Luật … có hiệu lực từ ngày 01/7/2019".
func citedRanges(of words: Words) -> [Range<Int>] {
    var result: [Range<Int>] = []
    var i = 0
    while i < words.count {
        if let end = numberEnd(words, i) ?? effectEnd(words, i) ?? datedPaperEnd(words, i) {
            result.append(i..<end)
            i = end
        } else {
            i += 1
        }
    }
    return result
}

private enum CitationWords {
    static let effect = WordTable(
        """
        có hiệu lực thi hành, có hiệu lực, hiệu lực thi hành, được ban hành, đã ban hành, được thông qua, đã được phê duyệt, ký
        được ký, được công bố, sinh, được thành lập, đã thông qua, đã được thông qua, đã được ban hành
        """)
    /// Of what is made, not at a sentence's beginning.
    static let use = WordTable("áp dụng")
    static let until: Set<Folded> = ["trước", "đến", "từ", "vào", "hết", "sau", "trong", "qua"]
    static let from = WordTable("kể từ, từ, vào, tại, kể, ngày")
    static let papers = WordTable(
        """
        nghị quyết, quyết định, kết luận, công văn, thông báo, chỉ thị, kế hoạch, tờ trình, báo cáo, thông tư, nghị định, luật, bộ luật
        hướng dẫn, biên bản, văn bản, công điện, đề án, chương trình, quy định, quy chế
        """)
}

/// "số 07-KH/TW, ngày 17/8/2026", "02-NQ/TW ngày 12/6/2021", "số 61/2018/NĐ-CP": past the date.
private func numberEnd(_ words: Words, _ i: Int) -> Int? {
    var end: Int
    if words.key(i) == .number, i + 1 < words.count, words.text(i + 1).contains(where: \.isNumber) {
        end = i + 2
        // A space slipped into the number: "07 -KH/TW".
        while end < words.count, end < i + 4, words.gap(before: end).contains(where: { "-–/".contains($0) }),
            isSymbol(words.text(end))
        {
            end += 1
        }
    } else if isNumberWithSymbol(words.text(i)) {
        end = i + 1
    } else {
        return nil
    }
    let gap = words.gap(before: end)
    if end < words.count, gap == " " || gap == ", " || gap == " (", let date = dateEnd(words, end) { return date }
    return end
}

/// "21-NQ/TW", "16/CT-TTg", "09/2019/NĐ-CP".
private func isNumberWithSymbol(_ text: String) -> Bool {
    guard let first = text.first, first.isASCII, first.isNumber, let cut = text.firstIndex(where: { "-/".contains($0) })
    else { return false }
    return isSymbol(String(text[cut...])) && text.contains(where: \.isLetter)
}

private func isSymbol(_ text: String) -> Bool {
    text.contains(where: \.isUppercase) && !text.contains { $0.isLowercase && $0 != "g" && $0 != "r" && $0 != "đ" }
}

/// "ngày 17/8/2026", "ngày 23 tháng 4 năm 2018", "năm 2015": past it.
private func dateEnd(_ words: Words, _ i: Int) -> Int? {
    if words.key(i) == .year, isYear(words.key(i + 1).text) { return i + 2 }
    guard words.key(i) == .day else { return nil }
    if words.key(i + 2) == .month {
        return words.key(i + 4) == .year ? min(i + 6, words.count) : min(i + 4, words.count)
    }
    let parts = words.key(i + 1).text.split { "/-.".contains($0) }
    return parts.count >= 2 && parts.allSatisfy { Int($0) != nil } ? i + 2 : nil
}

private func isYear(_ key: String) -> Bool { Int(key).map { 1900...2199 ~= $0 } ?? false }

/// "có hiệu lực từ ngày 01/7/2019".
private func effectEnd(_ words: Words, _ i: Int) -> Int? {
    guard
        let length = CitationWords.effect.length(in: words, at: i)
            ?? (i > 0 ? CitationWords.use.length(in: words, at: i) : nil)
    else { return nil }
    // "tim bẩm sinh ngày 12/6".
    if words.key(i) == "sinh", i > 0, words.gap(before: i) == " ", !words.isCapital(i - 1) { return nil }
    var k = i + length
    while words.key(k) != .day, let more = CitationWords.from.length(in: words, at: k) { k += more }
    // "có hiệu lực từ 01/7/2024".
    return dateEnd(words, k) ?? (k > i + length && isDate(words.text(k)) ? k + 1 : nil)
}

private func isDate(_ text: String) -> Bool {
    let parts = text.split { "/-.".contains($0) }
    return parts.count == 3 && parts.allSatisfy { Int($0) != nil }
}

/// "Quyết định ngày 04/11/2020", "Công văn của Sở Nội vụ ngày 3/3/2026", "Luật Đất đai năm 2024".
private func datedPaperEnd(_ words: Words, _ i: Int) -> Int? {
    guard words.isCapital(i), let length = CitationWords.papers.length(in: words, at: i),
        i > 0 || !BodyGrammar.startsWithVerb(words)
    else { return nil }
    for k in (i + length)..<max(min(i + length + 8, words.count), i + length) {
        guard words.gap(before: k) == " ", !BodyGrammar.isVerb(words, k, first: -1) else { return nil }
        if words.key(k) == .day { return CitationWords.until.contains(words.key(k - 1)) ? nil : dateEnd(words, k) }
    }
    return nil
}
