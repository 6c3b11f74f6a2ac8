package import Diagnostics
import Programmes

/// The values of a file of the site with their keys and places, for editors: also of one that cannot be read to its end.
package struct SiteOutline: Sendable {
    /// A single value: a scalar of a YAML file, an item of a list, a cell of a CSV or an item in it.
    package struct Entry: Sendable {
        package let context: Context
        /// nil for one that the context does not have.
        package let key: Key?
        package let keySpan: Span
        package let text: String
        package let span: Span
        /// Index into ``SiteOutline/records``; nil for the file's head.
        package let record: Int?
    }

    /// A task, a body, a day of the calendar or an outlet.
    package struct Record: Sendable {
        package let context: Context
        package fileprivate(set) var span: Span
        package fileprivate(set) var id = ""
        package fileprivate(set) var title = ""
        package fileprivate(set) var idSpan: Span?
    }

    package fileprivate(set) var entries: [Entry] = []
    package fileprivate(set) var records: [Record] = []

    /// - Parameter kind: of the file.
    package init(_ source: SourceFile, kind: FileStatus.Kind) {
        var report = FileReport(path: "")
        guard checkEncoding(source.bytes, &report) else { return }
        let context: Context
        switch kind {
        case .settings: context = .settings
        case .bodies: context = .bodyList
        case .programme: context = .programme
        case .calendar: context = .calendar
        case .rules, .template: return
        }
        source.bytes.withUnsafeBufferPointer { bytes in
            if source.path.hasSuffix(".csv") {
                var reader = SheetOutline(bytes)
                reader.read()
                (entries, records) = (reader.entries, reader.records)
            } else {
                var walker = YAMLOutline(YAMLStream(bytes, report: FileReport(path: "")))
                walker.walk(context, record: nil)
                (entries, records) = (walker.entries, walker.records)
            }
        }
        for entry in entries {
            guard let record = entry.record, let key = entry.key else { continue }
            if key == .id || key == .date || key == .name && entry.context == .outlet {
                guard records[record].idSpan == nil else { continue }
                records[record].id = entry.text
                records[record].idSpan = entry.span
            } else if key == .title || key == .name {
                // A person within a body has a name too.
                let own = records[record].context == entry.context
                if own, records[record].title.isEmpty { records[record].title = entry.text }
            }
        }
    }

    /// The value at a place; of a place behind a value none.
    package func entry(at offset: Int) -> Entry? {
        entries.first { $0.span.start <= offset && offset <= $0.span.end }
    }
}

private struct YAMLOutline {
    let yaml: YAMLStream
    var entries: [SiteOutline.Entry] = []
    var records: [SiteOutline.Record] = []

    init(_ yaml: YAMLStream) { self.yaml = yaml }

    /// Takes one node, which is a mapping of that context.
    mutating func walk(_ context: Context, record: Int?) {
        guard yaml.kind == .mappingStart else { return yaml.skip() }
        yaml.advance()
        while yaml.kind != .mappingEnd, yaml.kind != .end {
            guard yaml.kind == .scalar else {
                yaml.skip()
                yaml.skip()
                continue
            }
            let key = yaml.keys.key(yaml.text, in: context)
            let keySpan = yaml.span
            yaml.advance()
            take(key, keySpan, context, record)
        }
        yaml.advance()
    }

    private mutating func take(_ key: Key?, _ keySpan: Span, _ context: Context, _ record: Int?) {
        switch yaml.kind {
        case .scalar:
            // What stands for nothing still has its key.
            entries.append(
                SiteOutline.Entry(
                    context: context, key: key, keySpan: keySpan, text: yaml.isNull ? "" : yaml.string,
                    span: yaml.span, record: record))
            grow(record, to: yaml.span.end)
            yaml.advance()
        case .mappingStart:
            guard let inner = key?.mapping(in: context) else { return yaml.skip() }
            walk(inner, record: record)
        case .sequenceStart:
            yaml.advance()
            while yaml.kind != .sequenceEnd, yaml.kind != .end {
                if yaml.kind == .mappingStart, let item = key?.item(in: context) {
                    records.append(SiteOutline.Record(context: item, span: yaml.span))
                    walk(item, record: records.count - 1)
                } else if yaml.kind == .scalar {
                    take(key, keySpan, context, record)
                } else {
                    yaml.skip()
                }
            }
            yaml.advance()
        case .unusable, .mappingEnd, .sequenceEnd: yaml.advance()
        case .end: return
        }
    }

    private mutating func grow(_ record: Int?, to end: Int) {
        guard let record, records[record].span.end < end else { return }
        records[record].span = Span(records[record].span.start, end)
    }
}

extension Key {
    /// The context of the mapping that stands under the key.
    package func mapping(in context: Context) -> Context? {
        switch (context, self) {
        case (.settings, .reading): .reading
        case (.settings, .terms): .terms
        case (.task, .target): .target
        case (.settings, .web): .web
        case (.settings, .replies): .replies
        case (.settings, .contact), (.body, .contact), (.programme, .contact), (.task, .officer): .person
        default: nil
        }
    }

    /// The context of the mappings in the list that stands under the key.
    package func item(in context: Context) -> Context? {
        switch (context, self) {
        case (.bodyList, .bodies): .body
        case (.programme, .tasks): .task
        case (.calendar, .off), (.calendar, .working): .calendarDay
        case (.settings, .outlets): .outlet
        default: nil
        }
    }

    /// Whether its values name bodies.
    package func namesBodies(in context: Context) -> Bool {
        switch (context, self) {
        case (.body, .parent), (.body, .members), (.body, .successor), (.settings, .archive), (.programme, .issuer):
            true
        case (.programme, .directing), (.programme, .monitoring): true
        case (.task, .directing), (.task, .lead), (.task, .executing), (.task, .coordinating), (.task, .monitoring):
            true
        default: false
        }
    }
}

/// The cells of a programme's CSV under the keys of its header.
private struct SheetOutline {
    let bytes: UnsafeBufferPointer<UInt8>
    var entries: [SiteOutline.Entry] = []
    var records: [SiteOutline.Record] = []

    init(_ bytes: UnsafeBufferPointer<UInt8>) { self.bytes = bytes }

    mutating func read() {
        var start = bytes.starts(with: [0xEF, 0xBB, 0xBF]) ? 3 : 0
        var separator: UInt8?
        let first = String(decoding: bytes[start..<endOfLine(start)], as: UTF8.self)
        if first.hasPrefix("sep="), let sign = first.utf8.dropFirst(4).first {
            separator = sign
            start = min(endOfLine(start) + 1, bytes.count)
        }
        while start < bytes.count, bytes[start] == 0x23 || bytes[start] == 0x0A || bytes[start] == 0x0D {
            let end = endOfLine(start)
            readHead(start + 1, end)
            start = min(end + 1, bytes.count)
        }
        guard let (keys, table) = findHeader(start, separator) else { return }
        var scanner = table
        var cells = ScratchBuffer<CSVScanner.Cell>()
        var unheard = FileReport(path: "")
        while scanner.readRow(&cells, &unheard), !scanner.isBroken {
            let row = cells.elements
            guard let from = row.first?.start, let to = row.last?.end, row.contains(where: { !$0.isEmpty }) else {
                continue
            }
            records.append(SiteOutline.Record(context: .task, span: Span(from, to)))
            for (column, cell) in row.enumerated() where column < keys.count && !cell.isEmpty {
                guard let (key, context, span) = keys[column] else { continue }
                add(key, context, span, cell, record: records.count - 1)
            }
        }
    }

    private func endOfLine(_ start: Int) -> Int {
        var end = start
        while end < bytes.count, bytes[end] != 0x0A, bytes[end] != 0x0D { end += 1 }
        return end
    }

    private mutating func readHead(_ start: Int, _ end: Int) {
        guard start < end, let colon = bytes[start..<end].firstIndex(of: 0x3A) else { return }
        let name = trim(start, colon)
        guard let key = Vocabulary.of(.programme).key(for: text(name)) else { return }
        let value = trim(colon + 1, end)
        addItems(key, .programme, name, value, record: nil)
    }

    private func trim(_ start: Int, _ end: Int) -> Span {
        var (start, end) = (start, end)
        while start < end, isBlank(bytes[start]) { start += 1 }
        while end > start, isBlank(bytes[end - 1]) { end -= 1 }
        return Span(start, end)
    }

    private func text(_ span: Span) -> String { String(decoding: bytes[span.start..<span.end], as: UTF8.self) }

    private typealias Column = (key: Key, context: Context, span: Span)

    private func findHeader(_ start: Int, _ separator: UInt8?) -> (keys: [Column?], table: CSVScanner)? {
        var at = start
        var cells = ScratchBuffer<CSVScanner.Cell>()
        var unheard = FileReport(path: "")
        for _ in 0..<12 {
            var scanner = CSVScanner(bytes, from: at, separator: separator)
            guard scanner.readRow(&cells, &unheard) else { return nil }
            let keys = cells.elements.map { cell -> Column? in
                let name = text(cell.span)
                if let key = Vocabulary.of(.task).key(for: name) { return (key, .task, cell.span) }
                return Vocabulary.of(.programme).key(for: name).map { ($0, .programme, cell.span) }
            }
            if keys.count(where: { $0 != nil }) >= 2 { return (keys, scanner) }
            at = scanner.at
        }
        return nil
    }

    private mutating func add(_ key: Key, _ context: Context, _ keySpan: Span, _ cell: CSVScanner.Cell, record: Int) {
        if cell.isEscaped {
            let whole = text(cell.span).replacing("\"\"", with: "\"")
            entries.append(
                SiteOutline.Entry(
                    context: context, key: key, keySpan: keySpan, text: whole, span: cell.span, record: record))
        } else {
            addItems(key, context, keySpan, cell.span, record: record)
        }
    }

    /// A semicolon stands between the items of a cell that may have several.
    private mutating func addItems(_ key: Key, _ context: Context, _ keySpan: Span, _ span: Span, record: Int?) {
        let isList = key.namesBodies(in: context) && key != .issuer || key == .deadline || key == .tags
        var start = span.start
        while start <= span.end {
            let end = isList ? bytes[start..<span.end].firstIndex(of: 0x3B) ?? span.end : span.end
            let item = trim(start, end)
            if item.end > item.start {
                entries.append(
                    SiteOutline.Entry(
                        context: context, key: key, keySpan: keySpan, text: text(item), span: item, record: record))
            }
            start = end + 1
        }
    }
}
