import Diagnostics

/// What a reader may ask for at a place of a YAML file. Each takes one node, whatever it is, and complains where it is
/// of the wrong kind.
extension YAMLStream {
    enum Expected {
        case mapping, sequence, text, textOrList

        var wording: Wording {
            switch self {
            case .mapping: Wording(vi: "các dòng “khóa: giá trị”", en: "lines of `key: value`")
            case .sequence:
                Wording(vi: "một danh sách, mỗi mục bắt đầu bằng dấu “-”", en: "a list, each item beginning with `-`")
            case .text: Wording(vi: "một giá trị duy nhất", en: "a single value")
            case .textOrList:
                Wording(vi: "một giá trị hoặc một danh sách các giá trị", en: "a value, or a list of values")
            }
        }
    }

    /// Walks a mapping; `body` is called at the value of each key that the context has, and must take it.
    /// - Returns: the keys met, and those that a mistyped one most likely meant: they are not missing too.
    @discardableResult
    func readMapping(_ context: Context, _ body: (Key, Span) -> Void) -> KeySet? {
        if kind == .end || isNull {
            advance()
            return KeySet()
        }
        guard kind == .mappingStart else {
            reportKind(.mapping, in: context)
            skip()
            return nil
        }
        advance()
        var seen = KeySet()
        var meant = KeySet()
        while kind != .mappingEnd, kind != .end {
            let keySpan = span
            guard kind == .scalar else {
                reportKind(.text)
                skip()
                skip()
                continue
            }
            guard let key = keys.key(text, in: context) else {
                if let key = reportUnknownKey(string, at: span, in: context) { meant.insert(key) }
                advance()
                skip()
                continue
            }
            report.meet(key: string, in: context)
            advance()
            guard seen.insert(key) else {
                report.add(
                    "S107", at: keySpan,
                    Wording(vi: "khóa này đã có ở trên", en: "this key was already given above"),
                    help: Wording(
                        vi: "bỏ một trong hai, hoặc gộp giá trị lại", en: "remove one of the two, or join their values")
                )
                skip()
                continue
            }
            body(key, keySpan)
        }
        advance()
        return seen.union(meant)
    }

    /// Walks a sequence; `body` is called at each item and must take it.
    func readSequence(_ body: () -> Void) {
        if isNull { return advance() }
        guard kind == .sequenceStart else {
            reportKind(.sequence)
            return skip()
        }
        advance()
        while kind != .sequenceEnd, kind != .end { body() }
        advance()
    }

    /// Takes a scalar.
    ///
    /// The text belongs to libyaml and would go with the event, so that `body` gets it before the stream moves on.
    func readText(_ body: (TextField) -> Void) {
        switch kind {
        case .scalar:
            if isNull {
                report.add(
                    "S110", at: span, Wording(vi: "chỗ này để trống", en: "this is empty"),
                    help: Wording(vi: "điền nội dung hoặc bỏ hẳn khóa này", en: "fill it in, or leave the key out"))
            } else {
                body(TextField(text, span))
            }
            advance()
        case .unusable, .end: advance()
        default:
            reportKind(.text)
            skip()
        }
    }

    /// Takes a scalar or a list of them.
    func readTexts(_ body: (TextField) -> Void) {
        switch kind {
        case .sequenceStart:
            advance()
            while kind != .sequenceEnd, kind != .end { readText(body) }
            advance()
        case .mappingStart:
            reportKind(.textOrList)
            skip()
        default: readText(body)
        }
    }

    /// After the document: a second one is refused by ``advance()``.
    func expectEnd() {
        while kind != .end { skip() }
    }

    /// - Parameter context: whose keys belong here: of a list without the key that should head it, the remedy names that key.
    func reportKind(_ expected: Expected, in context: Context? = nil) {
        guard kind != .end, kind != .unusable else { return }
        let found =
            switch kind {
            case .mappingStart: Wording(vi: "các dòng “khóa: giá trị”", en: "lines of `key: value`")
            case .sequenceStart: Wording(vi: "một danh sách", en: "a list")
            case .scalar, .sequenceEnd, .mappingEnd, .unusable, .end: Wording(vi: "một giá trị", en: "a value")
            }
        let head: (vi: String, en: String)? =
            switch context {
            case .bodyList where kind == .sequenceStart: ("cơ quan:", "bodies:")
            case .programme where kind == .sequenceStart: ("nhiệm vụ:", "tasks:")
            default: nil
            }
        // A mapping or sequence begins here; how far it goes is not known yet.
        report.add(
            "S108", at: span,
            Wording(
                vi: "chỗ này phải là \(expected.wording.vi), không phải \(found.vi)",
                en: "this should be \(expected.wording.en), not \(found.en)"),
            help: head.map {
                Wording(
                    vi: "ghi một dòng “\($0.vi)” ở trên danh sách này", en: "write a line `\($0.en)` above this list")
            }
                ?? Wording(
                    vi: "xem lại thụt dòng và mẫu trong tài liệu",
                    en: "look at the indentation, and at the examples of the manual"))
    }

    /// - Returns: the key that was most likely meant.
    private func reportUnknownKey(_ spelling: String, at span: Span, in context: Context) -> Key? {
        guard !report.isFull else { return nil }
        let vocabulary = Vocabulary.of(context)
        let meant = guessWord(spelling, among: vocabulary.spellings)
        let names = vocabulary.entries.map { vocabulary.name(of: $0.key).spelt(in: report.keyLanguage) }
        let known = Wording(
            vi: names.map(\.vi).joined(separator: ", "), en: names.map(\.en).joined(separator: ", "))
        report.add(
            "S106", at: span,
            Wording(vi: "không có khóa “\(spelling)” ở đây", en: "there is no key “\(spelling)” here"),
            help: meant.map { Wording(vi: "có phải ý là “\($0.text)”?", en: "was “\($0.text)” meant?") }
                ?? Wording(vi: "các khóa dùng được: \(known.vi)", en: "the keys are: \(known.en)"),
            fixes: FileReport.fix(meant, at: span))
        return meant.flatMap { vocabulary.key(for: $0.text) }
    }
}

/// A set of keys, in one number.
struct KeySet {
    private var bits: UInt128

    init() { bits = 0 }

    private init(bits: UInt128) { self.bits = bits }

    /// - Returns: false where it was there.
    @discardableResult
    mutating func insert(_ key: Key) -> Bool {
        let bit: UInt128 = 1 << UInt128(key.rawValue)
        defer { bits |= bit }
        return bits & bit == 0
    }

    func union(_ other: KeySet) -> KeySet { KeySet(bits: bits | other.bits) }

    func contains(_ key: Key) -> Bool { bits & 1 << UInt128(key.rawValue) != 0 }
}
