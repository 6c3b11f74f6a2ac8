/// What frames a phrase in a list or a cell and says nothing: bullets, enumerators, parentheses or quotes around all of
/// it, signs at its end. Rules that speak of the beginning or the end of a phrase mean what is within.
struct Frame {
    let tokens: UnsafePointer<PhraseToken>
    let count: Int

    /// The tokens within; all, where nothing is.
    var inside: Range<Int> {
        var first = 0
        var last = count
        while first < last {
            let end = closing(first, last)
            if end < last {
                last = end
            } else if isBullet(first) {
                first += 1
            } else if isAround(first, last) {
                first += 1
                last -= 1
            } else if let next = pastEnumerator(first), next < last {
                first = next
            } else {
                return first..<last
            }
        }
        return 0..<count
    }

    /// Before the sign that ends a sentence or an item of a list. Dots in a row, or after a slash, were left to be filled in.
    private func closing(_ first: Int, _ last: Int) -> Int {
        let end = tokens[last - 1]
        guard last > first + 1 else { return last }
        let before = tokens[last - 2].kind
        switch end.kind {
        case .comma, .semicolon, .colon: return last - 1
        // "15/6?"
        case .symbol: return end.keyword == .and ? last : last - 1
        case .dot:
            // "./."
            if before == .slash, last > first + 3, tokens[last - 3].kind == .dot { return last - 3 }
            return before == .dot || before == .slash || end.end - end.start > 1 ? last : last - 1
        default: return last
        }
    }

    private func isBullet(_ i: Int) -> Bool {
        tokens[i].kind == .dash || tokens[i].kind == .symbol
    }

    /// Whether the first token opens what the last closes.
    private func isAround(_ first: Int, _ last: Int) -> Bool {
        guard last > first + 2 else { return false }
        switch (tokens[first].kind, tokens[last - 1].kind) {
        case (.open, .close):
            var depth = 0
            for i in first..<last - 1 {
                if tokens[i].kind == .open { depth += 1 }
                if tokens[i].kind == .close { depth -= 1 }
                if depth == 0 { return false }
            }
            return depth == 1
        case (.quoteOpen, .quoteClose), (.quote, .quote):
            return (first + 1..<last - 1).allSatisfy {
                tokens[$0].kind != .quote && tokens[$0].kind != .quoteOpen && tokens[$0].kind != .quoteClose
            }
        default: return false
        }
    }

    /// Past "a)", "2)", "3.", "2.1.", "IV.": a dot is an enumerator's only before a word.
    private func pastEnumerator(_ i: Int) -> Int? {
        let isLetter = tokens[i].kind == .word && (tokens[i].base >> 5 == 0 || tokens[i].flags.contains(.roman))
        guard isLetter || tokens[i].kind == .number && tokens[i].digits <= 2 else { return nil }
        var j = i + 1
        while tokens[j].kind == .dot, tokens[j + 1].kind == .number, !tokens[j + 1].isSpaced { j += 2 }
        let next = tokens[j + 1]
        switch tokens[j].kind {
        case .close where j == i + 1: return next.isSpaced ? j + 1 : nil
        case .dot: return next.kind == .word && next.isSpaced ? j + 1 : nil
        default: return nil
        }
    }
}
