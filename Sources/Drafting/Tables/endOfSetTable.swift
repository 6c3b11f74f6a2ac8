import Diagnostics

/// The line after a table that begins with this header.
func endOfTable(_ lines: [SourceLine], _ header: SetHeader) -> Int {
    var blanks = 0
    var i = header.next
    while i < lines.count {
        let line = lines[i]
        if line.isBlank {
            blanks += 1
            // A page may end within a table.
            if blanks > 4, !lines[i...].prefix(3).contains(where: \.beginsPage) { return i - blanks + 1 }
        } else if header.dashes != nil, i > header.next, isRule(line.text), line.text.hasPrefix("---"),
            !line.text.contains(" ")
        {
            return i + 1
        } else if isRule(line.text) || isPageNumber(line.text) || isGroupNumber(line.text) {
            blanks = 0
        } else {
            if isClosing(line.text) || blanks > 0 && isSignature(lines, i) { return i }
            blanks = 0
            if isProse(lines, i, header) { return withoutHeadings(lines, before: i, after: header.next) }
        }
        i += 1
    }
    return i
}

/// "GIÁM ĐỐC" below a table; "GIÁM ĐỐC CHI NHÁNH" above a person's name.
private func isSignature(_ lines: [SourceLine], _ i: Int) -> Bool {
    let words = Words(lines[i].text, limit: 7)
    guard lines[i].indent >= 30, words.count <= 6, isCapitals(lines[i].text),
        let post = signatories.length(in: words, at: 0)
    else { return false }
    if post == words.count { return true }
    guard pieces(of: lines[i]).count == 1, let next = lines[(i + 1)...].prefix(6).first(where: { !$0.isBlank }) else {
        return false
    }
    let name = Words(next.text, limit: 6)
    return next.indent >= 30 && 2...5 ~= name.count && (0..<name.count).allSatisfy(name.isCapital)
        && !isCapitals(next.text) && !BodyGrammar.isHead(name, 0)
}

private let signatories = WordTable(
    """
    giám đốc, phó giám đốc, tổng giám đốc, chủ tịch, phó chủ tịch, hiệu trưởng, phó hiệu trưởng, bí thư, phó bí thư, trưởng ban
    trưởng phòng, chánh văn phòng, cục trưởng, chi cục trưởng, bộ trưởng, thứ trưởng, chánh án, viện trưởng, chỉ huy trưởng, thủ trưởng đơn vị
    """)

/// A line of prose runs across the columns; one with a number does where the next goes on with it.
private func isProse(_ lines: [SourceLine], _ i: Int, _ header: SetHeader) -> Bool {
    guard let whole = wholeLine(lines[i]), whole.end - whole.start > 50 else { return false }
    let crossed = header.cuts.filter { whole.start < $0 && $0 < whole.end }
    if isGroupNumber(whole.words[0].text) {
        return crossed.count >= 3
            && (lines[i].text.hasSuffix(".") || i + 1 < lines.count && wholeLine(lines[i + 1]) != nil)
    }
    return crossed.count >= 2 && !(whole.isParted(at: crossed) && crossed.count < header.cuts.count)
}

/// A line without a gap that is no heading.
private func wholeLine(_ line: SourceLine) -> Piece? {
    let found = line.isBlank ? [] : pieces(of: line)
    return found.count == 1 && !isCapitals(found[0].text) ? found[0] : nil
}

private func isHeading(_ text: String) -> Bool {
    isCapitals(text) || readMarker(text).map { $0.marker.kind == .roman } ?? false
}

/// "III. TỔ CHỨC THỰC HIỆN" before the prose after a table heads that, and no rows.
private func withoutHeadings(_ lines: [SourceLine], before end: Int, after first: Int) -> Int {
    var end = end
    var i = end - 1
    while i >= first, lines[i].isBlank || pieces(of: lines[i]).count == 1 && isHeading(lines[i].text) {
        if !lines[i].isBlank { end = i }
        i -= 1
    }
    return end
}
