import Dates
import Deadlines
import Diagnostics
import Planning
import Programmes

/// Makes a ``Programme`` of the fields that a YAML or CSV reader meets, in any order.
///
/// What repeats in a file (lists of bodies, phrases, sets of tags) is held once. What is wrong is told and left out:
/// a wrong value costs itself, a task without a usable id or title costs itself, a head without a date of issue the file.
struct ProgrammeBuilder: ~Copyable {
    static let longestTitle = 4000
    static let longestPhrase = 500

    var report: FileReport
    let path: String
    /// What the file is read against, and what it has in common with others.
    let shared: SharedTexts

    // The head.
    var id: String?
    var title: String?
    var number: String?
    var issued: Day?
    var issuer: BodyIndex?
    var period: ClosedRange<Int>?
    var since: Day?
    var completion: Completion?
    var confirmation: Confirmation?
    var contact: Person?
    var defaultTags: [String] = []
    var defaultPriority: Priority?
    var defaults = ScratchBuffer<Assignment>()
    private var headBodies = BoundedCount(.bodiesOfHead)
    private var headTags = BoundedCount(.tags)
    private(set) var headSpan = Span(0, 0)
    /// The keys that the head has, readable or not.
    var headKeys = KeySet()
    /// Something else has already been said of why the head is not whole.
    var isHeadBroken = false

    // What is held once.
    /// The assignments of one list after the other; where the lists end.
    var assignments = ScratchBuffer<Assignment>()
    var listEnds = ScratchBuffer<Int>()
    /// By the list's number in ``shared``.
    var phraseLists: [UInt32] = []
    var phrasePlaces = ScratchBuffer<PhrasePlace>()
    var tagSets: [[String]] = [[]]

    // The tasks, and of each what it says itself.
    var tasks = TaskListDraft()
    var own = ScratchBuffer<OwnFields>()
    var references: [TaskReference] = []
    var formerIDs = FormerIDs(of: .task)
    var taskCount = BoundedCount(.tasks)
    /// The names that the directory does not have, as far as they are told.
    private(set) var unknownBodies: [String] = []

    // The task being read.
    var current = TaskFields()

    struct PhrasePlace: BitwiseCopyable {
        let list: UInt32
        let index: UInt32
        let span: Span
    }

    /// What a task says itself, as in ``TaskFields/explicit``, and the number of its list of assignments.
    struct OwnFields: BitwiseCopyable {
        let explicit: UInt8
        let list: UInt32
    }

    init(path: String, shared: SharedTexts, report: FileReport) {
        self.path = path
        self.shared = shared
        self.report = report
        shared.beginProgramme()
    }

    // MARK: Head

    mutating func setHead(_ key: Key, _ field: TextField) {
        if headSpan == Span(0, 0) { headSpan = field.span }
        switch key {
        case .programme:
            headSpan = field.span
            id = programmeID(field)
        case .title: title = required(field, atMost: ProgrammeBuilder.longestTitle)
        case .number: number = field.line(atMost: 200, &report)
        case .issued: issued = field.day(&report)
        case .issuer: issuer = body(field)
        case .period: period = field.years(&report)
        case .since: since = field.day(&report)
        case .priority: defaultPriority = priority(field)
        case .completion: completion = choose(field, Completion.spellings, &report)
        case .confirm: confirmation = choose(field, Confirmation.spellings, &report)
        case .contact: contact = person(of: field, &report)
        default: preconditionFailure("not a key of a programme's head: \(key)")
        }
    }

    mutating func addDefault(_ role: Role, _ field: TextField) {
        guard headBodies.admits(at: field.span), let body = body(field) else { return }
        if !defaults.elements.contains(Assignment(role, body)) { defaults.append(Assignment(role, body)) }
    }

    mutating func addDefaultTag(_ field: TextField) {
        guard headTags.admits(at: field.span) else { return }
        if let tag = required(field, atMost: 100), !defaultTags.contains(tag) { defaultTags.append(tag) }
    }

    /// a-z, A-Z, 0-9, '-', '_', '.'; not only dots.
    private mutating func programmeID(_ field: TextField) -> String? {
        let text = field.string
        if isProgrammeID(text) { return text }
        report.add(
            "S303", at: field.span,
            Wording(vi: "“\(text)” không dùng làm mã chương trình được", en: "“\(text)” cannot be a programme's id"),
            help: Wording(
                vi: "chỉ dùng chữ a-z, A-Z, chữ số, dấu - _ và dấu chấm, nhiều nhất 64 ký tự, ví dụ 01-KH-TU",
                en: "use a-z, A-Z, 0-9, '-', '_' and '.', at most 64 characters, such as 01-KH-TU"))
        return nil
    }

    /// Tells of what there was too much of.
    mutating func reportBeyond() {
        for count in [headBodies, headTags, taskCount] { count.report(to: &report) }
    }

    // MARK: Values

    mutating func required(_ field: TextField, atMost limit: Int) -> String? {
        guard let text = field.line(atMost: limit, &report) else { return nil }
        if !text.isEmpty { return text }
        reportEmpty(field.span)
        return nil
    }

    mutating func reportEmpty(_ span: Span) {
        report.add(
            "S110", at: span, Wording(vi: "chỗ này để trống", en: "this is empty"),
            help: Wording(vi: "điền nội dung hoặc bỏ hẳn khóa này", en: "fill it in, or leave the key out"))
    }

    static let priorities: [(priority: Priority, spellings: [String])] = [
        (.low, ["low", "thấp"]), (.normal, ["normal", "thường", "bình thường", "trung bình"]),
        (.high, ["high", "cao"]), (.urgent, ["urgent", "khẩn", "khẩn cấp"]),
    ]

    mutating func priority(_ field: TextField) -> Priority? {
        if let found = shared.priority(field.trimmed) { return found }
        guard !report.isFull else { return nil }
        let text = field.string
        let meant = guessWord(text, among: ProgrammeBuilder.priorities.flatMap(\.spellings))
        report.add(
            "S306", at: field.span,
            Wording(vi: "không có mức ưu tiên “\(text)”", en: "there is no priority “\(text)”"),
            help: Wording(
                vi: "dùng thấp, thường, cao hoặc khẩn", en: "use low, normal, high or urgent"),
            fixes: FileReport.fix(meant, at: field.span))
        return nil
    }

    mutating func body(_ field: TextField) -> BodyIndex? {
        let bytes = field.trimmed
        guard !bytes.isEmpty else {
            reportEmpty(field.span)
            return nil
        }
        return shared.body(bytes) ?? unknown(field)
    }

    private mutating func unknown(_ field: TextField) -> BodyIndex? {
        if unknownBodies.count < FileReport.limit { unknownBodies.append(field.string) }
        guard !report.isFull else { return nil }
        report.add(unknownBody(field.string, at: field.span, shared.site.bodies, path))
        return nil
    }
}

extension FileReport {
    mutating func add(_ diagnostic: Diagnostic) { add([diagnostic]) }
}

/// Several bodies written as one: the list that was meant; nil where they are not all known.
private func listMeant(_ name: String, _ bodies: BodyDirectory, _ path: String) -> String? {
    for separator in [";", ","] as [Character] {
        let parts = name.split(separator: separator).map { $0.drop { $0 == " " } }.map(String.init)
        guard parts.count > 1, parts.allSatisfy({ bodies.body(named: $0) != nil }) else { continue }
        // Quoted, for the semicolon may be what parts the cells.
        return path.hasSuffix(".csv")
            ? "\"\(parts.joined(separator: "; "))\"" : "[" + parts.joined(separator: ", ") + "]"
    }
    return nil
}

/// Several bodies written as one of which some are known: those that are not, and what parts them.
private func partsMissing(_ name: String, _ bodies: BodyDirectory) -> (unknown: [String], separator: Character)? {
    for separator in [";", ","] as [Character] {
        let parts = name.split(separator: separator).map { $0.trimming() }.filter { !$0.isEmpty }
        let unknown = parts.filter { bodies.body(named: $0) == nil }
        if parts.count > 1, unknown.count < parts.count { return (unknown, separator) }
    }
    return nil
}

func unknownBody(_ name: String, at span: Span, _ bodies: BodyDirectory, _ path: String) -> Diagnostic {
    if name.utf8.count <= 1000, let list = listMeant(name, bodies, path) {
        return Diagnostic(
            code: "S201", path: path, span: span,
            message: Wording(
                vi: "danh bạ không có cơ quan “\(name)”", en: "the directory has no body “\(name)”"),
            help: Wording(
                vi: "nhiều cơ quan thì viết thành danh sách: \(list)",
                en: "several bodies are written as a list: \(list)"))
    }
    if name.utf8.count <= 1000, let (unknown, separator) = partsMissing(name, bodies) {
        let list = unknown.map { "“\($0)”" }.joined(separator: ", ")
        let (vi, en) =
            path.hasSuffix(".csv")
            ? (
                "nhiều cơ quan trong một ô thì cách nhau bằng “;” (và để cả ô trong dấu \")",
                "several bodies in a cell are parted by “;” (and the cell stands in \")"
            ) : ("nhiều cơ quan thì viết thành danh sách [..., ...]", "several bodies are written as a list [..., ...]")
        return Diagnostic(
            code: "S201", path: path, span: span,
            message: Wording(
                vi: "danh bạ không có cơ quan “\(name)”", en: "the directory has no body “\(name)”"),
            help: Wording(
                vi: vi + (separator == ";" ? "" : ", không phải bằng “,”") + "; danh bạ chưa có \(list)",
                en: en + "; the directory lacks \(list)"))
    }
    let meant = bodies.guess(String(name.prefix(200)))
    return Diagnostic(
        code: "S201", path: path, span: span,
        message: Wording(
            vi: "danh bạ không có cơ quan “\(name)”", en: "the directory has no body “\(name)”"),
        help: meant.map {
            Wording(
                vi: "có phải ý là “\($0.text)”? Nếu không, thêm cơ quan này vào bodies.yaml",
                en: "was “\($0.text)” meant? If not, add the body to bodies.yaml")
        }
            ?? Wording(
                vi: "thêm cơ quan này vào bodies.yaml, hoặc gọi bằng mã, tên hay tên khác đã có",
                en: "add it to bodies.yaml, or use an id, a name or an alias that is there"),
        fixes: FileReport.fix(meant, at: span))
}
