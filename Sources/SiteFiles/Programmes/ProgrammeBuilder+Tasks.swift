import Dates
import Deadlines
import Diagnostics
import Programmes

/// What a task of a file says itself.
struct TaskFields: ~Copyable {
    var place = Span(0, 0)
    /// UTF-8, as the title; empty where there is none that could be used.
    var id = ScratchBuffer<UInt8>()
    var idSpan: Span?
    var title = ScratchBuffer<UInt8>()
    var hasID = false
    var hasTitle = false
    var hasDeadline = false
    var assignments = ScratchBuffer<Assignment>()
    var bodiesWritten = 0
    /// Bits by ``Role/rawValue``, and those below.
    var explicit: UInt8 = 0
    /// Each ended by a zero byte.
    var phrases = ScratchBuffer<UInt8>()
    var phraseSpans = ScratchBuffer<Span>()
    /// As ``SharedTexts`` numbers them.
    var tags = ScratchBuffer<UInt32>()
    var priority: Priority?
    var target: Target?
    var after: String?
    var afterSpan: Span?
    var event: String?
    var completion: Completion?
    var confirmation: Confirmation?
    var officer: Person?
    var was: String?
    var wasSpan: Span?
    /// What it has too much of: how many more than may be, and where the first stands.
    var beyond: [(bound: Bound, count: Int, at: Span)] = []

    static let saysTags: UInt8 = 1 << 5
    static let saysPriority: UInt8 = 1 << 6
    /// It names a body that the directory lacks.
    static let namesUnknown: UInt8 = 1 << 7

    mutating func clear(at place: Span) {
        self.place = place
        (idSpan, priority, target, after, afterSpan, event) = (nil, nil, nil, nil, nil, nil)
        (completion, confirmation, officer, was, wasSpan) = (nil, nil, nil, nil, nil)
        (hasID, hasTitle, hasDeadline, explicit, bodiesWritten) = (false, false, false, 0, 0)
        id.removeAll()
        title.removeAll()
        assignments.removeAll()
        phrases.removeAll()
        phraseSpans.removeAll()
        tags.removeAll()
        if !beyond.isEmpty { beyond = [] }
    }

    /// - Returns: whether one more may be taken, of which there are so many.
    mutating func admits(_ bound: Bound, beside count: Int, at span: Span) -> Bool {
        if count < bound.limit { return true }
        if let known = beyond.firstIndex(where: { $0.bound == bound }) {
            beyond[known].count += 1
        } else {
            beyond.append((bound, 1, span))
        }
        return false
    }

    var shownID: String { id.string }

    /// What few tasks have; nil where it has none of it.
    var extra: OfficeTask.Extra? {
        let isPlain =
            target == nil && after == nil && event == nil && completion == nil && confirmation == nil && officer == nil
            && was == nil
        guard !isPlain else { return nil }
        return OfficeTask.Extra(
            target: target, after: after, event: after == nil ? event : nil, completion: completion,
            confirmation: confirmation, officer: officer, was: was)
    }
}

/// `after: "1.4"`, to be looked for when all files are read.
struct TaskReference: Sendable {
    /// Index into the programme's tasks.
    let task: Int
    let after: String
    let span: Span
}

extension ProgrammeBuilder {
    mutating func beginTask(at place: Span) { current.clear(at: place) }

    mutating func setTask(_ key: Key, _ field: TextField) {
        switch key {
        case .id:
            current.hasID = true
            current.idSpan = field.span
            takeID(field)
        case .title:
            current.hasTitle = true
            if field.appendLine(to: &current.title, atMost: ProgrammeBuilder.longestTitle, &report),
                current.title.isEmpty
            {
                reportEmpty(field.span)
            }
        case .priority:
            current.priority = priority(field)
            current.explicit |= TaskFields.saysPriority
        case .target: current.target = target(field)
        case .after:
            current.after = required(field, atMost: 200)
            current.afterSpan = field.span
        case .event: current.event = required(field, atMost: 200)
        case .completion: current.completion = choose(field, Completion.spellings, &report)
        case .confirm: current.confirmation = choose(field, Confirmation.spellings, &report)
        case .officer: current.officer = person(of: field, &report)
        case .was:
            if isTaskID(field) { current.was = composed(field.string) } else { reportTaskID(field) }
            current.wasSpan = field.span
        default: preconditionFailure("not a single value of a task: \(key)")
        }
    }

    /// The role is spoken of, perhaps to say that nobody has it.
    mutating func begin(_ role: Role) { current.explicit |= 1 << role.rawValue }

    mutating func add(_ role: Role, _ field: TextField) {
        guard current.admits(.bodiesOfTask, beside: current.bodiesWritten, at: field.span) else { return }
        current.bodiesWritten += 1
        guard let body = body(field) else {
            current.explicit |= TaskFields.namesUnknown
            return
        }
        let assignment = Assignment(role, body)
        guard !current.assignments.elements.contains(assignment) else { return }
        current.assignments.append(assignment)
    }

    mutating func beginTags() { current.explicit |= TaskFields.saysTags }

    mutating func addTag(_ field: TextField) {
        guard current.admits(.tags, beside: current.tags.count, at: field.span) else { return }
        let bytes = field.trimmed
        if let known = shared.number(ofTag: bytes) { return current.tags.append(known) }
        guard let tag = required(field, atMost: 100) else { return }
        current.tags.append(shared.addTag(tag, as: bytes))
    }

    mutating func beginDeadline() { current.hasDeadline = true }

    mutating func addPhrase(_ field: TextField) {
        current.hasDeadline = true
        let text = field.trimmed
        guard !text.isEmpty else { return reportEmpty(field.span) }
        guard text.count <= ProgrammeBuilder.longestPhrase else {
            _ = field.line(atMost: ProgrammeBuilder.longestPhrase, &report)
            return
        }
        guard current.admits(.phrases, beside: current.phraseSpans.count, at: field.span) else { return }
        current.phrases.append(contentsOf: text)
        current.phrases.append(0)
        current.phraseSpans.append(field.span)
    }

    /// - Parameter isWhole: nothing has been said that explains why a key is missing.
    mutating func endTask(isWhole: Bool = true) {
        guard taskCount.admits(at: current.place) else { return }
        for beyond in current.beyond {
            report.addBeyond(beyond.bound, beyond.bound.limit + beyond.count, at: beyond.at)
        }
        if !current.hasID, isWhole { reportMissing(.id) }
        if !current.hasTitle, isWhole { reportMissing(.title) }
        guard !current.id.isEmpty, !current.title.isEmpty, isNew() else { return }
        let place = current.idSpan ?? current.place
        if !current.hasDeadline, isWhole {
            let id = current.shownID
            let isSheet = report.path.hasSuffix(".csv")
            let deadline = report.name(of: .deadline, in: .task)
            report.add(
                "S310", .warning, at: place,
                Wording(vi: "nhiệm vụ \(id) chưa có thời hạn", en: "task \(id) has no deadline"),
                help: isSheet
                    ? Wording(
                        vi: "ghi thời hạn như trong văn bản; nếu văn bản không nêu, ghi dấu “-” vào ô",
                        en: "write the deadline as the document has it; where it has none, put a dash (“-”) in the cell"
                    )
                    : Wording(
                        vi: "ghi “\(deadline.vi)” như trong văn bản; nếu văn bản không nêu, ghi “\(deadline.vi): []”",
                        en:
                            "write the `\(deadline.en)` as the document has it; where it has none, write `\(deadline.en): []`"
                    ))
        }
        if let after = current.after {
            if current.event != nil { reportAfterAndEvent(current.shownID) }
            references.append(TaskReference(task: tasks.count, after: after, span: current.afterSpan ?? place))
        }
        current.was = current.was.flatMap {
            formerIDs.take($0, of: current.shownID, at: current.wasSpan ?? place, &report)
        }
        tasks.append(
            id: UnsafeBufferPointer(current.id.elements), title: UnsafeBufferPointer(current.title.elements),
            deadline: phraseList(), tags: tagSet(), priority: current.priority ?? .normal, extra: current.extra,
            span: place)
        own.append(OwnFields(explicit: current.explicit, list: assignmentList()))
    }

    // MARK: What is held once

    private mutating func assignmentList() -> UInt32 {
        let list = UnsafeBufferPointer(current.assignments.elements)
        // Through `self` the compiler that looks for races, Swift 6.3's, gives up.
        let shared = shared
        let number = UInt32(listEnds.count)
        if let known = shared.listNumbers.value(of: list.bytes, orInsert: number) { return known }
        assignments.append(contentsOf: list)
        listEnds.append(assignments.count)
        return number
    }

    private mutating func tagSet() -> UInt32 {
        current.tags.isEmpty ? 0 : shared.index(ofTags: UnsafeBufferPointer(current.tags.elements), in: &tagSets)
    }

    private mutating func phraseList() -> UInt32 {
        let list = shared.index(ofPhrases: UnsafeBufferPointer(current.phrases.elements), in: &phraseLists)
        for i in 0..<current.phraseSpans.count {
            phrasePlaces.append(PhrasePlace(list: list, index: UInt32(i), span: current.phraseSpans[i]))
        }
        return list
    }

    // MARK: Checks

    /// No '@', '/' or white space, at most 64 characters: it stands in `programme/task@occurrence`.
    private mutating func takeID(_ field: TextField) {
        guard isTaskID(field) else { return reportTaskID(field) }
        let bytes = field.trimmed
        if bytes.allSatisfy({ $0 < 0x80 }) { return current.id.append(contentsOf: bytes) }
        // Composed or not, it is the same id.
        UnsafeBufferPointer.with(composed(field.string)) { current.id.append(contentsOf: $0) }
    }

    private func isTaskID(_ field: TextField) -> Bool {
        let bytes = field.trimmed
        // Digits, letters and dots, as nearly all of them are, need no look at their scalars.
        let isPlain = bytes.allSatisfy { 0x21...0x7E ~= $0 && $0 != 0x40 && $0 != 0x2F }
        return 1...64 ~= bytes.count
            && (isPlain
                || field.string.unicodeScalars.allSatisfy {
                    $0 != "@" && $0 != "/" && !isSpace($0) && !isInvisible($0) && $0.value >= 0x20
                        && !(0x7F..<0xA0 ~= $0.value)
                })
    }

    private mutating func reportTaskID(_ field: TextField) {
        let text = field.string
        report.add(
            "S304", at: field.span,
            Wording(vi: "“\(text)” không dùng làm số nhiệm vụ được", en: "“\(text)” cannot be a task's id"),
            help: Wording(
                vi: "ghi số như trong văn bản, ví dụ 1.1 hoặc III.2: không có dấu cách, @ và /, nhiều nhất 64 byte",
                en: "write the document's number, such as 1.1 or III.2: no white space, '@' or '/', at most 64 bytes"))
    }

    private mutating func isNew() -> Bool {
        // Through `self` the compiler that looks for races, Swift 6.3's, gives up.
        let shared = shared
        let first = shared.taskNumbers.value(
            of: UnsafeBufferPointer(current.id.elements), orInsert: UInt32(tasks.count))
        guard let first else { return true }
        let other = tasks.span(of: Int(first))
        let id = current.shownID
        report.add(
            "S305", at: current.idSpan, Wording(vi: "hai nhiệm vụ cùng số \(id)", en: "two tasks have the id \(id)"),
            help: Wording(vi: "đặt lại số cho một trong hai", en: "give one of them another id"),
            labels: [.init(span: other, message: Wording(vi: "nhiệm vụ kia", en: "the other one"))])
        return false
    }

    private mutating func reportMissing(_ key: Key) {
        let name = report.name(of: key, in: .task)
        report.add(
            "S109", at: current.idSpan ?? current.place,
            Wording(vi: "nhiệm vụ thiếu khóa “\(name.vi)”", en: "the task lacks the key `\(name.en)`"),
            help: Wording(vi: "thêm “\(name.vi): …” cho nhiệm vụ này", en: "add `\(name.en): …` to this task"))
    }

    private mutating func reportAfterAndEvent(_ id: String) {
        let (after, event) = (report.name(of: .after, in: .task), report.name(of: .event, in: .task))
        report.add(
            "S313", at: current.afterSpan,
            Wording(
                vi: "nhiệm vụ \(id) vừa có “\(after.vi)” vừa có “\(event.vi)”",
                en: "task \(id) has both `\(after.en)` and `\(event.en)`"),
            help: Wording(
                vi:
                    "giữ một: “\(after.vi)” chờ một nhiệm vụ xong, “\(event.vi)” chờ người báo; hiện theo “\(after.vi)”",
                en:
                    "keep one: `\(after.en)` waits for a task to be done, `\(event.en)` for a report; for now `\(after.en)` holds"
            ))
    }

    /// `137000 người`, `đoàn viên: 137.000 người` or `85 %`: as a CSV has it.
    private mutating func target(_ field: TextField) -> Target? {
        guard let text = field.line(atMost: 300, &report) else { return nil }
        // By the bytes: to take characters apart is dear.
        let colon = text.utf8.firstIndex(of: 0x3A)
        let metric = colon.map { text[..<$0].trimming() } ?? ""
        let amount = (colon.map { text[text.utf8.index(after: $0)...] } ?? text[...]).trimming()
        let digits = amount.utf8[..<endOfNumber(amount)]
        let unit = amount[digits.endIndex...].trimming()
        return makeTarget(
            metric: metric.isEmpty ? unit : metric, value: String(Substring(digits)),
            unit: unit.isEmpty ? nil : unit,
            at: field.span)
    }

    mutating func makeTarget(metric: String, value: String, unit: String?, at span: Span) -> Target? {
        let quantity: Quantity
        do throws(Quantity.Fault) {
            quantity = try Quantity(value)
        } catch {
            let isDoubtful = if case .doubtful = error { true } else { false }
            let said = error.wording
            report.add(
                isDoubtful ? "S307" : "S308", at: span,
                Wording(vi: "chỉ tiêu \(said.vi)", en: "the target \(said.en)"), help: error.help)
            return nil
        }
        return Target(metric: metric, milli: quantity.milli, unit: unit)
    }
}

/// Where the number at a text's beginning ends: spaces belong to it where three digits follow.
private func endOfNumber(_ text: String) -> String.Index {
    let bytes = text.utf8
    func isDigit(_ byte: UInt8) -> Bool { 0x30...0x39 ~= byte }
    var end = bytes.startIndex
    while end < bytes.endIndex {
        switch bytes[end] {
        case let byte where isDigit(byte) || byte == 0x2E || byte == 0x2C: end = bytes.index(after: end)
        case 0x20, 0xC2, 0xE2:
            let rest = text[end...]
            guard let space = rest.first, [" ", "\u{A0}", "\u{2009}", "\u{202F}"].contains(space) else { return end }
            let group = rest.dropFirst().utf8.prefix(while: isDigit)
            guard group.count == 3, end > bytes.startIndex else { return end }
            end = group.endIndex
        default: return end
        }
    }
    return end
}

extension UnsafeBufferPointer where Element: BitwiseCopyable {
    /// As they lie in memory.
    var bytes: UnsafeBufferPointer<UInt8> {
        let raw = UnsafeRawBufferPointer(self)
        return UnsafeBufferPointer<UInt8>(start: raw.baseAddress?.assumingMemoryBound(to: UInt8.self), count: raw.count)
    }
}

extension Substring {
    func trimming() -> String {
        var text = String(self)
        let plain = text.withUTF8 { bytes in
            let plain = TextField(bytes, Span(0, bytes.count)).trimmed
            guard let first = plain.first, let last = plain.last else { return String?.some("") }
            // White space beyond ASCII begins with one of these bytes, and ends with none of ASCII.
            let maySpace = [0xC2, 0xE1, 0xE2, 0xE3].contains(first) || last >= 0x80
            return maySpace ? nil : String(decoding: plain, as: UTF8.self)
        }
        if let plain { return plain }
        let scalars = unicodeScalars
        guard let first = scalars.firstIndex(where: { !isSpace($0) }),
            let last = scalars.lastIndex(where: { !isSpace($0) })
        else { return "" }
        return String(self[first...last])
    }
}
