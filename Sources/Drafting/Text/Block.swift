import Diagnostics

/// A paragraph, item, heading or row of a table, in the order of the document.
struct Block: Sendable {
    let marker: Marker?
    let words: Words
    let lines: ClosedRange<Int>
    /// Of a table's row: the cells by their columns.
    let row: TableRow?
    /// Of a table as a whole, at its first row.
    var doubts: [Doubt] = []

    init(marker: Marker? = nil, text: String, lines: ClosedRange<Int>, row: TableRow? = nil) {
        self.marker = marker
        words = Words(text)
        self.lines = lines
        self.row = row
    }

    var text: String { words.text }
}

struct TableRow: Sendable {
    struct Cell: Sendable {
        let column: Column
        let text: String
    }

    var cells: [Cell]
    /// It only names what the rows after it are about.
    var isGroup = false
    /// The number's cell was empty.
    var isNumberMadeUp = false
    /// The columns whose words were taken from above, with their line.
    var taken: [Int: Int] = [:]
    var doubts: [Doubt] = []

    init(cells: [Cell]) { self.cells = cells }

    /// Of a group: "A" stands above "I", that above "1" and "1.1", and those above what has no number.
    var groupRank: Int {
        let number = text(.number)
        let mark = number.hasSuffix(".") ? String(number.dropLast()) : number
        if mark.isEmpty { return 9 }
        if mark.utf8.allSatisfy({ 0x30...0x39 ~= $0 || $0 == 0x2E }) {
            return 2 + min(mark.utf8.count { $0 == 0x2E }, 6)
        }
        return mark.unicodeScalars.allSatisfy { "IVX".unicodeScalars.contains($0) } ? 1 : 0
    }

    func text(_ column: Column) -> String {
        collapsed(cells.filter { $0.column == column }.map(\.text).joined(separator: " "))
    }
}

/// What a table's column, or a line "Cơ quan chủ trì: …", says of a task.
enum Column: Hashable, Sendable {
    case number, title, directing, lead, executing, coordinating, monitoring, deadline, target, product, remark, none

    /// - Parameter text: a column's heading or a label before its colon.
    init?(_ text: some StringProtocol) {
        guard text.utf8.count <= 200, !hasMoreWords(text, than: Self.mostWords) else { return nil }
        let label = Label(text)
        guard 1...Self.mostWords ~= label.count else { return nil }
        if label.has("stt", "so tt", "so thu tu") || label.equals("tt", "ma", "ma so")
            || label.begins("ma") && label.count <= 3
        {
            self = .number
        } else if label.has("bat dau") {
            return nil
        } else if label.has(
            "thoi gian", "thoi han", "thoi diem", "han hoan thanh", "tien do", "ngay hoan thanh", "du kien hoan thanh",
            "ky han", "ngay thuc hien", "ngay thang", "han xu ly", "han nop", "han trinh", "ngay trinh", "thang trinh",
            "thang hoan thanh", "thang thuc hien", "han cuoi", "han xong", "moc hoan thanh", "xong truoc", "phai xong",
            "han chot", "bao gio", "khi nao")
            || label.equals("thu", "han", "ngay", "thang", "thang nam", "ket thuc", "ngay ket thuc", "xong")
            || label.begins("hoan thanh", "lo trinh")
        {
            self = .deadline
        } else if let role = Self.bodies(label) {
            self = role
        } else if label.has("san pham", "ket qua", "dau ra") {
            self = .product
        } else if label.has("ghi chu", "kinh phi", "nguon kinh phi", "nguon luc", "can cu") {
            self = .remark
        } else if label.has("chi tieu"), label.count <= 4 {
            self = .target
        } else if label.has(
            "noi dung", "nhiem vu", "cong viec", "ten viec", "hoat dong", "de an", "giai phap", "dau viec", "hang muc",
            "ten van ban", "ten de an") || label.begins("viec")
        {
            self = .title
        } else if label.equals(
            "co quan", "don vi", "thuc hien", "ai lam", "can bo tham muu", "chuyen vien tham muu", "co so thuc hien",
            "phong thuc hien", "khoa thuc hien", "can bo thuc hien", "khoa phong thuc hien")
        {
            self = .executing
        } else {
            return nil
        }
    }

    /// In what role those stand whom a label heads; nil where it heads none.
    private static func bodies(_ label: Label) -> Column? {
        let isOffice = label.has("co quan", "don vi", "phong", "bo phan", "khoa", "phong ban", "ca nhan")
        if label.has("phoi hop") || label.begins("cung"), !label.has("chu tri") { return .coordinating }
        if label.begins("tham dinh"), label.count <= 4 { return .coordinating }
        if isOffice && label.has("ho tro", "tham gia", "lien quan", "tham dinh")
            || label.equals("tham gia", "lien quan", "ho tro", "tham dinh")
        {
            return .coordinating
        }
        if isOffice && label.ends("chinh") && !label.has("tai chinh", "hanh chinh")
            || label.has(
                "chu tri", "don vi tham muu", "co quan tham muu", "dau moi", "co quan chuan bi", "don vi chuan bi",
                "bo phan tham muu", "phong tham muu", "giup viec")
            || label.equals("chuan bi", "tham muu", "chuan bi noi dung")
        {
            return .lead
        }
        if label.has("lanh dao", "ld", "ban giam doc", "bgd", "ban tgd", "ban tong giam doc") && label.has("phu trach")
            // "Thành viên Ban Chỉ đạo: mỗi đồng chí viết một bài" tells them to.
            || label.has("chi dao", "dong chi phu trach", "cap chi dao") && !label.has("ban chi dao")
        {
            return .directing
        }
        // "Tổng phụ trách Đội: tập nghi thức" tells somebody to.
        if label.begins("tong phu trach") { return nil }
        if label.has(
            "phu trach", "duoc giao", "co quan soan thao", "don vi soan thao", "co quan trinh", "don vi trinh")
            || label.has("chiu trach nhiem") && !label.has("thuc hien", "giam sat", "kiem tra")
            || label.equals("giao", "chu dau tu")
        {
            return .lead
        }
        if label.has(
            "co quan theo doi", "don vi theo doi", "nguoi theo doi", "theo doi don doc", "co quan kiem tra",
            "don vi kiem tra", "nguoi kiem tra", "co quan giam sat", "don vi giam sat", "nguoi giam sat",
            "can bo giam sat", "bo phan giam sat")
            || label.equals("theo doi", "giam sat", "kiem tra giam sat", "giam sat kiem tra")
        {
            return .monitoring
        }
        let isWho = label.has(
            "co quan", "don vi", "trach nhiem", "nguoi", "phan cong", "bo phan", "luc luong")
        // "Người/đơn vị làm".
        let isDone =
            label.has(
                "thuc hien", "trien khai", "dang cai", "chuan bi", "dam nhan", "dam nhiem", "dam trach", "giai quyet")
            || label.ends("lam")
        return isWho && (isDone || label.begins("phan cong", "trach nhiem")) ? .executing : nil
    }
}

/// A heading's words without marks.
private struct Label {
    let flat: [UInt8]
    let count: Int

    init(_ text: some StringProtocol) { (flat, count) = flattened(fold(String(text), .plain)) }

    func has(_ phrases: StaticString...) -> Bool { phrases.contains { flat.place(ofWords: $0) != nil } }

    func begins(_ phrases: StaticString...) -> Bool { phrases.contains { flat.place(ofWords: $0) == 0 } }

    func ends(_ phrase: StaticString) -> Bool {
        Array(flat.suffix(phrase.utf8CodeUnitCount + 2)).place(ofWords: phrase) == 0
    }

    func equals(_ phrases: StaticString...) -> Bool {
        phrases.contains { $0.utf8CodeUnitCount + 2 == flat.count && flat.place(ofWords: $0) == 0 }
    }
}

extension Column {
    /// No heading of a column has more.
    private static let mostWords = 9
}

/// Told from the spaces alone, without folding the text: most lines are no headings.
private func hasMoreWords(_ text: some StringProtocol, than most: Int) -> Bool {
    var count = 0
    var last: UInt8 = 0x20
    for byte in text.utf8 {
        // Neither a dash nor a space of another width.
        let isLetter = byte >= 0xC3 && byte != 0xE2 || 0x30...0x39 ~= byte || 0x41...0x5A ~= byte & 0xDF
        if isLetter, last == 0x20 { count += 1 }
        last = byte
    }
    return count > most
}

extension [UInt8] {
    /// Where words stand that a space precedes and follows.
    fileprivate func place(ofWords words: StaticString) -> Int? {
        let phrase = UnsafeBufferPointer(start: words.utf8Start, count: words.utf8CodeUnitCount)
        guard count >= phrase.count + 2 else { return nil }
        return (0...count - phrase.count - 2).first { start in
            self[start] == 0x20 && self[start + phrase.count + 1] == 0x20
                && self[(start + 1)..<(start + 1 + phrase.count)].elementsEqual(phrase)
        }
    }
}

/// Its words with a space before, between and after them, and how many they are.
private func flattened(_ key: String) -> (text: [UInt8], count: Int) {
    var bytes: [UInt8] = [0x20]
    var count = 0
    for scalar in key.unicodeScalars {
        if isWordScalar(scalar) {
            if bytes[bytes.count - 1] == 0x20 { count += 1 }
            bytes.append(contentsOf: UTF8.encode(scalar)!)
        } else if bytes[bytes.count - 1] != 0x20 {
            bytes.append(0x20)
        }
    }
    if bytes[bytes.count - 1] != 0x20 { bytes.append(0x20) }
    return (bytes, count)
}

/// How wide the page is that lines were wrapped to; nil where a line is a paragraph.
func pageWidth(of lines: [SourceLine]) -> Int? {
    // A table across a wide page says nothing of the prose.
    let prose = lines.filter { !$0.isBlank && !$0.text.hasPrefix("|") && !isSetInColumns($0.text) }
    let widths = prose.map(\.width).sorted()
    guard let last = widths.last, !widths.isEmpty else { return nil }
    let high = widths[widths.count * 9 / 10]
    return last > 260 || high > 140 || areParagraphs(lines, high) ? nil : max(high, 40)
}

/// Whether stretches of a line stand apart: three cells, or two and more beside them.
private func isSetInColumns(_ text: String) -> Bool {
    var gaps = 0
    var spaces = 0
    for byte in text.utf8 {
        if byte == 0x20 {
            spaces += 1
            if spaces == 3 { gaps += 1 }
        } else {
            spaces = 0
        }
    }
    return gaps >= 2
}

/// Whether long lines end with their sentences: what a page's width takes apart seldom does.
private func areParagraphs(_ lines: [SourceLine], _ width: Int) -> Bool {
    let long = lines.filter { !$0.text.hasPrefix("|") && $0.width * 4 >= width * 3 && $0.width >= 60 }
    return long.count >= 6 && long.count { endsSentence($0.text) } * 5 >= long.count * 4
}

/// Joins what the width of a page, its end or a table's cell took apart.
func gatherBlocks(_ lines: [SourceLine]) -> [Block] {
    var gatherer = BlockGatherer(lines: lines, width: pageWidth(of: lines))
    gatherer.gather()
    return gatherer.blocks
}

/// A block to which lines may still be joined.
private struct OpenBlock {
    let marker: Marker?
    var text: String
    var lines: ClosedRange<Int>

    mutating func join(_ line: SourceLine) {
        if !text.isEmpty { text += " " }
        text += collapsed(line.text)
        lines = lines.lowerBound...line.number
    }
}

private struct BlockGatherer {
    let lines: [SourceLine]
    let width: Int?
    var blocks: [Block] = []
    var open: OpenBlock?
    var last: SourceLine?
    var isApart = false
    /// A page ended after the last line.
    private var endsPage = false
    /// Whether paragraphs begin with an indent, as in what `pdftotext -layout` makes.
    private var isIndented = false
    /// Where the other lines of such paragraphs begin.
    private var margin = 0

    init(lines: [SourceLine], width: Int?) {
        self.lines = lines
        self.width = width
        let indents = zip(lines, lines.dropFirst()).filter { line, next in
            !line.isBlank && !next.isBlank && line.indent >= next.indent + 3
        }
        isIndented = indents.count >= 3
        margin = indents.map(\.1.indent).min() ?? 0
    }

    mutating func gather() {
        var i = 0
        while i < lines.count {
            if let found = readTable(lines, at: i) {
                close()
                blocks += found.blocks
                i = max(found.next, i + 1)
                continue
            }
            take(lines[i])
            i += 1
        }
        close()
    }

    private mutating func close() {
        if let open { blocks.append(Block(marker: open.marker, text: open.text, lines: open.lines)) }
        open = nil
        last = nil
        isApart = false
    }

    private mutating func take(_ line: SourceLine) {
        if line.beginsPage || isPageNumber(line.text) { endsPage = true }
        if line.beginsPage { isApart = true }
        if line.isBlank || isPageNumber(line.text) {
            isApart = true
            return
        }
        defer { endsPage = false }
        if isRule(line.text) { return close() }
        if let (marker, rest) = readMarker(line.text), !continues(bullet: marker, rest) {
            close()
            open = OpenBlock(marker: marker, text: rest, lines: line.number...line.number)
        } else if open.map({ goesOn($0, line) }) ?? false {
            open?.join(line)
        } else {
            close()
            open = OpenBlock(marker: nil, text: collapsed(line.text), lines: line.number...line.number)
        }
        last = line
        isApart = false
    }

    /// "các tổ chức chính trị" ends a line, "- xã hội" begins the next.
    private func continues(bullet: Marker, _ rest: String) -> Bool {
        guard bullet.kind == .dash, !isApart, let block = open, !endsSentence(block.text), !rest.isEmpty,
            !block.text.hasSuffix(",")
        else { return false }
        if startsLower(rest) { return true }
        return ["Lao động", "Phát thanh"].contains { block.text.hasSuffix($0) }
    }

    private func goesOn(_ block: OpenBlock, _ line: SourceLine) -> Bool {
        guard let last else { return false }
        let text = line.text
        if isLabel(text), isApart || !isAmid(block.text, text) { return false }
        if isClosing(text) { return false }
        // A number alone: its text stands on the next line.
        if block.text.isEmpty { return true }
        if !isApart, isDangling(block.text) || endsBeforeYear(block.text, text) { return true }
        if isApart, block.marker?.isBullet == true, startsName(text), isDangling(block.text) || breaksName(block.text) {
            return true
        }
        // "Đơn vị chủ trì: Sở Tư pháp; đơn vị phối hợp:" ends a line, and who that is begins the next.
        if !isApart, block.text.hasSuffix(":"), isLabel(block.text), readField(block.text) != nil { return true }
        if endsSentence(block.text), text.utf8.count <= 40, isPeriodLine(Words(text, limit: 7)) { return false }
        if isCapitals(block.text) != isCapitals(text) { return false }
        if isApart, endsPage, let width, last.width * 4 >= width * 3, !endsSentence(block.text), !isCapitals(text) {
            return true
        }
        if isApart {
            return !isCapitals(text) && (startsLower(text) && !endsSentence(block.text) || block.text.hasSuffix(","))
        }
        if isCapitals(text) { return true }
        if startsLower(text) {
            let isFull = width.map { last.width * 4 >= $0 * 3 } ?? false
            return isFull || !block.text.hasSuffix(";") && !block.text.hasSuffix(":")
        }
        guard let width else { return false }
        if endsSentence(block.text), line.isTabbed || line.indent >= last.indent + 3 { return false }
        // In the header two columns stand side by side.
        guard endsSentence(block.text) else { return last.width * 4 >= width * 3 }
        if isIndented { return line.indent < margin + 3 && last.width * 100 >= width * 88 }
        // Where its next word would have had room, the line was ended on purpose.
        let next = text.prefix { !$0.isWhitespace }.unicodeScalars.count
        return last.width + 1 + next > width
    }

    /// "ngày 23 tháng" ends a line, "4 năm 2018" begins the next.
    private func isDangling(_ text: String) -> Bool {
        danglingWords.contains(lastWord(of: text))
    }

    /// "ngày 25 tháng 6 năm" ends a line, "2026" begins the next.
    private func endsBeforeYear(_ text: String, _ next: String) -> Bool {
        lastWord(of: text) == .year && Words(next, limit: 1).key(0).isYear
    }

    private func startsName(_ text: String) -> Bool {
        let words = Words(text, limit: 12)
        return words.isCapital(0) && BodyGrammar.isHead(words, 0)
    }

    /// A long item that ends without a mark in the middle of a name: "… của Ban Chỉ đạo".
    private func breaksName(_ text: String) -> Bool {
        guard !endsSentence(text) else { return false }
        let words = Words(text)
        guard words.count >= 12 else { return false }
        return (words.count - 8..<words.count).contains { i in
            linkingWords.contains(words.key(i - 1))
                && OfficeList(words, from: i, guessing: false)?.names.upperBound == words.count
        }
    }

    /// "… đề nghị các" ends a line, "đơn vị thực hiện một số việc sau:" begins the next, and is no label.
    private func isAmid(_ text: String, _ next: String) -> Bool {
        startsLower(next) && !endsSentence(text) && (isDangling(text) || next.hasSuffix(":"))
    }

    private func isLabel(_ text: String) -> Bool {
        guard let colon = text.firstIndex(of: ":") else { return false }
        let label = text[..<colon]
        guard label.utf8.count <= 80, let column = Column(label) else { return false }
        // "…với những nội dung sau:" goes on.
        switch column {
        case .number, .title, .remark, .none: return false
        default: return true
        }
    }
}

private let danglingWords: Set<Folded> = ["ngày", "tháng", "số", "của", "và", "các", "với", "quý"]
private let linkingWords: Set<Folded> = ["của", "và", "với", "giữa", "cho", "do", "bởi"]

// MARK: What a line is

func endsSentence(_ text: String) -> Bool {
    guard let last = text.unicodeScalars.last(where: { !"\"”»)’'".unicodeScalars.contains($0) }) else { return true }
    return ".;:!?/".unicodeScalars.contains(last)
}

func startsLower(_ text: String) -> Bool {
    for scalar in text.unicodeScalars {
        if scalar.properties.isAlphabetic { return scalar.properties.isLowercase }
        if "0"..."9" ~= scalar { return false }
    }
    return false
}

/// At least four letters, and none of them small.
func isCapitals(_ text: String) -> Bool {
    var letters = 0
    for scalar in text.unicodeScalars where scalar.properties.isAlphabetic {
        if scalar.properties.isLowercase { return false }
        letters += 1
    }
    return letters >= 4
}

/// "12", "- 3 -", "Trang 2/15".
func isPageNumber(_ text: String) -> Bool {
    guard text.utf8.count(where: { $0 != 0x20 }) <= 40 else { return false }
    var rest = String.UnicodeScalarView(text.unicodeScalars.filter { !isSpace($0) })
    let key = fold(String(rest), .plain)
    if key.hasPrefix("trang"), key.utf8.count <= 12 {
        rest = String.UnicodeScalarView(key.dropFirst(5).unicodeScalars)
    }
    let digits = rest.count { "0"..."9" ~= $0 }
    // "2024" alone is the end of a line that was wrapped.
    return 1...7 ~= digits && (digits <= 3 || digits < rest.count)
        && rest.allSatisfy { "0"..."9" ~= $0 || "-–—/|".unicodeScalars.contains($0) }
}

/// Lines, dots or stars that part two stretches of a document.
func isRule(_ text: String) -> Bool {
    text.unicodeScalars.allSatisfy { "-–—_=*.~•+ ".unicodeScalars.contains($0) }
}

/// "Nơi nhận:", "T/M", "KT. CHỦ TỊCH": where the text of a document ends.
func isClosing(_ text: String) -> Bool {
    let key = fold(text, .plain)
    return key.hasPrefix("noi nhan") && key.utf8.count <= 200
        || ["t/m ", "tm. ", "tm ", "t.m ", "kt. ", "kt ", "k/t ", "tl. ", "tuq. "].contains { key.hasPrefix($0) }
            && isCapitals(text)
}
