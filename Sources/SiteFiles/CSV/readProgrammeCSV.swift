import Diagnostics
import Glibc
import Programmes

/// Reads a programme's CSV: a task per row, under a header of the keys' names.
///
/// What a YAML programme says in its head stands in lines before the header, each `# key: value` (lists with `;`):
///
/// ```
/// # programme: 01-KH-TU
/// # ban hành: 2021-10-01
/// STT,Nội dung nhiệm vụ,Cơ quan chỉ đạo,Cơ quan chủ trì,Cơ quan phối hợp,Thời gian thực hiện
/// 1.1,Quán triệt Nghị quyết,Ban Thường vụ,Các cấp ủy,Sở Lao động; Sở Nội vụ,Trong quý IV/2021
/// ```
///
/// A cell with a dash says that there is none. The head's values may stand in columns of those names too, the first row that fills them. Without either, the id is the file's name, the title
/// the id, and the date of issue the first day of the earliest year that a deadline names, with a warning.
/// - Parameter bytes: valid UTF-8.
func readProgrammeCSV(
    _ bytes: UnsafeBufferPointer<UInt8>, path: String, name: String, shared: SharedTexts
) -> ReadProgramme {
    var reader = ProgrammeCSVReader(
        bytes: bytes,
        builder: ProgrammeBuilder(path: path, shared: shared, report: FileReport(path: path)), keys: shared.keys)
    reader.read()
    return reader.builder.finish(fallbackID: name, isLenient: true)
}

private struct ProgrammeCSVReader: ~Copyable {
    enum Column {
        case role(Role)
        case deadline
        case tags
        /// A single value of a task.
        case value(Key)
        case head(Key)
        case ignored

        init(_ key: Key) {
            switch key {
            case .directing: self = .role(.directing)
            case .lead: self = .role(.lead)
            case .executing: self = .role(.executing)
            case .coordinating: self = .role(.coordinating)
            case .monitoring: self = .role(.monitoring)
            case .deadline: self = .deadline
            case .tags: self = .tags
            default: self = .value(key)
            }
        }
    }

    let bytes: UnsafeBufferPointer<UInt8>
    var builder: ProgrammeBuilder
    let keys: KeyCache
    /// What the first row says in its column of programmes.
    var programmeCell: [UInt8]?
    var hasToldOfProgrammes = false

    mutating func read() {
        let (start, separator) = readSeparator()
        let table = readHead(from: start, separator)
        var cells = ScratchBuffer<CSVScanner.Cell>()
        var scanner = CSVScanner(bytes, from: findHeader(from: table, separator, &cells), separator: separator)
        guard scanner.readRow(&cells, &builder.report) else {
            builder.isHeadBroken = true
            return builder.report.add(
                "S122", at: Span(0, 0), Wording(vi: "tệp CSV không có dòng tiêu đề", en: "the CSV has no header"),
                help: CSVHelp.header)
        }
        guard let columns = readHeader(cells.elements) else {
            builder.isHeadBroken = true
            return
        }
        var sections = findSections(scanner, columns)
        var number = 0
        while builder.shared.cancellation?.isCancelled != true, scanner.readRow(&cells, &builder.report),
            !scanner.isBroken
        {
            guard cells.elements.contains(where: { !$0.isEmpty }) else { continue }
            number += 1
            readTask(cells.elements, columns, in: sections?.place(ofRow: number) ?? .none)
        }
    }

    // MARK: Head

    /// The line `sep=;`, by which spreadsheets are told what parts the cells.
    /// - Returns: where the text after it begins, and the separator that it names.
    private func readSeparator() -> (start: Int, separator: UInt8?) {
        let start = bytes.count >= 3 && bytes[0] == 0xEF && bytes[1] == 0xBB && bytes[2] == 0xBF ? 3 : 0
        let end = endOfLine(from: start)
        var line = bytes[start..<end]
        if line.first == 0x22 { line = line.dropFirst() }
        guard line.starts(with: "sep=".utf8), let separator = line.dropFirst(4).first, ",;\t|".utf8.contains(separator)
        else {
            return (start, nil)
        }
        return (min(end + 1, bytes.count), separator)
    }

    private func endOfLine(from start: Int) -> Int {
        var end = start
        while end < bytes.count, bytes[end] != 0x0A, bytes[end] != 0x0D { end += 1 }
        return end
    }

    /// - Returns: where the header begins.
    private mutating func readHead(from start: Int, _ separator: UInt8?) -> Int {
        var lines = BoundedCount(.headLines)
        defer { lines.report(to: &builder.report) }
        var at = start
        while at < bytes.count {
            let end = endOfLine(from: at)
            var first = at
            while first < end, isBlank(bytes[first]) { first += 1 }
            if first < end, bytes[first] == 0x23 {
                if lines.admits(at: Span(at, at + 1)) {
                    readHeadLine(first + 1, withoutSeparators(first, end, separator))
                }
            } else if first + 1 < end, bytes[first] == 0x22, bytes[first + 1] == 0x23 {
                if lines.admits(at: Span(at, at + 1)) { readQuotedHeadLine(first, end, separator) }
            } else if bytes[at..<end].contains(where: { !isBlank($0) && $0 != 0x2C && $0 != 0x3B }) {
                return at
            }
            at = min(end + 1, bytes.count)
        }
        return at
    }

    /// A spreadsheet fills every line up to as many cells as the table has.
    private func withoutSeparators(_ start: Int, _ end: Int, _ separator: UInt8?) -> Int {
        var end = end
        func isEmptyCell(_ byte: UInt8) -> Bool {
            byte == 0x2C || byte == 0x3B || byte == 0x09 || byte == separator || isBlank(byte)
        }
        while end > start, isEmptyCell(bytes[end - 1]) { end -= 1 }
        return end
    }

    /// `"# tên: A, B",,,`: a spreadsheet quotes a line that has the separator in it.
    private mutating func readQuotedHeadLine(_ start: Int, _ end: Int, _ separator: UInt8?) {
        guard let close = closingQuote(from: start + 2, before: end) else {
            return readHeadLine(start + 2, withoutSeparators(start, end, separator))
        }
        // The cells after it are empty, with quotes or without.
        let cell = CSVScanner.Cell(start: start + 2, end: close, isEscaped: true)
        guard bytes[cell.start..<cell.end].contains(0x22) else { return readHeadLine(cell.start, cell.end) }
        let text = unescaped(cell)
        text.withUnsafeBufferPointer { text in
            guard let colon = text.firstIndex(of: 0x3A) else { return }
            let name = TextField(UnsafeBufferPointer(rebasing: text[..<colon]), cell.span)
            readHead(name, TextField(UnsafeBufferPointer(rebasing: text[(colon + 1)...]), cell.span))
        }
    }

    private func closingQuote(from start: Int, before end: Int) -> Int? {
        var at = start
        while at < end {
            if bytes[at] == 0x22 {
                guard at + 1 < end, bytes[at + 1] == 0x22 else { return at }
                at += 1
            }
            at += 1
        }
        return nil
    }

    /// `# key: value`; a line without a colon is a remark.
    private mutating func readHeadLine(_ start: Int, _ end: Int) {
        guard start < end, let colon = bytes[start..<end].firstIndex(of: 0x3A) else { return }
        readHead(field(start, colon), field(colon + 1, end))
    }

    private mutating func readHead(_ name: TextField, _ value: TextField) {
        guard let key = keys.key(name.trimmed, in: .programme), key != .tasks else {
            // A remark may have a colon too: only what is nearly a key is complained of.
            if let meant = guessWord(name.string, among: Vocabulary.of(.programme).spellings) {
                builder.report.add(
                    "S106", .warning, at: name.span,
                    Wording(vi: "không có khóa “\(name.string)” ở đây", en: "there is no key “\(name.string)” here"),
                    help: Wording(vi: "có phải ý là “\(meant.text)”?", en: "was “\(meant.text)” meant?"),
                    fixes: FileReport.fix(meant, at: name.span))
            }
            return
        }
        builder.report.meet(key: name.string, in: .programme)
        setHead(key, value)
    }

    private mutating func setHead(_ key: Key, _ field: TextField) {
        guard builder.headKeys.insert(key) else { return }
        switch key {
        case .directing: eachItem(of: field) { $0.builder.addDefault(.directing, $1) }
        case .monitoring: eachItem(of: field) { $0.builder.addDefault(.monitoring, $1) }
        case .tags: eachItem(of: field) { $0.builder.addDefaultTag($1) }
        default: builder.setHead(key, field)
        }
    }

    // MARK: Rows

    /// How far down the header may stand, below the title that a sheet has.
    private static let mostTitleRows = 12

    /// - Parameter start: after the head.
    /// - Returns: where the header begins; where none is found, the start.
    private mutating func findHeader(
        from start: Int, _ separator: UInt8?, _ cells: inout ScratchBuffer<CSVScanner.Cell>
    )
        -> Int
    {
        var at = start
        var unheard = FileReport(path: "")
        for skipped in 0..<Self.mostTitleRows {
            // What parts the cells is told by the header, not by the title above it.
            var probe = CSVScanner(bytes, from: at, separator: separator)
            guard probe.readRow(&cells, &unheard), !probe.isBroken else { break }
            if isHeader(cells.elements) {
                if skipped > 0 { reportTitle(Span(start, at)) }
                return at
            }
            at = probe.at
        }
        return start
    }

    private func isHeader(_ cells: UnsafeMutableBufferPointer<CSVScanner.Cell>) -> Bool {
        let found = cells.compactMap { keys.key(field($0.start, $0.end).bytes, in: .task) }
        return found.contains(.id) && found.contains(.title)
    }

    private mutating func reportTitle(_ span: Span) {
        builder.report.add(
            "S125", .warning, at: field(span.start, span.end).span,
            Wording(
                vi: "các dòng trên dòng tiêu đề cột không được đọc", en: "the rows above the header are not read"),
            help: Wording(
                vi: "điều cần cho chương trình thì ghi thành dòng “# tên: …”, “# ban hành: …” ở đầu tệp",
                en: "say what the programme needs in lines `# title: …`, `# issued: …` at the top of the file"))
    }

    /// - Returns: nil where the columns without which there are no tasks are missing.
    private mutating func readHeader(_ cells: UnsafeMutableBufferPointer<CSVScanner.Cell>) -> [Column]? {
        var seen = KeySet()
        var count = BoundedCount(.columns)
        defer { count.report(to: &builder.report) }
        let columns = cells.map { cell -> Column in
            let name = field(cell.start, cell.end)
            guard count.admits(at: cell.span), isShort(cell) else { return .ignored }
            if name.bytes.isEmpty { return .ignored }
            if let key = keys.key(name.bytes, in: .task) {
                builder.report.meet(key: name.string, in: .task)
                if seen.insert(key) { return Column(key) }
                // The day that `dondoc export` worked out, beside the words that say it.
                if key == .deadline, fold(name.string, .plain) == "han" { return .ignored }
                builder.report.add(
                    "S107", at: cell.span,
                    Wording(vi: "cột này đã có ở trước", en: "this column was already given before"),
                    help: Wording(vi: "bỏ một trong hai cột", en: "remove one of the two columns"))
                return .ignored
            }
            if let key = keys.key(name.bytes, in: .programme), key != .tasks { return .head(key) }
            if !exportedColumns.contains(fold(name.string, .plain)) { reportUnknownColumn(name) }
            return .ignored
        }
        let missing = [Key.id, .title].filter { !seen.contains($0) }
        for key in missing {
            let name = builder.report.name(of: key, in: .task)
            builder.report.add(
                "S122", at: Span(cells[0].start, cells[cells.count - 1].end),
                Wording(
                    vi: "tiêu đề thiếu cột “\(name.vi)”", en: "the header lacks the column `\(name.en)`"),
                help: CSVHelp.header)
        }
        return missing.isEmpty ? columns : nil
    }

    private mutating func reportUnknownColumn(_ name: TextField) {
        let remarks = ["ghi chu", "note", "notes", "san pham", "ket qua", "kinh phi"]
        guard !remarks.contains(fold(name.string, .plain)) else { return }
        let meant = guessWord(name.string, among: Vocabulary.of(.task).spellings)
        builder.report.add(
            "S123", .warning, at: name.span,
            Wording(vi: "cột “\(name.string)” không được dùng đến", en: "the column “\(name.string)” is not used"),
            help: meant.map { Wording(vi: "có phải ý là “\($0.text)”?", en: "was “\($0.text)” meant?") }
                ?? CSVHelp.column,
            fixes: FileReport.fix(meant, at: name.span))
    }

    private mutating func readTask(
        _ cells: UnsafeMutableBufferPointer<CSVScanner.Cell>, _ columns: [Column], in section: CSVSections.Place
    ) {
        let prefix: [UInt8]
        switch section {
        case .heading: return
        case .none: prefix = []
        case .within(let id): prefix = id
        }
        builder.beginTask(at: cells[0].span)
        for (i, cell) in cells.enumerated() where !cell.isEmpty {
            guard i < columns.count else {
                builder.report.add(
                    "S124", at: cell.span,
                    Wording(vi: "dòng này có nhiều ô hơn tiêu đề", en: "this row has more cells than the header"),
                    help: Wording(
                        vi: "ô nào có dấu ngăn cách ở trong thì đặt trong ngoặc kép",
                        en: "put a cell that has the separator in it in quotation marks"))
                break
            }
            guard isShort(cell) else { continue }
            if !prefix.isEmpty, case .value(.id) = columns[i] {
                let id = prefix + [0x2E] + bytes[cell.start..<cell.end]
                id.withUnsafeBufferPointer { set(columns[i], TextField($0, cell.span)) }
                continue
            }
            guard cell.isEscaped else {
                set(columns[i], field(cell.start, cell.end))
                continue
            }
            unescaped(cell).withUnsafeBufferPointer { set(columns[i], TextField($0, cell.span)) }
        }
        builder.endTask()
    }

    /// What is far too long is told as such, and not read: messages that quote it would be as long.
    private mutating func isShort(_ cell: CSVScanner.Cell) -> Bool {
        let length = cell.end - cell.start
        if length <= YAMLStream.longestValue { return true }
        builder.report.addTooLong(length, atMost: YAMLStream.longestValue, at: Span(cell.start, cell.start))
        return false
    }

    private mutating func set(_ column: Column, _ cell: TextField) {
        let field = withoutApostrophe(cell)
        switch column {
        case .role(let role):
            builder.begin(role)
            if !isDash(field.bytes) { eachItem(of: field) { $0.builder.add(role, $1) } }
        case .deadline:
            builder.beginDeadline()
            if !isDash(field.bytes) { eachItem(of: field) { $0.builder.addPhrase($1) } }
        case .tags:
            builder.beginTags()
            if !isDash(field.bytes) { eachItem(of: field) { $0.builder.addTag($1) } }
        case .value(let key): builder.setTask(key, field)
        case .head(let key):
            if key == .programme { checkProgramme(field) }
            setHead(key, field)
        case .ignored: return
        }
    }

    /// A file is one programme: of a sheet with several each is loaded from a file of its own.
    private mutating func checkProgramme(_ field: TextField) {
        guard let known = programmeCell else {
            programmeCell = Array(field.bytes)
            return
        }
        guard !hasToldOfProgrammes, !known.elementsEqual(field.bytes) else { return }
        hasToldOfProgrammes = true
        builder.report.add(
            "S126", at: field.span,
            Wording(
                vi:
                    "tệp có nhiệm vụ của hai chương trình: “\(String(decoding: known, as: UTF8.self))” và “\(field.string)”",
                en:
                    "the file has tasks of two programmes: “\(String(decoding: known, as: UTF8.self))” and “\(field.string)”"
            ),
            help: Wording(
                vi: "mỗi chương trình một tệp: dondoc export csv --programme \(field.string)",
                en: "a file for each programme: dondoc export csv --programme \(field.string)"))
    }

    /// The apostrophe that keeps a spreadsheet from running a cell, or from taking 1.10 for 1.1, is not its text.
    private func withoutApostrophe(_ field: TextField) -> TextField {
        guard field.bytes.count > 1, field.bytes[0] == 0x27, "=+-@0123456789".utf8.contains(field.bytes[1])
        else { return field }
        let isFromFile = field.bytes.count == field.span.end - field.span.start
        return TextField(
            UnsafeBufferPointer(rebasing: field.bytes[1...]),
            isFromFile ? Span(field.span.start + 1, field.span.end) : field.span)
    }

    /// With one quotation mark for every two.
    private func unescaped(_ cell: CSVScanner.Cell) -> [UInt8] {
        var text: [UInt8] = []
        var at = cell.start
        while at < cell.end {
            text.append(bytes[at])
            at += bytes[at] == 0x22 ? 2 : 1
        }
        return text
    }

    /// A dash: nobody, none, and that is meant; an empty cell leaves the head's.
    private func isDash(_ text: UnsafeBufferPointer<UInt8>) -> Bool {
        // U+2013 and U+2014 are E2 80 93 and E2 80 94.
        text.count == 1
            ? text[0] == 0x2D
            : text.count == 3 && text[0] == 0xE2 && text[1] == 0x80 && 0x93...0x94 ~= text[2]
    }

    // MARK: Cells

    private func field(_ start: Int, _ end: Int) -> TextField {
        var (start, end) = (start, end)
        while start < end, isBlank(bytes[start]) { start += 1 }
        while end > start, isBlank(bytes[end - 1]) { end -= 1 }
        return TextField(UnsafeBufferPointer(rebasing: bytes[start..<end]), Span(start, end))
    }

    /// The items of a list, which `;` separates.
    private mutating func eachItem(of field: TextField, _ body: (inout Self, TextField) -> Void) {
        // memchr looks at 32 bytes a step, and nearly all cells have no list.
        guard let first = field.bytes.baseAddress, memchr(first, 0x3B, field.bytes.count) != nil else {
            return body(&self, field)
        }
        // The bytes are the file's own, or of a cell with doubled quotes a shorter copy.
        let isFromFile = field.bytes.count == field.span.end - field.span.start
        var start = 0
        while start <= field.bytes.count {
            let at =
                memchr(first + start, 0x3B, field.bytes.count - start).map {
                    $0 - UnsafeMutableRawPointer(mutating: first)
                } ?? field.bytes.count
            let item = TextField(UnsafeBufferPointer(rebasing: field.bytes[start..<at]), Span(start, at))
            let text = item.trimmed
            if !text.isEmpty, let base = text.baseAddress {
                let place = field.span.start + (base - first)
                body(&self, TextField(text, isFromFile ? Span(place, place + text.count) : field.span))
            }
            start = at + 1
        }
    }
}

extension ProgrammeCSVReader {
    /// - Parameter scanner: after the header.
    private func findSections(_ scanner: CSVScanner, _ columns: [Column]) -> CSVSections? {
        guard let id = columns.firstIndex(where: { if case .value(.id) = $0 { true } else { false } }),
            columns.contains(where: { if case .deadline = $0 { true } else if case .role = $0 { true } else { false } })
        else { return nil }
        let meant = columns.map { if case .ignored = $0 { false } else if case .head = $0 { false } else { true } }
        return CSVSections(scanner, id: id, meant: meant)
    }
}

/// The columns that `dondoc export csv` writes beside a task's own: what was worked out when it was written.
private let exportedColumns: Set = [
    "hieu la", "read as", "ky", "occurrence", "bat dau", "start", "den han", "due", "han nen xong", "prudent due",
    "han phap ly", "legal due", "tinh trang", "standing", "so ngay qua han", "days overdue", "tien do (%)",
    "progress (%)",
    "so lan nhac", "notices sent",
]

private enum CSVHelp {
    private static let others = Wording(
        vi:
            "chỉ đạo, chủ trì, thực hiện, phối hợp, theo dõi, thời hạn, nhãn, ưu tiên, chỉ tiêu, sau, sự kiện, hoàn thành khi, xác nhận, người phụ trách, trước đây",
        en:
            "directing, lead, executing, coordinating, monitoring, deadline, tags, priority, target, after, event, completion, confirm, officer, was"
    )
    static let header = Wording(
        vi: "cần ít nhất hai cột STT và Nội dung nhiệm vụ; các cột khác: \(others.vi)",
        en: "at least the columns id and title are needed; others: \(others.en)")
    static let column = Wording(
        vi: "bỏ qua cũng được; nếu là một phần của nhiệm vụ thì đổi tên cột thành: \(others.vi)",
        en: "it may stay; where it belongs to the task, name the column one of: \(others.en)")
}
