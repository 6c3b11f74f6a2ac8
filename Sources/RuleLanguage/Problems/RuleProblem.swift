import Dates
import Diagnostics
import Programmes

/// Everything that can be wrong with a rule file, as data; worded in one place, see ``wording``.
enum RuleProblem {
    // Characters.
    case fileTooLarge(Int)
    case notUTF8
    case strangeCharacter(String)
    case lookAlike(found: String, meant: String)
    case strangeSpace(meant: String)
    case invisibleCharacter(String)
    /// It ends in two quotation marks, which stand for one within the text.
    case unclosedString(isDoubled: Bool)
    case unopenedString
    case stringTooLong
    /// A mark that turns the direction of writing, in a string or comment: what follows reads otherwise than it works.
    case turnedDirection(String)
    case impossibleDate(year: Int, month: Int, day: Int)
    case dateForm(Day)
    case dateWithoutYear
    case impossibleTime
    case numberTooLarge
    case fraction
    case programmersOperator(String, meant: String)
    case tooManyErrors(Int)
    case tooManyWarnings(Int)

    // Grammar.
    case unexpected(found: String, expected: Expectation)
    case incomplete(after: String, expected: Expectation, insert: String?)
    /// A mistyped word; `meant` is how it is spelled.
    case mistyped(found: String, meant: String)
    /// A word of the language in place of a similar one; whether that alone mends it.
    case wrongWord(String, meant: String, isEnough: Bool)
    case noItem(found: String)
    case strayClause(clause: Keyword, item: Keyword)
    case duplicateClause(Keyword)
    case missingClause(Keyword, item: Keyword)
    case missingName(Keyword)
    case unquotedName(String)
    case badName
    case missingUnit(insert: String?)
    case missingComma
    case wordOrder(Wording, replacement: String?)
    case nameForm(String)
    case valueAlone(String, again: String)
    case tooDeep
    case tooLong
    case unclosedParenthesis
    case stringIsBody(String)
    /// With how it is written.
    case wordIsBody(String)
    case strayParenthesis
    /// Instants of two kinds in one `when`.
    case severalWhens
    /// With how it is written.
    case missingOn(String)

    // Types.
    case wrongOperator(Fact, operators: String)
    case wrongValue(Fact, wanted: Wording, fix: String?)
    case factNeedsValue(Fact, example: Wording)
    case factIsYesNo(Fact, instead: String)
    case countOutOfRange(Wording, fix: String?)
    case dayOutsideCycle(Int, limit: Int)
    case cycleUnit
    case weekdayAlone(String)
    case severalOffsets
    case muteBackwards
    case reservedName(String)
    case testWithoutTask

    // Names and sense, by the checker.
    /// `keyword`: that of the clause, where it could become another.
    case dynamicInFor(Fact?, via: String?, item: Keyword, keyword: Span?, replacement: String)
    case unknownName(String, meant: Guess?)
    case defineCycle([String])
    case duplicateName(Keyword, String, elsewhere: String?)
    case unknownBody(String, meant: Guess?)
    case noSuperior(String)
    case unknownEvent(String, meant: Guess?)
    case unknownProgramme(String, meant: Guess?)
    case unknownTask(String, meant: Guess?)
    case unknownTag(String, meant: Guess?)
    case unknownTemplate(String, meant: Guess?)
    case neverTrue
    case alwaysTrue
    case repeated(String)
    case unusedDefine(String)
    case redundantUntil
    case neverDue(Wording)
    /// Steps behind a report after which nothing is sent.
    case chainEnds(ReportTrigger)
    case bodyWithoutShare(String)
    case testExpectsNothing
    case covered(String, by: String)
    /// Of so many rules.
    case coverCut(Int)
    case tooCostly(RuleCost, RuleCost.Part)
    /// A condition of so many comparisons, or so deep, with its definitions written out.
    case conditionTooLarge(comparisons: Int, depth: Int)
    case stepsAfterEvery
}

/// What would have been accepted at a place.
struct Expectation {
    struct Kinds: OptionSet {
        let rawValue: UInt16
        static let string = Kinds(rawValue: 1)
        static let number = Kinds(rawValue: 2)
        static let date = Kinds(rawValue: 4)
        static let time = Kinds(rawValue: 8)
        static let name = Kinds(rawValue: 16)
        static let comma = Kinds(rawValue: 32)
        static let equal = Kinds(rawValue: 64)
        static let comparison = Kinds(rawValue: 128)
        static let condition = Kinds(rawValue: 256)
        static let rightParenthesis = Kinds(rawValue: 512)
        static let value = Kinds(rawValue: 1024)
        static let item = Kinds(rawValue: 2048)
        static let clause = Kinds(rawValue: 4096)
        static let report = Kinds(rawValue: 8192)
    }

    var keywords = KeywordSet.empty
    /// Accepted too, but too many to list: covered by one of `kinds`.
    var unlisted = KeywordSet.empty
    var kinds: Kinds = []

    /// “a”, “b” or “c”, in both languages.
    var wording: Wording {
        Wording(vi: list(.vi), en: list(.en))
    }

    private func list(_ language: Language) -> String {
        let kindNames: [(Kinds, String, String)] = [
            (.condition, "một điều kiện (ví dụ: ưu tiên >= cao)", "a condition (for example: priority >= high)"),
            (.value, "một giá trị để so sánh", "a value to compare with"),
            (.string, "một chuỗi trong ngoặc kép", "a text in double quotes"), (.number, "một số", "a number"),
            (.date, "một ngày (31/01/2022)", "a date (2022-01-31)"), (.time, "một giờ (08:00)", "a time (08:00)"),
            (.name, "một tên", "a name"), (.comma, "dấu phẩy", "a comma"), (.equal, "“=”", "“=”"),
            (.comparison, "một phép so sánh (=, !=, <, <=, >, >=)", "a comparison (=, !=, <, <=, >, >=)"),
            (.rightParenthesis, "“)”", "“)”"),
            (.report, "một tin báo (hoàn thành, được gia hạn, …)", "a report (done, extended, …)"),
            (.clause, "một mệnh đề khác", "another clause"),
            (.item, "một mục mới (quy tắc, tổng hợp, …)", "a new item (rule, digest, …)"),
        ]
        var parts = keywords.elements.map { "“" + ((language == .vi ? $0.vietnamese : $0.english).first ?? "") + "”" }
        if parts.count > 12 { parts = Array(parts.prefix(12)) + ["…"] }
        parts += kindNames.compactMap { kinds.contains($0.0) ? (language == .vi ? $0.1 : $0.2) : nil }
        guard let last = parts.popLast() else { return language == .vi ? "phần tiếp theo" : "something else" }
        if parts.isEmpty { return last }
        return parts.joined(separator: ", ") + (language == .vi ? " hoặc " : " or ") + last
    }
}

/// The diagnostics of one file: as many errors and as many warnings as a person will read, and the count of the others.
struct DiagnosticBag {
    let path: String
    private(set) var diagnostics: [Diagnostic] = []
    private var errors = 0
    private var warnings = 0

    init(path: String) { self.path = path }

    /// No further error will be told.
    var isFull: Bool { errors >= RuleLimits.errors }
    var hasErrors: Bool { errors > 0 }

    mutating func report(_ problem: RuleProblem, _ span: Span?, labels: [Diagnostic.Label] = []) {
        let isWarning = problem.wording.isWarning
        if isWarning { warnings += 1 } else { errors += 1 }
        guard (isWarning ? warnings : errors) <= RuleLimits.errors else { return }
        diagnostics.append(problem.diagnostic(path: path, span: span, labels: labels))
    }

    /// In the order of the file, with a last line where some were left out.
    func finished() -> [Diagnostic] {
        var sorted = diagnostics.enumerated().sorted {
            ($0.element.span?.start ?? 0, $0.offset) < ($1.element.span?.start ?? 0, $1.offset)
        }.map(\.element)
        for (count, problem) in [(errors, RuleProblem.tooManyErrors), (warnings, RuleProblem.tooManyWarnings)]
        where count > RuleLimits.errors {
            sorted.append(problem(count - RuleLimits.errors).diagnostic(path: path, span: nil, labels: []))
        }
        return sorted
    }
}

extension RuleProblem {
    func diagnostic(path: String, span: Span?, labels: [Diagnostic.Label]) -> Diagnostic {
        let said = wording
        let at = span ?? Span(0, 0)
        let fixes = span == nil ? [] : fixes(at)
        return Diagnostic(
            code: said.code, severity: said.isWarning ? .warning : .error, path: path, span: span,
            message: Wording(vi: said.vi, en: said.en), help: said.help, labels: labels, fixes: fixes)
    }

    /// The edits that mend it.
    private func fixes(_ span: Span) -> [Diagnostic.Fix] {
        func replace(_ text: String) -> [Diagnostic.Fix] {
            let title =
                text.isEmpty
                ? Wording(vi: "xóa đi", en: "remove it")
                : Wording(vi: "thay bằng “\(text)”", en: "replace with “\(text)”")
            return [Diagnostic.Fix(title: title, span: span, replacement: text)]
        }
        func insert(_ text: String, at offset: Int) -> [Diagnostic.Fix] {
            let shown = text.trimmed
            let title = Wording(vi: "thêm “\(shown)”", en: "insert “\(shown)”")
            return [Diagnostic.Fix(title: title, span: Span(offset, offset), replacement: text)]
        }
        switch self {
        case .lookAlike(_, let meant), .programmersOperator(_, let meant), .mistyped(_, let meant):
            return replace(meant)
        case .strangeSpace(let meant), .nameForm(let meant): return replace(meant)
        case .incomplete(_, _, let text), .missingUnit(let text):
            return text.map { insert($0, at: span.end) } ?? []
        case .invisibleCharacter: return replace("")
        case .unclosedString(isDoubled: false): return insert("\"", at: span.end)
        case .unopenedString: return insert("\"", at: span.start)
        case .unclosedString(isDoubled: true):
            let title = Wording(vi: "xóa một dấu \"", en: "remove one \"")
            return [Diagnostic.Fix(title: title, span: Span(span.end - 1, span.end), replacement: "")]
        case .dateForm(let day): return replace(day.description)
        case .unquotedName(let name): return replace(quoted(name))
        case .missingComma: return insert(",", at: span.start)
        case .wordOrder(_, let replacement), .wrongValue(_, _, let replacement), .countOutOfRange(_, let replacement):
            return replacement.map(replace) ?? []
        case .unclosedParenthesis: return insert(")", at: span.end)
        case .valueAlone(_, let again): return insert(again, at: span.start)
        case .wrongWord(_, let meant, let isEnough): return isEnough ? replace(meant) : []
        case .missingOn(let on): return insert(on + " ", at: span.start)
        case .wordIsBody(let right), .weekdayAlone(let right): return replace(right)
        case .strayParenthesis: return replace("")
        case .strangeCharacter: return replace("")
        case .stringIsBody(let keyword): return insert(keyword + " ", at: span.start)
        case .factIsYesNo(_, let instead): return replace(instead)
        case .dynamicInFor(_, _, _, let keyword, let replacement):
            guard let keyword else { return [] }
            let title = Wording(vi: "thay bằng “\(replacement)”", en: "replace with “\(replacement)”")
            return [Diagnostic.Fix(title: title, span: keyword, replacement: replacement)]
        case .unknownName(_, let meant): return meant.map { $0.isSafe ? replace($0.text) : [] } ?? []
        case .unknownBody(_, let meant), .unknownEvent(_, let meant), .unknownProgramme(_, let meant),
            .unknownTask(_, let meant), .unknownTag(_, let meant), .unknownTemplate(_, let meant):
            return meant.map { $0.isSafe ? replace(quoted($0.text)) : [] } ?? []
        default: return []
        }
    }
}

extension String {
    fileprivate var trimmed: String {
        var text = Substring(self)
        while text.first == " " { text.removeFirst() }
        while text.last == " " { text.removeLast() }
        return String(text)
    }
}
