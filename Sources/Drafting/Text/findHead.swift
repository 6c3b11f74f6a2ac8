import Dates
import Diagnostics

/// What a document says of itself before its first section and after its last.
struct DocumentHead {
    var number: Found<String>?
    var isNumberIncomplete = false
    /// "Kế hoạch", and what it is about.
    var title: Found<String>?
    var issued: Found<Day>?
    /// Month and year, where the day was left blank.
    var month: Found<(year: Int, month: Int)>?
    var issuer: Found<String>?
    var period: Found<ClosedRange<Int>>?
    var recipients: [Found<String>] = []
    var latestCitation: Found<Day>?
    /// The earliest full date that is no cited paper's.
    var firstDeadline: Found<Day>?
    /// The block with which the text begins.
    var bodyStart = 0
    /// The block with which it ends: "Nơi nhận".
    var bodyEnd = 0
}

private let kinds: [(key: String, name: String)] = [
    "Chương trình hành động", "Chương trình", "Kế hoạch", "Nghị quyết", "Quyết định", "Chỉ thị", "Đề án", "Phương án",
    "Kết luận", "Thông báo", "Hướng dẫn", "Công điện", "Thông tri", "Quy định", "Quy chế", "Đề cương", "Báo cáo",
    "Tờ trình", "Lịch công tác",
].map { (fold($0), $0) }

/// Those that a line "… số 42-TB/ĐU" may begin with. Alone, "CÔNG VĂN ĐẾN" is a stamp.
private let numberedKinds = kinds + [(key: fold("Công văn"), name: "Công văn")]

/// - Parameters:
///   - lines: the head's columns stand side by side in them, which blocks would join.
///   - blocks: of the same document.
func findHead(_ lines: [SourceLine], _ blocks: [Block], today: Day) -> DocumentHead {
    var head = DocumentHead()
    let numbered = findNumberedKind(lines)
    let kind = numbered == nil ? findKind(blocks) : nil
    let firstItem = blocks.firstIndex { $0.marker != nil && !$0.marker!.isBullet || $0.row != nil } ?? blocks.count
    if let numbered {
        head.title = numbered
        head.bodyStart = blocks.firstIndex { $0.lines.lowerBound > numbered.lines.upperBound } ?? blocks.count
    } else {
        head.bodyStart = kind?.next ?? textStart(blocks, firstItem)
    }
    head.bodyStart = afterAddressees(blocks, head.bodyStart)
    head.bodyEnd =
        blocks.indices.first { $0 >= head.bodyStart && (isClosing(blocks[$0].text) || isSignature(blocks, $0)) }
        ?? blocks.count
    if let kind { head.title = Found(kind.title, kind.lines) }

    let lastLine = head.bodyStart < blocks.count ? blocks[head.bodyStart].lines.lowerBound : lines.last?.number ?? 1
    for line in lines where line.number < max(lastLine, 2) || kind == nil && line.number <= 40 {
        readNumber(line, &head)
        readIssue(line, &head)
        if head.title == nil, let subject = readSubject(line, lines) { head.title = subject }
    }
    let preamble = blocks[head.bodyStart..<max(head.bodyStart, min(head.bodyEnd, firstItem))]
    if head.title == nil, let first = preamble.first {
        head.title = Found(shortened(first.text, to: 200).text, first.lines)
    }
    head.issuer = findIssuer(preamble, lines, blocks, head)
    spell(&head, lines, blocks)
    head.period = head.title.flatMap { title in readPeriod(title.value).map { Found($0, title.lines) } }
    head.recipients = findRecipients(lines, blocks, head.bodyEnd)
    findDates(blocks, today: today, &head)
    return head
}

/// Where the text of a document without its kind begins: after "Kính gửi" and those it goes to, else with the first
/// long paragraph.
private func textStart(_ blocks: [Block], _ firstItem: Int) -> Int {
    if let greeting = blocks.prefix(30).firstIndex(where: { fold($0.text, .plain).hasPrefix("kinh gui") }) {
        var start = greeting + 1
        while start < blocks.count, blocks[start].marker?.isBullet == true || startsLower(blocks[start].text) {
            start += 1
        }
        return start
    }
    return min(firstItem, blocks.firstIndex { $0.words.count >= 20 } ?? firstItem)
}

/// "CHỦ TỊCH ỦY BAN NHÂN DÂN TỈNH điện:" and those it is wired to.
private func afterAddressees(_ blocks: [Block], _ start: Int) -> Int {
    guard start < blocks.count, fold(blocks[start].text, .plain).hasSuffix("dien:") else { return start }
    return blocks[(start + 1)...].firstIndex { $0.marker?.isBullet != true } ?? start
}

/// The latest date that a paper is cited with, and the earliest that is none's.
private func findDates(_ blocks: [Block], today: Day, _ head: inout DocumentHead) {
    for block in blocks {
        for cell in block.row?.cells ?? [] where cell.column == .deadline {
            let words = Words(cell.text, limit: 12)
            for i in -1..<words.count {
                guard let day = readDay(words, i), day < head.firstDeadline?.value ?? Day.range.upperBound else {
                    continue
                }
                head.firstDeadline = Found(day, block.lines)
            }
        }
        let words = block.words
        let cited = citedRanges(of: words)
        for i in 0..<words.count where words.key(i) == .day {
            guard let day = readDay(words, i) else { continue }
            if cited.contains(where: { $0.contains(i) }) || i == 0 || words.gap(before: i).contains(",") {
                guard day <= today, day > head.latestCitation?.value ?? Day.range.lowerBound else { continue }
                head.latestCitation = Found(day, block.lines)
            } else if day < head.firstDeadline?.value ?? Day.range.upperBound {
                head.firstDeadline = Found(day, block.lines)
            }
        }
    }
}

// MARK: Title

/// "Thông báo số 42-TB/ĐU" on a line of its own, and below it what it is about.
private func findNumberedKind(_ lines: [SourceLine]) -> Found<String>? {
    for (index, line) in lines.prefix(20).enumerated() where !line.isBlank {
        let key = fold(line.text)
        guard let kind = numberedKinds.first(where: { key.hasPrefix($0.key + " " + fold("số")) }) else { continue }
        let words = Words(line.text)
        let number = kind.name.split(separator: " ").count + 1
        // Nothing but its date may follow the number.
        guard number < words.count, words.text(number).contains("/") || words.text(number).contains("-"),
            citedRanges(of: words).contains(where: { $0.contains(number) && $0.upperBound == words.count })
        else { continue }
        var subject = ""
        var last = line.number
        for next in lines[(index + 1)...].prefix(6) {
            if next.isBlank && !subject.isEmpty || readMarker(next.text) != nil || isPreamble(next.text) { break }
            if next.isBlank { continue }
            subject = collapsed(subject + " " + next.text)
            last = next.number
        }
        guard !subject.isEmpty else { continue }
        if subject.hasPrefix("V/v ") { subject = "về việc " + lowerFirst(String(subject.dropFirst(4))) }
        return Found(kind.name + " " + (isCapitals(subject) ? subject : lowerFirst(subject)), line.number...last)
    }
    return nil
}

/// "CHỈ HUY TRƯỞNG" after the sentence that ends the text with "./.".
private func isSignature(_ blocks: [Block], _ i: Int) -> Bool {
    i > 0 && blocks[i - 1].text.hasSuffix("./.") && blocks[i].marker == nil && blocks[i].row == nil
        && isCapitals(blocks[i].text) && !isKindHeading(blocks[i])
}

/// "KẾ HOẠCH", alone or with what it is about, in capitals.
func isKindHeading(_ block: Block) -> Bool {
    guard block.marker == nil, block.row == nil, isCapitals(block.text) else { return false }
    let key = fold(block.text)
    return kinds.contains { key == $0.key || key.begins(with: $0.key + " ") }
}

private func findKind(_ blocks: [Block]) -> (title: String, lines: ClosedRange<Int>, next: Int)? {
    for (index, block) in blocks.prefix(60).enumerated() where block.marker == nil && block.row == nil {
        let key = fold(block.text)
        guard let kind = kinds.first(where: { key == $0.key || key.hasPrefix($0.key + " ") }) else { continue }
        let isAlone = key == kind.key
        // "Kế hoạch số 07-KH/TW …" within a sentence is no heading.
        guard isAlone || isCapitals(String(block.text.prefix(kind.name.count))) else { continue }
        var rest = collapsed(block.text.dropFirst(kind.name.count))
        var lines = block.lines
        var next = index + 1
        while next < blocks.count, next <= index + 6, rest.utf8.count < 500 {
            let more = blocks[next]
            // "HỘI ĐỒNG NHÂN DÂN … KHÓA XV" after the subject is who speaks.
            if !rest.isEmpty, !isCapitals(rest), isCapitals(more.text) { break }
            let isListed = next + 1 < blocks.count && blocks[next + 1].marker != nil
            if !rest.isEmpty, isListed, isMonth(more.words) { break }
            if !rest.isEmpty, isAuthority(more, before: next + 1 < blocks.count ? blocks[next + 1] : nil) { break }
            guard more.marker == nil, more.row == nil, !isPreamble(more.text), !endsSentence(more.text) || rest.isEmpty,
                more.text.utf8.count < 700
            else { break }
            rest = rest.isEmpty ? more.text : rest + " " + more.text
            lines = lines.lowerBound...more.lines.upperBound
            next += 1
        }
        let subject = isCapitals(rest) ? rest : lowerFirst(rest)
        return (rest.isEmpty ? kind.name : kind.name + " " + subject, lines, next)
    }
    return nil
}

/// "Tháng 01" above its works.
private func isMonth(_ words: Words) -> Bool {
    words.count == 2 && words.key(0) == .month && words.text(1).allSatisfy(\.isNumber)
}

/// "ỦY BAN NHÂN DÂN TỈNH …" between the title and "Căn cứ …": who decides.
private func isAuthority(_ block: Block, before next: Block?) -> Bool {
    guard isCapitals(block.text), BodyGrammar.isHead(block.words, 0), let next else { return false }
    return isPreamble(next.text)
}

/// "Căn cứ Luật …", "Thực hiện Nghị quyết …, Ban Thường vụ ban hành …": the title is over.
private func isPreamble(_ text: String) -> Bool {
    let key = fold(text)
    if key.hasPrefix(fold("Căn cứ")) || key.hasPrefix(fold("Kính gửi")) || key.hasPrefix(fold("Xét ")) { return true }
    let isSentence = text.hasSuffix(":") || text.hasSuffix(".") || text.hasSuffix(";")
    return isSentence && Words(text, limit: 26).count > 20
}

func lowerFirst(_ text: String) -> String {
    let words = Words(text, limit: 2)
    // "Công tác kiểm tra", and not a name.
    guard words.count > 1, !words.isCapital(1), words.text(0).count > 1,
        !words.text(0).dropFirst().contains(where: \.isUppercase)
    else { return text }
    return text.prefix(1).lowercased() + text.dropFirst()
}

/// "V/v giao nhiệm vụ …" of a letter, which stands beside or above what goes on.
private func readSubject(_ line: SourceLine, _ lines: [SourceLine]) -> Found<String>? {
    let key = fold(line.text)
    guard key.hasPrefix("v/v ") || key.hasPrefix(fold("Về việc ")) else { return nil }
    let start = key.hasPrefix("v/v ") ? line.text.dropFirst(4) : line.text.dropFirst(8)
    // Beside it stands the other column.
    func left(_ text: Substring) -> String {
        text.firstRange(of: "   ").map { collapsed(text[..<$0.lowerBound]) } ?? collapsed(text)
    }
    var subject = left(start)
    var end = line.number
    for next in lines where next.number > end && next.number <= end + 1 && next.number <= line.number + 3 {
        guard startsLower(next.text), !next.isBlank else { break }
        subject += " " + left(Substring(next.text))
        end = next.number
    }
    return Found("Công văn về việc " + lowerFirst(subject), line.number...end)
}

private func readPeriod(_ title: String) -> ClosedRange<Int>? {
    let words = Words(title)
    var years: [Int] = []
    for i in 0..<words.count {
        let parts = words.text(i).split(separator: "-").map { Int($0) ?? 0 }
        guard parts.allSatisfy({ 1990...2199 ~= $0 }) else { continue }
        let isTerm =
            words.matches(["giai", "đoạn"], at: i - 2)
            || words.matches(["nhiệm", "kỳ"], at: i - 2)
        if parts.count == 2, isTerm, parts[0] <= parts[1] { return parts[0]...parts[1] }
        guard parts.count == 1 else { continue }
        if isTerm, i + 1 < words.count, let end = Int(words.text(i + 1)), parts[0]...2199 ~= end {
            return parts[0]...end
        }
        // "Kế hoạch … năm 2022", and not the year of a law or "đến năm 2030".
        if i == words.count - 1, words.key(i - 1) == .year, words.key(i - 2) != "đến",
            words.key(i - 3) != .month
        {
            years = [parts[0]]
        }
    }
    return years.first.map { $0...$0 }
}

// MARK: Number and date

private func readNumber(_ line: SourceLine, _ head: inout DocumentHead) {
    guard head.number == nil else { return }
    let text = line.text
    let key = fold(text)
    guard let range = key.range(ofWord: fold("Số")) else { return }
    // The folded text is another string: found again by counting words.
    let skipped = Words(String(key[..<range.lowerBound])).count
    let words = Words(text)
    guard skipped < words.count else { return }
    let after = text[words[skipped].range.upperBound...].drop {
        $0 == ":" || $0 == " " || $0 == "." || $0 == "…" || $0 == "_"
    }
    // Before it only the other column's words may stand, or the kind.
    guard
        skipped == 0 || text[..<words[skipped].range.lowerBound].hasSuffix("  ")
            || numberedKinds.contains(where: { key.hasPrefix($0.key + " " + fold("số")) })
            // An appendix by itself: "(kèm theo Kế hoạch số 33/KH-UBND ngày 10/02/2026)".
            || key[..<range.lowerBound].contains(fold("kèm theo"))
    else { return }
    let digits = after.prefix { $0.isASCII && $0.isNumber }
    var rest = after.dropFirst(digits.count)
    if let letter = rest.first, letter.isLetter, rest.dropFirst().first == "-" { rest = rest.dropFirst() }
    let tail = rest.drop { $0 == " " || $0 == "." || $0 == "…" }
    guard let separator = tail.first, "-–/".contains(separator) else { return }
    let symbol = tail.dropFirst().drop { $0 == " " }.prefix { $0.isLetter || $0.isNumber || "-–/.&".contains($0) }
    guard symbol.contains(where: \.isLetter), symbol.utf8.count <= 40, digits.count <= 6 else { return }
    let clean = (String(separator) + symbol).replacing("–", with: "-")
    head.isNumberIncomplete = digits.isEmpty
    head.number = Found(String(digits) + trimmedEnd(clean), line.number...line.number)
}

private func trimmedEnd(_ text: String) -> String {
    var text = text
    while let last = text.last, "-/.".contains(last) { text.removeLast() }
    return text
}

private let atTheHour: Folded = "hồi"

/// "Quảng Ngãi, ngày 30 tháng 9 năm 2021": a place and a comma, which a stamp of the registry has not.
private func readIssue(_ line: SourceLine, _ head: inout DocumentHead) {
    guard head.issued == nil else { return }
    let words = Words(line.text)
    for i in 0..<words.count where words.key(i) == .day && i > 0 {
        // "Bắc Hà, hồi 15 giờ 00 ngày 22 tháng 7 năm 2025".
        let start = (max(i - 6, 0)..<i).first { words.key($0) == atTheHour } ?? i
        guard start > 0, words.gap(before: start).contains(","), isPlace(words, before: start) else { continue }
        if let day = readDay(words, i) {
            head.issued = Found(day, line.number...line.number)
            return
        }
        if words.key(i + 1) == .month, let month = Int(words.key(i + 2).text), 1...12 ~= month,
            words.key(i + 3) == .year, let year = Int(words.key(i + 4).text), 1990...2199 ~= year
        {
            head.month = Found((year, month), line.number...line.number)
        }
    }
}

/// Whether a few names stand there, and no document: "Nghị quyết số 21-NQ/TW, ngày 16/6/2022".
private func isPlace(_ words: Words, before i: Int) -> Bool {
    var start = i - 1
    while start > 0, !words.gap(before: start).contains("  ") { start -= 1 }
    let text = words.slice(start..<i)
    return i - start <= 6 && words.isCapital(start) && !text.contains(where: \.isNumber) && !text.contains("/")
}

/// "ngày 21 tháng 9 năm 2021" or "ngày 21/9/2021", from the word "ngày".
func readDay(_ words: Words, _ i: Int) -> Day? {
    if words.key(i + 2) == .month, words.key(i + 4) == .year, let day = Int(words.key(i + 1).text),
        let month = Int(words.key(i + 3).text), let year = Int(words.key(i + 5).text), 1900...2199 ~= year
    {
        return Day(year: year, month: month, day: day)
    }
    let parts = words.key(i + 1).text.split { "/-.".contains($0) }.map { Int($0) ?? 0 }
    guard parts.count == 3, 1900...2199 ~= parts[2], 1...12 ~= parts[1] else { return nil }
    return Day(year: parts[2], month: parts[1], day: parts[0])
}

// MARK: Issuer and recipients

private let makes = WordTable("ban hành, xây dựng, quyết định, đề ra, yêu cầu, giao, đề nghị, chỉ đạo, triển khai")

/// A state office or a company is named whole at the head of the page; a party's committee decides by the body that the
/// text names.
private func findIssuer(
    _ preamble: ArraySlice<Block>, _ lines: [SourceLine], _ blocks: [Block], _ head: DocumentHead
) -> Found<String>? {
    let letterhead = readLetterhead(lines)
    guard let named = issuerInText(preamble, blocks, head) else {
        return letterhead ?? issuerInTitle(head)
    }
    guard let letterhead else { return named }
    let isWhole = fold(letterhead.value).hasPrefix(fold(named.value))
    return isWhole || issuers.length(in: Words(letterhead.value), at: 0) != nil ? letterhead : named
}

private let issuers = WordTable(
    "ủy ban nhân dân, ubnd, hội đồng nhân dân, hđnd, sở, phòng, bộ, thanh tra, chi cục, cục, trung tâm, ban quản lý, trường, tổng công ty, công ty, tập đoàn, bệnh viện, ngân hàng, bảo hiểm xã hội"
)

/// "Kết luận của Thường trực Đảng ủy về …".
private func issuerInTitle(_ head: DocumentHead) -> Found<String>? {
    guard let title = head.title else { return nil }
    let words = Words(title.value)
    for i in 1..<max(words.count, 1) where words.key(i - 1) == "của" && words.isCapital(i) {
        if let list = OfficeList(words, from: i) { return Found(collapsed(words.slice(list.names)), title.lines) }
    }
    return nil
}

private func issuerInText(_ preamble: ArraySlice<Block>, _ blocks: [Block], _ head: DocumentHead) -> Found<String>? {
    for block in preamble {
        let words = block.words
        for i in 0..<words.count
        where i == 0 || words.gap(before: i).contains(",") || words.gap(before: i).contains(";") {
            guard BodyGrammar.isHead(words, i), words.isCapital(i),
                let list = OfficeList(words, from: i, first: i == 0 ? 0 : nil), list.hasVerb,
                makes.length(in: words, at: list.next) != nil, list.names.count <= 14
            else { continue }
            return Found(collapsed(words.slice(list.names)), block.lines)
        }
    }
    // "T/M BAN THƯỜNG VỤ" at the end.
    for block in blocks[min(head.bodyEnd, blocks.count)...] where isClosing(block.text) && isCapitals(block.text) {
        let words = block.words
        let start = words.key(0) == "t/m" || words.key(0) == "tm" ? 1 : 2
        guard ["t/m", "tm"].contains(words.key(0)), start < words.count else { continue }
        var end = start
        while end < words.count, end - start < 10, !signs.contains(words.key(end)),
            !(words.key(end) == "bí" && words.key(end + 1) == "thư")
        { end += 1 }
        if end > start { return Found(collapsed(words.slice(start..<end)), block.lines) }
    }
    return nil
}

/// What follows the name in a signature.
private let signs: Set<Folded> = ["kt", "phó", "chủ", "thủ", "chánh", "bộ"]

/// "ỦY BAN NHÂN DÂN", "HUYỆN SÔNG CẦU": the capitals at the left above the number; of two offices the lower one.
private func readLetterhead(_ lines: [SourceLine]) -> Found<String>? {
    var name = ""
    var found: ClosedRange<Int>?
    for line in lines.prefix(12) where !line.isBlank {
        let left = collapsed(line.text.firstRange(of: "   ").map { line.text[..<$0.lowerBound] } ?? line.text[...])
        guard isCapitals(left), !fold(left, .plain).hasPrefix("cong hoa"),
            !fold(left, .plain).hasPrefix("dang cong san")
        else {
            if found == nil { continue } else { break }
        }
        let words = Words(left, limit: 6)
        // "KẾ HOẠCH CÔNG TÁC THÁNG 3/2026" below the office alone.
        if found != nil, case let key = fold(left), kinds.contains(where: { key.begins(with: $0.key + " ") }) { break }
        let isOwn = BodyGrammar.isHead(words, 0) && places.length(in: words, at: 0) == nil
        // "BAN THƯỜNG TRỰC" below "ỦY BAN MẶT TRẬN TỔ QUỐC …" is that committee's, "VĂN PHÒNG" below "TỈNH ỦY …" too.
        let isOrgan = organs.length(in: words, at: 0) == words.count
        if isOrgan, !name.isEmpty {
            name = collapsed(left + " " + name)
            found = (found?.lowerBound ?? line.number)...line.number
            continue
        }
        name = isOwn ? left : collapsed(name + " " + left)
        found = (isOwn ? line.number : found?.lowerBound ?? line.number)...line.number
    }
    let words = Words(name)
    // "Ban Thường trực Ủy ban Mặt trận Tổ quốc Việt Nam thành phố Đà Nẵng".
    let longest = organs.length(in: words, at: 0) == nil ? 14 : 17
    guard let found, BodyGrammar.isHead(words, 0), words.count <= longest else { return nil }
    return Found(name, found)
}

private let organs = WordTable(
    """
    ban thường trực, ban thường vụ, ban chấp hành, văn phòng, ủy ban kiểm tra, ban tổ chức, ban tuyên giáo, ban dân vận, ban nội chính
    ban tuyên giáo và dân vận, ban xây dựng đảng
    """)
private let places = WordTable(
    "tỉnh, thành phố, huyện, thị xã, thị trấn, quận, xã, phường, đặc khu, khối, các, và, đảng bộ, khóa, lần")

// MARK: Spelling

/// The title and the issuer as running text has them, where the document sets them in capitals.
private func spell(_ head: inout DocumentHead, _ lines: [SourceLine], _ blocks: [Block]) {
    let speller = Speller(lines, blocks)
    if let issuer = head.issuer, isCapitals(issuer.value) {
        head.issuer?.value = upperFirst(speller.spelled(issuer.value))
    }
    guard let title = head.title, let kind = kinds.first(where: { title.value.hasPrefix($0.name + " ") }) else {
        return
    }
    var rest = String(title.value.dropFirst(kind.name.count + 1))
    guard isCapitals(rest) else {
        // "CHƯƠNG TRÌNH CÔNG TÁC", "Quý I năm 2026".
        let words = Words(rest)
        let shouted = (0..<words.count).prefix { Speller.isShouted(words.text($0)) }.count
        if shouted > 1, shouted < words.count {
            let end = words[shouted].range.lowerBound
            head.title?.value = kind.name + " " + speller.spelled(String(rest[..<end])) + rest[end...]
        }
        return
    }
    // Who decides stands below the title, no line between.
    if let letterhead = readLetterhead(lines).map({ fold($0.value) }), fold(rest).hasSuffix(" " + letterhead) {
        let words = Words(rest)
        let count = words.count - Words(letterhead).count
        if count > 2 { rest = String(words.slice(0..<count)) }
    }
    head.title?.value = kind.name + " " + speller.spelled(rest)
}

/// - Parameter end: the block that closes the text. The signature stands beside the list, so that lines are asked.
private func findRecipients(_ lines: [SourceLine], _ blocks: [Block], _ end: Int) -> [Found<String>] {
    guard end < blocks.count, fold(blocks[end].text, .plain).hasPrefix("noi nhan") else { return [] }
    var found: [Found<String>] = []
    for line in lines where line.number > blocks[end].lines.lowerBound && !line.isBlank {
        guard let (marker, _) = readMarker(line.text), marker.isBullet, found.count < 60 else { break }
        let own = line.text.firstRange(of: "   ").map { line.text[..<$0.lowerBound] } ?? line.text[...]
        let text = trimmed(collapsed(own.dropFirst().prefix { $0 != "|" }))
        if fold(text, .plain).hasPrefix("luu") { break }
        if !text.isEmpty { found.append(Found(text, line.number...line.number)) }
    }
    return found
}

extension String {
    /// A word of its own, not within another.
    fileprivate func range(ofWord word: String) -> Range<String.Index>? {
        var from = startIndex
        while let range = self[from...].firstRange(of: word) {
            let isStart = range.lowerBound == startIndex || !self[index(before: range.lowerBound)].isLetter
            let isEnd = range.upperBound == endIndex || !self[range.upperBound].isLetter
            if isStart, isEnd { return range }
            from = range.upperBound
        }
        return nil
    }
}
