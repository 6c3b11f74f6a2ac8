import Dates
public import Diagnostics
import Programmes

/// The file of a programme with what a newer document changes: its tasks as that document orders them, each with the lines
/// and remarks that the file has for it. Its title, deadline and number are the newer ones, with the older in a remark; who
/// does what stays as the file says it. What was dropped stands at the end as a remark.
///
/// - Parameters:
///   - text: of the file.
///   - source: the newer document's name.
/// - Returns: nil where the file's tasks are not written one below the other, each begun by a dash.
public func mergeProgrammeYAML(
    _ text: String, _ amendment: Amendment, tasks: [TaskInForce], draft: Draft, source: String, language: Language
) -> String? {
    guard let file = TaskChunks(text), file.chunks.count == tasks.count else { return nil }
    var merger = ProgrammeMerger(tasks: tasks, draft: draft, language: language, indent: file.indent)
    merger.lines = file.before
    for change in amendment.changes {
        switch (change.old, change.new) {
        case (let old?, let new?): merger.keep(file.chunks[old], change, tasks[old], draft.tasks[new])
        case (nil, let new?): merger.add(draft.tasks[new], change)
        case (let old?, nil): merger.drop(file.chunks[old], source)
        case (nil, nil): continue
        }
    }
    return (merger.lines + file.after).joined(separator: "\n") + "\n"
}

/// A file of YAML, taken apart at its tasks.
private struct TaskChunks {
    var before: [String] = []
    /// Each with the blank lines and remarks above it.
    var chunks: [[String]] = []
    var after: [String] = []
    /// How far in the dashes stand.
    var indent = 2

    private static let listKeys: Set = ["tasks", "nhiem vu", "cac nhiem vu"]

    init?(_ text: String) {
        var lines = text.split(omittingEmptySubsequences: false, whereSeparator: \.isNewline).map(String.init)
        if lines.last == "" { lines.removeLast() }
        guard
            let start = lines.firstIndex(where: { line in
                guard let colon = line.firstIndex(of: ":"), line.first?.isWhitespace == false else { return false }
                let rest = line[line.index(after: colon)...].drop { $0 == " " }
                return Self.listKeys.contains(fold(String(line[..<colon]), .plain))
                    && (rest.isEmpty || rest.hasPrefix("#"))
            })
        else { return nil }
        before = Array(lines[...start])
        var indent: Int?
        var pending: [String] = []
        for (i, line) in lines.enumerated() where i > start {
            let content = line.drop { $0 == " " }
            let depth = line.count - content.count
            if content.isEmpty || content.hasPrefix("#") {
                pending.append(line)
            } else if content.hasPrefix("- "), depth == indent ?? depth {
                indent = depth
                chunks.append(pending + [line])
                pending = []
            } else if depth > (indent ?? 0), !chunks.isEmpty {
                chunks[chunks.count - 1] += pending + [line]
                pending = []
            } else if depth == 0 {
                after = pending + lines[i...]
                pending = []
                break
            } else {
                return nil
            }
        }
        after = pending + after
        self.indent = indent ?? 2
    }
}

private struct ProgrammeMerger {
    let tasks: [TaskInForce]
    let draft: Draft
    let language: Language
    /// Of the file's tasks.
    let indent: Int
    var lines: [String] = []

    private func say(_ vi: String, _ en: String) -> String { language == .vi ? vi : en }

    private mutating func remark(_ text: String, _ indent: Int) {
        lines.append(String(repeating: " ", count: indent) + "# " + inComment(text))
    }

    mutating func keep(_ chunk: [String], _ change: Amendment.Change, _ old: TaskInForce, _ new: TaskDraft) {
        var item = TaskItem(chunk)
        if change.isRenumbered {
            let key = item.isVietnamese ? "trước đây" : "was"
            item.set(TaskItem.idKeys, quoted(change.id), "")
            item.insert("\(key): \(quoted(old.id))")
        }
        if change.isReworded {
            item.set(TaskItem.titleKeys, scalar(new.title), say("trước đây: ", "was: ") + old.title)
        }
        if change.isMoved {
            let values = new.deadlines.map { scalar($0.value, inList: new.deadlines.count > 1) }
            let value = values.count == 1 ? values[0] : "[" + values.joined(separator: ", ") + "]"
            let former = old.deadlines.isEmpty ? say("không có", "none") : old.deadlines.joined(separator: "; ")
            if !item.set(TaskItem.deadlineKeys, value, say("trước đây: ", "was: ") + former) {
                item.insert((item.isVietnamese ? "thời hạn: " : "deadline: ") + value)
            }
        }
        lines += item.above
        doubts(change, new, item.indent)
        lines += item.lines
    }

    /// What of the newer document a person has to look at.
    private mutating func doubts(_ change: Amendment.Change, _ new: TaskDraft, _ indent: Int) {
        func toReview(_ vi: String, _ en: String) -> String { reviewText(Wording(vi: vi, en: en), language) }
        if change.hasOtherBodies {
            let names = [Role.directing, .lead, .executing, .coordinating, .monitoring].compactMap { role in
                let named = new.assignments.filter { $0.role == role }.map(\.body.name)
                return named.isEmpty ? nil : role.key(language) + " " + named.joined(separator: ", ")
            }.joined(separator: "; ")
            remark(
                toReview(
                    "văn bản mới (\(lineText(new.lines, .vi))) ghi: \(names)",
                    "the newer document (\(lineText(new.lines, .en))) says: \(names)"), indent)
        }
        if change.countsFromIssue { remark(toReview(fromIssue.vi, fromIssue.en), indent) }
        guard change.isMoved || change.isReworded else { return }
        for doubt in new.doubts where doubt.isQuestion && doubt != .noDeadline && doubt != .noLead {
            remark(reviewText(doubt.wording, language), indent)
        }
    }

    private var fromIssue: Wording {
        Wording(
            vi: "thời hạn tính từ ngày ban hành; văn bản mới ban hành ngày \(draft.issued)",
            en: "the deadline counts from the date of issue; the newer document was issued on \(draft.issued)")
    }

    mutating func add(_ task: TaskDraft, _ change: Amendment.Change) {
        var task = task
        task.id = change.id
        lines.append("")
        remark(say("thêm theo văn bản mới", "added by the newer document"), indent)
        if let former = tasks.first(where: { $0.id == change.id }) {
            remark(
                reviewText(
                    Wording(
                        vi: "số này trước đây là của “\(former.title)”", en: "this number was that of “\(former.title)”"
                    ),
                    language), indent)
        }
        if change.countsFromIssue { remark(reviewText(fromIssue, language), indent) }
        // A draft's dashes stand two spaces in.
        let text = writeTaskYAML(task, of: draft, language: language)
        lines += text.split(separator: "\n", omittingEmptySubsequences: true).map { (line: Substring) -> String in
            let depth = line.prefix { $0 == " " }.count
            return String(repeating: " ", count: max(0, depth - 2 + indent)) + line.dropFirst(depth)
        }
    }

    mutating func drop(_ chunk: [String], _ source: String) {
        lines.append("")
        remark(say("văn bản mới (\(source)) không còn:", "no longer in the newer document (\(source)):"), indent)
        // As an editor comments lines out, so that one brings them back.
        lines += chunk.filter { !$0.allSatisfy(\.isWhitespace) }.map { line in
            let own = min(indent, line.prefix { $0 == " " }.count)
            return line.prefix(own) + "# " + line.dropFirst(own)
        }
    }
}

/// The lines of one task.
private struct TaskItem {
    static let idKeys: Set = ["id", "no", "no.", "so", "ma", "stt", "tt", "so tt"]
    static let titleKeys: Set = ["title", "ten", "noi dung", "noi dung nhiem vu", "ten nhiem vu", "nhiem vu"]
    static let deadlineKeys: Set = [
        "deadline", "thoi han", "thoi gian thuc hien", "thoi gian hoan thanh", "thoi gian", "han",
    ]

    /// Blank lines and remarks.
    var above: [String]
    var lines: [String]
    let indent: Int

    init(_ chunk: [String]) {
        let start = chunk.firstIndex { $0.drop { $0 == " " }.hasPrefix("- ") } ?? 0
        above = Array(chunk[..<start])
        lines = Array(chunk[start...])
        indent = lines[0].prefix { $0 == " " }.count
    }

    var isVietnamese: Bool {
        lines.contains { line in keyed(line).map { $0.key.unicodeScalars.contains { $0.value > 0x7F } } ?? false }
    }

    /// The key that a line of the task's own begins with, and where its value begins.
    private func keyed(_ line: String) -> (key: String, value: String.Index)? {
        var content = line[...].drop { $0 == " " }
        if content.hasPrefix("- ") { content = content.dropFirst(2).drop { $0 == " " } }
        let depth = line.distance(from: line.startIndex, to: content.startIndex)
        guard depth == keyDepth, let colon = content.firstIndex(of: ":"), !content.hasPrefix("#") else { return nil }
        return (String(content[..<colon]), line.index(after: colon))
    }

    private var keyDepth: Int {
        let content = lines[0].drop { $0 == " " }.dropFirst(2).drop { $0 == " " }
        return lines[0].distance(from: lines[0].startIndex, to: content.startIndex)
    }

    /// - Returns: false where the task has none of the keys.
    @discardableResult
    mutating func set(_ keys: Set<String>, _ value: String, _ remark: String) -> Bool {
        guard
            let i = lines.firstIndex(where: { line in keyed(line).map { keys.contains(fold($0.key, .plain)) } ?? false }
            ),
            let place = keyed(lines[i])
        else { return false }
        // A value may go on over lines that stand further in.
        var end = i + 1
        while end < lines.count,
            lines[end].allSatisfy(\.isWhitespace) || lines[end].prefix(while: { $0 == " " }).count > keyDepth
                || lines[end].drop(while: { $0 == " " }).hasPrefix("- ")
        { end += 1 }
        let old = trailingRemark(String(lines[i][place.value...]))
        let remarks = [remark, old].filter { !$0.isEmpty }.map { inComment($0) }.joined(separator: "; ")
        lines[i..<end] = [lines[i][..<place.value] + " " + value + (remarks.isEmpty ? "" : "  # " + remarks)]
        return true
    }

    mutating func insert(_ text: String) {
        lines.insert(String(repeating: " ", count: keyDepth) + text, at: 1)
    }

    /// What somebody wrote beside a value.
    private func trailingRemark(_ value: String) -> String {
        var quote: Character?
        var previous: Character = " "
        for (i, character) in zip(value.indices, value) {
            if let open = quote {
                if character == open { quote = nil }
            } else if character == "\"" || character == "'", previous == " " || previous == "[" {
                quote = character
            } else if character == "#", previous == " " {
                return String(value[value.index(after: i)...].drop { $0 == " " })
            }
            previous = character
        }
        return ""
    }
}
