import CYaml
import Diagnostics

/// The nodes of a YAML file, one after the other, with their places in bytes.
///
/// Over libyaml's events: a tree of nodes first would take ten times as long and five times the memory at 100,000 tasks.
/// The model is filled straight from the events.
///
/// Refused, because nobody needs them in a site's files and each has been used to attack readers: tags, anchors,
/// aliases, several documents, deep nesting. A broken file ends the stream early, with a diagnostic.
final class YAMLStream {
    enum Kind {
        case scalar, sequenceStart, sequenceEnd, mappingStart, mappingEnd
        /// An alias: already complained of.
        case unusable
        case end
    }

    /// Bytes of a single value: of a cell of a CSV too.
    static let longestValue = 1 << 16

    private(set) var kind = Kind.end
    /// Of the present node; of a mapping or sequence its beginning.
    private(set) var span = Span(0, 0)
    /// Of a scalar; valid until ``advance()``.
    private(set) var text = UnsafeBufferPointer<UInt8>(start: nil, count: 0)
    private(set) var isQuoted = false
    var report: FileReport
    let keys: KeyCache
    /// The file could not be read to its end: what is missing may stand in the rest.
    private(set) var isBroken = false

    private let parser: UnsafeMutablePointer<yaml_parser_t>
    private let event: UnsafeMutablePointer<yaml_event_t>
    private let bytes: UnsafeBufferPointer<UInt8>
    /// Bytes before what libyaml sees: the byte order mark.
    private let origin: Int
    private let cancellation: Cancellation?
    private var documents = 0
    private var depth = 0
    private var cursor = (character: 0, byte: 0)

    /// - Parameter bytes: valid UTF-8; must outlive the stream.
    init(
        _ bytes: UnsafeBufferPointer<UInt8>, report: FileReport, keys: KeyCache = KeyCache(),
        cancellation: Cancellation? = nil
    ) {
        self.keys = keys
        self.cancellation = cancellation
        let hasMark = bytes.count >= 3 && bytes[0] == 0xEF && bytes[1] == 0xBB && bytes[2] == 0xBF
        origin = hasMark ? 3 : 0
        self.bytes = UnsafeBufferPointer(rebasing: bytes[origin...])
        self.report = report
        parser = .allocate(capacity: 1)
        parser.initialize(to: yaml_parser_t())
        event = .allocate(capacity: 1)
        event.initialize(to: yaml_event_t())
        precondition(yaml_parser_initialize(parser) == 1, "out of memory")
        yaml_parser_set_encoding(parser, YAML_UTF8_ENCODING)
        yaml_parser_set_input_string(parser, self.bytes.baseAddress, self.bytes.count)
        advance()
    }

    deinit {
        yaml_event_delete(event)
        yaml_parser_delete(parser)
        parser.deallocate()
        event.deallocate()
    }

    /// A scalar that stands for nothing: empty, `~` or `null`.
    var isNull: Bool {
        guard kind == .scalar, !isQuoted else { return false }
        switch text.count {
        case 0: return true
        case 1: return text[0] == 0x7E
        case 4: return text.elementsEqual("null".utf8)
        default: return false
        }
    }

    var string: String { String(decoding: text, as: UTF8.self) }

    func advance() {
        while true {
            yaml_event_delete(event)
            text = UnsafeBufferPointer(start: nil, count: 0)
            guard depth >= 0, cancellation?.isCancelled != true, yaml_parser_parse(parser, event) == 1 else {
                if depth >= 0, cancellation?.isCancelled != true { reportSyntaxError() }
                isBroken = true
                return stop()
            }
            switch event.pointee.type {
            case YAML_STREAM_START_EVENT, YAML_DOCUMENT_END_EVENT: continue
            case YAML_DOCUMENT_START_EVENT:
                documents += 1
                guard documents > 1 else { continue }
                report.add(
                    "S105", at: place(event.pointee.start_mark, event.pointee.end_mark),
                    Wording(vi: "tệp có hơn một tài liệu YAML", en: "the file holds more than one YAML document"),
                    help: Wording(vi: "bỏ dòng “---” và phần sau nó", en: "remove the line “---” and what follows it"))
                return stop()
            default: return take()
            }
        }
    }

    /// Moves past the present node and all that is in it.
    func skip() {
        var open = 0
        repeat {
            switch kind {
            case .mappingStart, .sequenceStart: open += 1
            case .mappingEnd, .sequenceEnd: open -= 1
            case .end: return
            case .scalar, .unusable: break
            }
            advance()
        } while open > 0
    }

    private func stop() {
        depth = -1
        kind = .end
        span = Span(origin + bytes.count, origin + bytes.count)
    }

    private func take() {
        span = place(event.pointee.start_mark, event.pointee.end_mark)
        switch event.pointee.type {
        case YAML_SCALAR_EVENT:
            kind = .scalar
            let scalar = event.pointee.data.scalar
            text = UnsafeBufferPointer(start: scalar.value, count: scalar.length)
            isQuoted = scalar.style != YAML_PLAIN_SCALAR_STYLE
            refuseLong()
            refuse(anchor: scalar.anchor, tag: scalar.tag)
            trimSpan()
        case YAML_SEQUENCE_START_EVENT:
            kind = .sequenceStart
            refuse(anchor: event.pointee.data.sequence_start.anchor, tag: event.pointee.data.sequence_start.tag)
            descend()
        case YAML_MAPPING_START_EVENT:
            kind = .mappingStart
            refuse(anchor: event.pointee.data.mapping_start.anchor, tag: event.pointee.data.mapping_start.tag)
            descend()
        case YAML_SEQUENCE_END_EVENT:
            kind = .sequenceEnd
            depth -= 1
        case YAML_MAPPING_END_EVENT:
            kind = .mappingEnd
            depth -= 1
        case YAML_ALIAS_EVENT:
            kind = .unusable
            refuse(anchor: event.pointee.data.alias.anchor, tag: nil)
        default: stop()
        }
    }

    private func descend() {
        depth += 1
        guard depth > Bound.nesting.limit else { return }
        report.add(
            "S104", at: span,
            Wording(
                vi: "lồng nhau quá sâu (quá \(Bound.nesting.limit) cấp)",
                en: "nested too deeply (over \(Bound.nesting.limit) levels)"),
            help: Wording(vi: "tệp của hệ thống chỉ cần ba bốn cấp", en: "a site's files need three or four levels"))
        isBroken = true
        stop()
    }

    /// What is far too long is told as such, and read as nothing: messages that quote it would be as long.
    private func refuseLong() {
        guard text.count > YAMLStream.longestValue else { return }
        report.addTooLong(text.count, atMost: YAMLStream.longestValue, at: Span(span.start, span.start))
        kind = .unusable
    }

    private func refuse(anchor: UnsafePointer<UInt8>?, tag: UnsafePointer<UInt8>?) {
        if anchor != nil {
            report.add(
                "S102", at: span,
                Wording(
                    vi: "không dùng neo (&) và bí danh (*) của YAML ở đây",
                    en: "YAML anchors (&) and aliases (*) are not accepted here"),
                help: Wording(
                    vi: "viết lại nội dung ở chỗ cần dùng; chữ bắt đầu bằng & hay * thì đặt trong ngoặc kép",
                    en: "write the contents out where they are needed; put a text that begins with & or * in quotes"))
        }
        if tag != nil {
            report.add(
                "S103", at: span,
                Wording(vi: "không dùng thẻ kiểu (!) của YAML ở đây", en: "YAML tags (!) are not accepted here"),
                help: Wording(
                    vi: "bỏ thẻ; chữ bắt đầu bằng ! thì đặt trong ngoặc kép",
                    en: "remove the tag; put a text that begins with ! in quotes"))
        }
    }

    /// A block scalar's end is where the next token begins: the white space between is not part of it.
    private func trimSpan() {
        var end = span.end - origin
        while end > span.start - origin, bytes[end - 1] <= 0x20 { end -= 1 }
        span = Span(span.start, end + origin)
    }

    private func place(_ start: yaml_mark_t, _ end: yaml_mark_t) -> Span {
        let first = byteOffset(Int(start.index))
        return Span(origin + first, origin + byteOffset(Int(end.index)))
    }

    /// libyaml counts characters. They are asked for in nearly ascending order, so that a cursor finds them.
    private func byteOffset(_ character: Int) -> Int {
        var (at, byte) = cursor
        while at < character, byte < bytes.count {
            let lead = bytes[byte]
            byte += lead < 0x80 ? 1 : lead < 0xE0 ? 2 : lead < 0xF0 ? 3 : 4
            at += 1
        }
        while at > character, byte > 0 {
            byte -= 1
            while byte > 0, bytes[byte] & 0xC0 == 0x80 { byte -= 1 }
            at -= 1
        }
        byte = min(byte, bytes.count)
        cursor = (at, byte)
        return byte
    }

    private func reportSyntaxError() {
        let start: Int
        if parser.pointee.error == YAML_READER_ERROR {
            start = min(Int(parser.pointee.problem_offset), bytes.count)
        } else {
            start = byteOffset(Int(parser.pointee.problem_mark.index))
        }
        let problem = parser.pointee.problem.map { String(cString: $0) } ?? ""
        let context = parser.pointee.context.map { String(cString: $0) } ?? ""
        report.add(
            "S101", at: Span(origin + start, origin + start),
            Wording(
                vi: "không đúng cú pháp YAML: \(vietnamese(problem))",
                en: "not well-formed YAML: \(problem)\(context.isEmpty ? "" : " " + context)"),
            help: syntaxHelp(problem))
    }
}
