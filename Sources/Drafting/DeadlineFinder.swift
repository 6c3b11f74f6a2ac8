import Deadlines
import Diagnostics

/// Finds the words of a sentence that state its deadline, by asking the reader of deadlines.
///
/// A clause that reads as a deadline is narrowed from both ends as long as it reads as the same one.
struct DeadlineFinder {
    /// Of a document's text.
    private let context: ReadingContext
    /// Of a field or a table's cell, where two letters may say it all.
    private let cell: ReadingContext

    init(_ context: ReadingContext) {
        cell = context
        var text = context
        text.readsShorthand = false
        self.context = text
    }

    /// The longest phrase that a programme's file holds, in bytes.
    static let longestPhrase = 500
    /// More than a task of an office has.
    static let mostPhrases = 4

    func read(_ phrase: String, isCell: Bool = false) -> Deadline? {
        guard phrase.utf8.count <= Self.longestPhrase else { return nil }
        let deadline = readDeadline(phrase, in: isCell ? cell : context)
        return deadline.kind == .unreadable ? nil : deadline
    }

    // MARK: Fields

    /// The phrases of a field; empty where it holds no deadline.
    func phrases(inField text: String) -> [String] {
        let whole = trimmed(text)
        // A CSV's lists are parted by semicolons, and each part is a phrase of its own.
        let parts = whole.split(separator: ";").map { trimmed(String($0)) }.filter { !$0.isEmpty }
        if parts.count > 1, parts.count <= Self.mostPhrases, parts.allSatisfy({ read($0, isCell: true) != nil }) {
            return parts
        }
        if !whole.contains(";"), read(whole, isCell: true) != nil { return [whole] }
        let found = phrases(inProse: whole, isField: true)
        if !found.isEmpty { return found }
        return parts.count > 1 ? Array(parts.filter { read($0, isCell: true) != nil }.prefix(Self.mostPhrases)) : []
    }

    // MARK: Sentences

    /// The deadlines in parentheses, which an office writes beside a task.
    func phrases(inParentheses text: String) -> [String] {
        var found: [String] = []
        for content in parentheses(of: text) {
            for part in content.split(separator: ";") {
                let phrase = trimmed(String(part))
                guard Words(phrase, limit: 31).count <= 30, let deadline = read(phrase) else { continue }
                // "(do Sở Y tế chủ trì, hoàn thành trong quý II)" says more than when.
                if deadline.kind == .vague, Words(phrase).count > 6 { continue }
                append(narrowed(phrase, deadline, atMost: 14), to: &found)
            }
        }
        return found
    }

    /// The deadlines that the words of a sentence state.
    /// - Parameter isField: the text is there to state one, so that a bare "thường xuyên" does.
    func phrases(inProse text: String, isField: Bool = false) -> [String] {
        var found: [String] = []
        for clause in clauses(of: text) {
            let pieces = clause.utf8.count <= Self.longestPhrase ? [clause] : split(clause, at: ",")
            for piece in pieces {
                for phrase in phrases(inClause: piece, isField: isField) { append(phrase, to: &found) }
            }
        }
        return found
    }

    private func phrases(inClause clause: String, isField: Bool) -> [String] {
        let words = Words(clause)
        guard words.count > 0, let deadline = read(clause) else { return [] }
        if deadline.kind == .compound {
            // Each in its own words, where the commas part them.
            let parts = split(clause, at: ",").compactMap { part in read(part).map { (part, $0) } }
            var meanings: [Deadline] = []
            for part in parts where !meanings.contains(Self.meaning(part.1)) { meanings.append(Self.meaning(part.1)) }
            if meanings.count == deadline.parts.count {
                return parts.flatMap { phrases(inClause: $0.0, isField: isField) }
            }
        }
        // "thường xuyên theo dõi, định kỳ sơ kết": each is a duty of its own.
        if !isField, deadline.due == nil, [.periodic, .continuous, .compound].contains(deadline.kind),
            clause.contains(",")
        {
            let parts = split(clause, at: ",").filter { Words($0, limit: 3).count > 2 }
            if parts.count > 1 { return parts.flatMap { phrases(inClause: $0, isField: false) } }
        }
        guard let range = narrow(words, deadline) else { return [] }
        guard isField || isDuty(words, range, deadline) else { return [] }
        return [String(words.slice(extend(words, range, deadline)))]
    }

    /// Whether the words found set a deadline, and do not just say how something is done.
    private func isDuty(_ words: Words, _ range: Range<Int>, _ deadline: Deadline) -> Bool {
        switch deadline.kind {
        case .once, .recurring, .awaiting: return true
        case .vague, .asNeeded, .unreadable: return false
        case .compound where deadline.parts.contains { [.once, .recurring, .awaiting].contains($0.kind) }: return true
        case .continuous where deadline.start != nil && range.count > 2: return true
        case .compound, .continuous, .periodic:
            // "thường xuyên theo dõi", and not "người thường xuyên đi công tác".
            return BodyGrammar.isVerb(words, range.upperBound, first: -1)
                || range.count > 2 && BodyGrammar.isVerb(words, range.lowerBound + 2, first: -1)
        }
    }

    // MARK: Windows

    private static let periodic = WordTable("định kỳ, định kì")

    /// The shortest stretch that reads as the whole does.
    private func narrow(_ words: Words, _ deadline: Deadline) -> Range<Int>? {
        let meaning = Self.meaning(deadline)
        func same(_ range: Range<Int>) -> Bool {
            guard !range.isEmpty, let other = read(String(words.slice(range))) else { return false }
            return Self.meaning(other) == meaning
        }
        var low = 0
        var high = words.count
        // What the marks at the ends said.
        guard same(low..<high) else { return nil }
        // "định kỳ" says it, where "sơ kết" and "tổng kết" stand beside it.
        if deadline.kind == .periodic,
            let i = (0..<words.count).first(where: { Self.periodic.length(in: words, at: $0) != nil }),
            same(i..<min(i + 2, words.count))
        {
            return i..<min(i + 2, words.count)
        }
        while low + 1 < high, same((low + 1)..<high) { low += 1 }
        while high - 1 > low, same(low..<(high - 1)) { high -= 1 }
        return low..<high
    }

    private func narrowed(_ phrase: String, _ deadline: Deadline, atMost longest: Int) -> String {
        let words = Words(phrase)
        guard words.count > longest, let range = narrow(words, deadline) else { return phrase }
        return String(words.slice(extend(words, range, deadline)))
    }

    private static let before = WordTable(
        "trong, vào, xong, hoàn thành, định kỳ, chậm nhất, bắt đầu, trước, đến, từ, hạn, ngày, tháng, quý, năm, tuần")

    /// With the words before that belong to it and change nothing: "hoàn thành trong".
    private func extend(_ words: Words, _ range: Range<Int>, _ deadline: Deadline) -> Range<Int> {
        let meaning = Self.meaning(deadline)
        var low = range.lowerBound
        for _ in 0..<5 {
            guard let length = [2, 1].first(where: { Self.before.length(in: words, at: low - $0) == $0 }),
                words.gap(after: low - 1).allSatisfy({ $0 == " " }),
                let other = read(String(words.slice((low - length)..<range.upperBound))),
                Self.meaning(other) == meaning
            else { break }
            low -= length
        }
        // A bare "định kỳ" or "thường xuyên" with what is done so.
        if deadline.due == nil, deadline.start == nil, range.count <= 2,
            let length = BodyGrammar.verbs.length(in: words, at: range.upperBound),
            words.gap(before: range.upperBound) == " ",
            let other = read(String(words.slice(low..<(range.upperBound + length)))), Self.meaning(other) == meaning
        {
            return low..<(range.upperBound + length)
        }
        return low..<extendedEnd(words, low, range.upperBound, deadline, meaning)
    }

    /// With the words after that belong to it and change nothing: "khi cần thiết", "trong quý I năm 2022".
    private func extendedEnd(_ words: Words, _ low: Int, _ end: Int, _ deadline: Deadline, _ meaning: Deadline) -> Int {
        guard end < words.count, words.gap(before: end) == " " else { return end }
        var candidates: [Int] = []
        if deadline.kind == .awaiting {
            // The event's own words.
            var high = end
            while high < words.count, high < end + 8, words.gap(before: high) == " " { high += 1 }
            candidates.append(high)
        }
        if let length = Self.after.length(in: words, at: end) { candidates.append(end + length) }
        let isYear = words.key(end + 1).utf8.count == 4 && words.key(end + 1).utf8.allSatisfy { 0x30...0x39 ~= $0 }
        if words.key(end) == Self.year, isYear { candidates.append(end + 2) }
        return candidates.first { high in
            read(String(words.slice(low..<high))).map(Self.meaning) == meaning
        } ?? end
    }

    private static let year = fold("năm")

    /// What ends a phrase and changes nothing.
    private static let after = WordTable("thiết, trở đi, và những năm tiếp theo, và các năm tiếp theo, và hằng năm")

    /// A reading without the words it was read from.
    private static func meaning(_ deadline: Deadline) -> Deadline {
        var meaning = deadline
        meaning.text = ""
        meaning.notes = []
        meaning.parts = deadline.parts.map(Self.meaning)
        return meaning
    }

    private func hasPeriodic(_ phrase: String) -> Bool {
        let words = Words(phrase)
        return (0..<words.count).contains { Self.periodic.length(in: words, at: $0) != nil }
    }

    private func append(_ phrase: String, to found: inout [String]) {
        guard found.count < Self.mostPhrases, let deadline = read(phrase) else { return }
        let meaning = Self.meaning(deadline)
        guard let same = found.firstIndex(where: { read($0).map(Self.meaning) == meaning }) else {
            return found.append(phrase)
        }
        if deadline.kind == .periodic, !hasPeriodic(found[same]), hasPeriodic(phrase) { found[same] = phrase }
    }
}

// MARK: Punctuation

/// A text without the marks at its ends.
func trimmed(_ text: String) -> String {
    var view = Substring(text)
    while let last = view.last, last.isWhitespace || ".;,:/".contains(last) { view.removeLast() }
    while let first = view.first, first.isWhitespace || ".;,:".contains(first) { view.removeFirst() }
    return String(view)
}

/// What stands in parentheses, none within others.
func parentheses(of text: String) -> [String] {
    var result: [String] = []
    var start: String.Index?
    for i in text.indices {
        if text[i] == "(" {
            start = text.index(after: i)
        } else if text[i] == ")", let from = start {
            result.append(String(text[from..<i]))
            start = nil
        }
    }
    return result
}

/// The stretches that semicolons, colons, full stops and parentheses part; a full stop in a number or date parts nothing.
func clauses(of text: String) -> [String] {
    var result: [String] = []
    var current = ""
    var isQuoted = false
    let characters = Array(text)
    for (i, character) in characters.enumerated() {
        if character == "“" { isQuoted = true }
        if character == "”" { isQuoted = false }
        let isBreak: Bool =
            switch character {
            case ";", "(", ")": true
            case ".", ":", "?", "!": i + 1 >= characters.count || characters[i + 1].isWhitespace
            default: false
            }
        if isBreak, !isQuoted {
            result.append(current)
            current = ""
        } else {
            current.append(character)
        }
    }
    result.append(current)
    return result.map(trimmed).filter { !$0.isEmpty }
}

private func split(_ text: String, at mark: Character) -> [String] {
    text.split(separator: mark).map { trimmed(String($0)) }.filter { !$0.isEmpty }
}
