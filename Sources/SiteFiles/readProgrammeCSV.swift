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

    mutating func read() {
        var scanner = CSVScanner(bytes, from: readHead())
        var cells = Scratch<CSVScanner.Cell>()
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
        while scanner.readRow(&cells, &builder.report), !scanner.isBroken {
            guard cells.elements.contains(where: { !$0.isEmpty }) else { continue }
            readTask(cells.elements, columns)
        }
    }

    // MARK: Head

    /// - Returns: where the header begins.
    private mutating func readHead() -> Int {
        var at = bytes.count >= 3 && bytes[0] == 0xEF && bytes[1] == 0xBB && bytes[2] == 0xBF ? 3 : 0
        while at < bytes.count {
            var end = at
            while end < bytes.count, bytes[end] != 0x0A, bytes[end] != 0x0D { end += 1 }
            let line = UnsafeBufferPointer(rebasing: bytes[at..<end])
            if line.first == 0x23 {
                readHeadLine(at + 1, end)
            } else if !line.starts(with: "sep=".utf8), line.contains(where: { !isBlank($0) }) {
                return at
            }
            at = min(end + 1, bytes.count)
        }
        return at
    }

    /// `# key: value`; a line without a colon is a remark.
    private mutating func readHeadLine(_ start: Int, _ end: Int) {
        guard let colon = bytes[start..<end].firstIndex(of: 0x3A) else { return }
        let name = field(start, colon)
        guard let key = keys.key(name.bytes, in: .programme), key != .tasks else {
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
        setHead(key, field(colon + 1, end))
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

    /// - Returns: nil where the columns without which there are no tasks are missing.
    private mutating func readHeader(_ cells: UnsafeMutableBufferPointer<CSVScanner.Cell>) -> [Column]? {
        var seen = KeySet()
        let columns = cells.map { cell -> Column in
            let name = field(cell.start, cell.end)
            if name.bytes.isEmpty { return .ignored }
            if let key = keys.key(name.bytes, in: .task) {
                if seen.insert(key) { return Column(key) }
                builder.report.add(
                    "S107", at: cell.span,
                    Wording(vi: "cột này đã có ở trước", en: "this column was already given before"),
                    help: Wording(vi: "bỏ một trong hai cột", en: "remove one of the two columns"))
                return .ignored
            }
            if let key = keys.key(name.bytes, in: .programme), key != .tasks { return .head(key) }
            reportUnknownColumn(name)
            return .ignored
        }
        let missing = [Key.id, .title].filter { !seen.contains($0) }
        for key in missing {
            let spelling = Vocabulary.of(.task).spelling(of: key)
            builder.report.add(
                "S122", at: Span(cells[0].start, cells[cells.count - 1].end),
                Wording(
                    vi: "tiêu đề thiếu cột “\(spelling.vietnamese)” (\(spelling.english))",
                    en: "the header lacks the column `\(spelling.english)`"),
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
            help: meant.map { Wording(vi: "có phải ý là “\($0.text)”?", en: "was “\($0.text)” meant?") } ?? CSVHelp.header,
            fixes: FileReport.fix(meant, at: name.span))
    }

    private mutating func readTask(_ cells: UnsafeMutableBufferPointer<CSVScanner.Cell>, _ columns: [Column]) {
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
            guard cell.isEscaped else {
                set(columns[i], field(cell.start, cell.end))
                continue
            }
            unescaped(cell).withUnsafeBufferPointer { set(columns[i], TextField($0, cell.span)) }
        }
        builder.endTask()
    }

    private mutating func set(_ column: Column, _ field: TextField) {
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
        case .head(let key): setHead(key, field)
        case .ignored: return
        }
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

private enum CSVHelp {
    static let header = Wording(
        vi:
            "cần ít nhất hai cột STT và Nội dung nhiệm vụ; các cột khác: chỉ đạo, chủ trì, thực hiện, phối hợp, theo dõi, thời hạn, nhãn, ưu tiên, chỉ tiêu, sau, sự kiện, hoàn thành khi, xác nhận, người phụ trách, trước đây",
        en:
            "at least the columns id and title are needed; others: directing, lead, executing, coordinating, monitoring, deadline, tags, priority, target, after, event, completion, confirm, officer, was"
    )
}
