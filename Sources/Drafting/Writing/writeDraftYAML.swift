public import Diagnostics
import Programmes

/// A draft as a programme's file, with the source's lines and what is to be reviewed in comments.
///
/// - Parameters:
///   - source: the document's name, for the first line.
///   - language: of keys and comments.
///   - includingUnknown: whether bodies that the directory does not have are named by the ids that ``writeBodySketch``
///     gives them; else they stand in comments, so that the file checks as it is.
public func writeDraftYAML(
    _ draft: Draft, source: String, language: Language, includingUnknown: Bool = false
) -> String {
    var writer = DraftYAMLWriter(draft: draft, language: language, includesUnknown: includingUnknown)
    writer.write(source: source)
    return writer.text
}

/// The lines of one task, as ``writeDraftYAML(_:source:language:includingUnknown:)`` writes it.
func writeTaskYAML(_ task: TaskDraft, of draft: Draft, language: Language) -> String {
    var writer = DraftYAMLWriter(draft: draft, language: language, includesUnknown: false)
    writer.write(task)
    return writer.text
}

private struct DraftYAMLWriter {
    let draft: Draft
    let language: Language
    let includesUnknown: Bool
    var text = ""
    /// What bodies that are not in the directory may be, by id.
    private lazy var meant = Dictionary(
        draft.unknownBodies.map { ($0.id, $0.suggestion) }, uniquingKeysWith: { first, _ in first })

    init(draft: Draft, language: Language, includesUnknown: Bool) {
        (self.draft, self.language, self.includesUnknown) = (draft, language, includesUnknown)
    }

    private var keys: KeyNames { KeyNames(language: language) }

    private func say(_ vi: String, _ en: String) -> String { language == .vi ? vi : en }

    private mutating func line(_ content: String, _ remark: String = "") {
        text += remark.isEmpty ? content + "\n" : content + "  # " + remark + "\n"
    }

    private mutating func comment(_ content: String, indent: Int = 0) {
        text += String(repeating: " ", count: indent) + "# " + inComment(content) + "\n"
    }

    mutating func write(source: String) {
        comment(say("Dự thảo do “dondoc import” lập từ \(source).", "A draft, made by “dondoc import” of \(source)."))
        comment(
            say(
                "Số dòng là của văn bản ấy. Chỗ ghi “cần xem lại” phải có người xem; xem xong thì xóa lời ghi.",
                "Line numbers are that document's. What says “to review” a person has to look at; then delete the remark."
            ))
        for sentence in summary(of: draft, language) { comment(sentence) }
        line("")
        head()
        for remark in remarks(of: draft, language) { comment(remark) }
        line("")
        line(keys.tasks + ":" + (draft.tasks.isEmpty ? " []" : ""))
        for task in draft.tasks { write(task) }
    }

    // MARK: Head

    private mutating func head() {
        line("\(keys.programme): \(scalar(draft.id))", remark(nil, [.guessedID]))
        line("\(keys.title): \(scalar(draft.title?.value ?? draft.id))", remark(draft.title?.lines, [.noTitle]))
        if let number = draft.number {
            line("\(keys.number): \(scalar(number.value))", remark(number.lines, [.incompleteNumber]))
        } else {
            comment("\(keys.number): …  " + reviewText(Doubt.noNumber.wording, language))
        }
        let dateDoubts = draft.doubts.filter { if case .noDate = $0 { true } else { false } }
        line("\(keys.issued): \(draft.issued)", remark(draft.issuedLines, dateDoubts))
        if let issuer = draft.issuer {
            write(issuer.value, as: keys.issuer, lineText(issuer.lines, language))
        } else {
            comment("\(keys.issuer): …  " + reviewText(Doubt.noIssuer.wording, language))
        }
        if let period = draft.period {
            let years =
                period.value.lowerBound == period.value.upperBound
                ? "\(period.value.lowerBound)" : "\(period.value.lowerBound)-\(period.value.upperBound)"
            line("\(keys.period): \(years)", lineText(period.lines, language))
        }
        if !draft.recipients.isEmpty {
            comment(
                say("Nơi nhận (", "Recipients (")
                    + lineText(
                        (draft.recipients.first?.lines.lowerBound ?? 1)...(draft.recipients.last?.lines.upperBound ?? 1),
                        language)
                    + "): " + draft.recipients.map(\.value).joined(separator: "; "))
        }
    }

    private mutating func write(_ body: NamedBody, as key: String, _ place: String) {
        if body.isKnown || includesUnknown {
            line("\(key): \(scalar(body.id))", "\(inComment(body.name)); \(place)")
        } else {
            comment("\(key): \(body.name)  " + unknownText(body, place))
        }
    }

    private mutating func unknownText(_ body: NamedBody, _ place: String) -> String {
        let meant = meant[body.id] ?? nil
        return "# " + place + "; "
            + reviewText(
                Wording(
                    vi: "danh bạ chưa có cơ quan này" + (meant.map { "; có phải là \($0)?" } ?? ""),
                    en: "the directory does not have it" + (meant.map { "; is it \($0)?" } ?? "")), language)
    }

    /// - Parameter doubts: those of the head that belong here.
    private func remark(_ lines: ClosedRange<Int>?, _ doubts: [Doubt]) -> String {
        let own = draft.doubts.filter(doubts.contains).map { reviewText($0.wording, language) }
        return ((lines.map { [lineText($0, language)] } ?? []) + own).joined(separator: "; ")
    }

    // MARK: Tasks

    mutating func write(_ task: TaskDraft) {
        line("")
        for heading in task.headings {
            comment(heading.value + " (" + lineText(heading.lines, language) + ")", indent: 2)
        }
        for doubt in task.doubts where doubt.isQuestion && !isSaidBeside(doubt) {
            comment(reviewText(doubt.wording, language), indent: 2)
        }
        let isMadeUp = task.doubts.contains(.madeUpID)
        line(
            "  - \(keys.id): \(quoted(task.id))",
            lineText(task.lines, language) + (isMadeUp ? "; " + Doubt.madeUpID.wording.text(in: language) : "")
                + repeats(of: task))
        line(
            "    \(keys.title): \(scalar(task.title))",
            task.doubts.contains(.shortenedTitle) ? Doubt.shortenedTitle.wording.text(in: language) : "")
        for role in Role.allCases { write(task.assignments.filter { $0.role == role }, role, task) }
        deadlines(of: task)
        if let target = task.target?.value {
            line(
                "    \(keys.target): { \(keys.metric): \(quoted(target.metric)), \(keys.value): \(Quantity(milli: target.milli).plain)"
                    + (target.unit.map { ", \(keys.unit): \(quoted($0))" } ?? "") + " }")
        }
        let tags = (task.isTarget ? [keys.targetTag] : []) + task.tags
        if !tags.isEmpty {
            line("    \(keys.tags): [" + tags.map { scalar($0, inList: true) }.joined(separator: ", ") + "]")
        }
    }

    private func repeats(of task: TaskDraft) -> String {
        task.doubts.map { if case .repeated = $0 { "; " + $0.wording.text(in: language) } else { "" } }.joined()
    }

    private func isSaidBeside(_ doubt: Doubt) -> Bool {
        switch doubt {
        case .noDeadline, .unreadDeadline, .doubtfulDeadline, .deadlineFromProse, .inheritedDeadline, .otherDeadline:
            true
        default: false
        }
    }

    private mutating func write(_ assignments: [TaskDraft.Assignment], _ role: Role, _ task: TaskDraft) {
        let key = role.key(language)
        let usable = assignments.filter { $0.body.isKnown || includesUnknown }
        if !usable.isEmpty {
            let names = usable.map { inComment($0.body.name) }.joined(separator: "; ")
            let isInherited = (role == .lead || role == .executing) && task.doubts.contains(.inheritedLead)
            line(
                "    \(key): [\(usable.map { scalar($0.body.id) }.joined(separator: ", "))]",
                names + "; " + places(usable) + (isInherited ? say("; theo đề mục", "; of the heading") : ""))
        }
        for assignment in assignments where !(assignment.body.isKnown || includesUnknown) {
            comment(
                "\(key): \(assignment.body.name)  "
                    + unknownText(assignment.body, lineText(assignment.lines, language)), indent: 4)
        }
    }

    private func places(_ assignments: [TaskDraft.Assignment]) -> String {
        var seen: [ClosedRange<Int>] = []
        for assignment in assignments where !seen.contains(assignment.lines) { seen.append(assignment.lines) }
        return seen.map { lineText($0, language) }.joined(separator: ", ")
    }

    private mutating func deadlines(of task: TaskDraft) {
        let doubts = task.doubts.filter(isSaidBeside).map { reviewText($0.wording, language) }
        guard !task.deadlines.isEmpty else {
            return line("    \(keys.deadline): []", inComment(doubts.joined(separator: "; ")))
        }
        let values = task.deadlines.map { scalar($0.value, inList: task.deadlines.count > 1) }
        var seen: [ClosedRange<Int>] = []
        for found in task.deadlines where !seen.contains(found.lines) { seen.append(found.lines) }
        line(
            "    \(keys.deadline): " + (values.count == 1 ? values[0] : "[" + values.joined(separator: ", ") + "]"),
            inComment((seen.map { lineText($0, language) } + doubts).joined(separator: "; ")))
    }
}

extension Role {
    func key(_ language: Language) -> String {
        switch self {
        case .directing: language == .vi ? "chỉ đạo" : "directing"
        case .lead: language == .vi ? "chủ trì" : "lead"
        case .executing: language == .vi ? "thực hiện" : "executing"
        case .coordinating: language == .vi ? "phối hợp" : "coordinating"
        case .monitoring: language == .vi ? "theo dõi" : "monitoring"
        }
    }
}

// MARK: Scalars

/// A YAML scalar: plain where nothing in it means anything to YAML, else in double quotation marks.
func scalar(_ text: String, inList: Bool = false) -> String {
    let reserved: Set = ["true", "false", "yes", "no", "on", "off", "null", "y", "n"]
    guard let first = text.unicodeScalars.first, first.properties.isAlphabetic, !text.hasSuffix(" "),
        !text.hasSuffix(":"),
        !reserved.contains(text.lowercased()), !text.contains(": "), !text.contains(" #"),
        text.unicodeScalars.allSatisfy({ scalar in
            isWordScalar(scalar) || " -–/.:;%“”’()…+°".unicodeScalars.contains(scalar)
                || !inList && scalar == ","
        })
    else { return quoted(text) }
    return text
}

func quoted(_ text: String) -> String {
    var result = "\""
    for scalar in text.unicodeScalars {
        switch scalar {
        case "\"": result += "\\\""
        case "\\": result += "\\\\"
        default: if scalar.value >= 0x20 { result.unicodeScalars.append(scalar) }
        }
    }
    return result + "\""
}

/// One line, whatever was in it.
func inComment(_ text: String) -> String {
    String(String.UnicodeScalarView(text.unicodeScalars.map { $0.value < 0x20 || isSpace($0) ? " " : $0 }))
}
