import Diagnostics

extension Parser {
    /// A token as a message shows it.
    func shown(_ token: Token) -> String {
        let text = self.text(token.span)
        // One character may have a thousand marks.
        if text.utf8.count > 240 { return String(text.unicodeScalars.prefix(39)) + "…" }
        return text.count > 40 ? String(text.prefix(39)) + "…" : text
    }

    /// Reports that the present token does not fit, with what would have.
    /// - Parameter isComplete: what stands before needs nothing more.
    mutating func unexpected(isComplete: Bool = false) {
        itemFailed = true
        if correctedAt == index - 1, correctedAt >= 0 { return }
        if bag.isFull { return bag.report(.missingComma, nil) }
        if token.kind == .rightParenthesis { return bag.report(.strayParenthesis, token.span) }
        if let (span, spelling) = halfKnownPhrase() {
            return bag.report(.mistyped(found: text(span), meant: spelling), span)
        }
        let (found, expected) = (shown(token), expected)
        if !isComplete, index > 0, token.kind == .end || isFirstOnLine(index) {
            // What is missing is missing at the end of the line before.
            let only =
                expected.keywords.elements.count == 1 && expected.kinds.isEmpty ? expected.keywords.elements.first : nil
            let before = tokens[..<index].suffix(4).last { $0.kind == .keyword } ?? previous
            let problem = RuleProblem.incomplete(
                after: shown(previous), expected: expected, insert: only.map { " " + spelled($0, like: before) })
            return bag.report(problem, Span(Int(previous.end), Int(previous.end)))
        }
        bag.report(.unexpected(found: found, expected: expected), token.span)
    }

    /// "ngày lam việc": the first word is one of the language by itself, and the rest makes no sense without it.
    private func halfKnownPhrase() -> (span: Span, spelling: String)? {
        guard index > 0, token.kind == .word, previous.kind == .keyword, !isFirstOnLine(index) else { return nil }
        for count in stride(from: wordsAhead(), through: 1, by: -1) {
            let span = previous.span.to(tokens[index + count - 1].span)
            guard span.end - span.start <= 120 else { continue }
            let plain = Array(fold(text(span), .plain).unicodeScalars)
            let bound = plain.count > 5 ? 1 : 0
            let near = Spelling.all.lazy.filter {
                $0.text.contains(" ") && abs($0.plain.count - plain.count) <= bound
            }.compactMap { entry in editDistance(entry.plain, plain, atMost: bound).map { (entry, $0) } }
            if let (entry, _) = near.min(by: { $0.1 < $1.1 }) { return (span, entry.text) }
        }
        return nil
    }

    /// Whether the word here is likely a mistyped keyword of a clause or item: then the next clause begins here.
    mutating func looksLikeClause() -> Bool {
        if bag.isFull { return false }
        let saved = expected
        expected = Expectation()
        expected.unlisted = clauseKeywords.union(Parser.items)
        defer { expected = saved }
        return guess() != nil
    }

    /// A keyword in the language that a piece of the file is written in.
    func spelled(_ keyword: Keyword, like token: Token) -> String {
        let isVietnamese =
            token.kind == .keyword
            ? !token.keyword.english.contains(fold(text(token.span)))
            : source.bytes[Int(token.start)..<Int(token.end)].contains { $0 >= 0x80 }
        return isVietnamese ? keyword.vietnamese[0] : keyword.english[0]
    }

    /// Where the present word is a mistyping of what is expected here: tells it, and makes the token what was meant.
    mutating func correctMistyped() -> Bool {
        guard !bag.isFull, let guess = guess() else { return false }
        itemFailed = true
        let span = token.span.to(tokens[index + guess.count - 1].span)
        bag.report(.mistyped(found: text(span), meant: guess.spelling), span)
        index += guess.count - 1
        tokens[index] = Token(.keyword, keyword: guess.keyword, span.start, span.end)
        correctedAt = index
        expected = Expectation()
        return true
    }

    private struct Guess {
        var keyword: Keyword
        var spelling: String
        /// How many tokens it takes the place of.
        var count: Int
    }

    /// The keyword among those expected that the next one to four words most likely meant.
    private func guess() -> Guess? {
        guard token.kind == .word || (token.kind == .keyword && isAt(.word, ahead: 1)) else { return nil }
        let wanted = expected.keywords.union(expected.unlisted)
        var best: (guess: Guess, cost: Int)?
        for count in stride(from: wordsAhead(), through: 1, by: -1) {
            let words = (0..<count).map { text(tokens[index + $0].span) }.joined(separator: " ")
            guard words.utf8.count <= 120, (0..<count).contains(where: { tokens[index + $0].kind == .word }) else {
                continue
            }
            let plain = Array(fold(words, .plain).unicodeScalars)
            let bound = plain.count <= 2 ? 0 : plain.count / 4 + 1
            let isPlain = words.utf8.allSatisfy { $0 < 0x80 }
            for entry in Spelling.all where wanted.contains(entry.keyword) {
                // "the" is hardly “thứ”: a short word without diacritics that are missing has no other slip.
                let bound = isPlain && plain.count < 5 && entry.isVietnamese ? 0 : bound
                if abs(entry.plain.count - plain.count) > bound { continue }
                guard let distance = editDistance(entry.plain, plain, atMost: bound),
                    distance < plain.count - 1 || distance == 0
                else { continue }
                // Hundredths of the length: two slips in a long phrase are likelier than one in a short word.
                let cost = distance * 100 / max(1, plain.count)
                if let best, best.cost <= cost { continue }
                best = (Guess(keyword: entry.keyword, spelling: entry.text, count: count), cost)
            }
        }
        return best?.guess
    }

    /// How many words, at most four, stand from here on the same line.
    private func wordsAhead() -> Int {
        var count = 1
        while count < 4, index + count < tokens.count, [.word, .keyword].contains(tokens[index + count].kind),
            !isFirstOnLine(index + count)
        {
            count += 1
        }
        return count
    }
}

/// Every spelling with its letters, for guessing.
struct Spelling: Sendable {
    let keyword: Keyword
    let text: String
    let plain: [Unicode.Scalar]
    let isVietnamese: Bool

    static let all: [Spelling] = Keyword.allCases.flatMap { keyword in
        (keyword.english.map { ($0, false) } + keyword.vietnamese.map { ($0, true) }).map { text, isVietnamese in
            Spelling(
                keyword: keyword, text: text, plain: Array(fold(text, .plain).unicodeScalars),
                isVietnamese: isVietnamese)
        }
    }
}
