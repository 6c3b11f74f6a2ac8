import Dates

/// Reads a phrase. Total: what gives no deadline is `unreadable` and says why. Linear in the length of the phrase.
public func readDeadline(_ phrase: String, in context: borrowing ReadingContext) -> Deadline {
    var text = phrase
    return text.withUTF8 { bytes in
        guard bytes.count <= Scanner.maximumBytes else { return refused(phrase, .tooLong) }
        let room = min(bytes.count, Scanner.maximumLength) + 2
        return withUnsafeTemporaryAllocation(of: Token.self, capacity: room * 2) { buffer in
            guard let pieces = buffer.baseAddress else { return refused(phrase, .empty) }
            let lexicon = Lexicon.shared
            var scanner = Scanner(bytes, letters: lexicon.letters, into: pieces)
            scanner.scan()
            guard !scanner.isTooLong else { return refused(phrase, .tooLong) }
            guard scanner.count > 0 else { return refused(phrase, .empty) }
            let tokens = pieces + room
            let count = Tokenizer(
                lexicon: lexicon, pieces: pieces, count: scanner.count, isMarked: scanner.isMarked, tokens: tokens
            ).tokenize()
            var reading = Phrase(
                tokens: tokens, count: count, isMarked: scanner.isMarked, issued: context.issued,
                today: context.issued.civil,
                policy: context.policy, isParty: context.issuer == .party,
                terms: context.issuer == .party ? context.terms.party : context.terms.state, period: context.period)
            for i in 0..<count where tokens[i].keyword == .every && tokens[i].strong == .every {
                reading.hasCycle =
                    reading.hasCycle || reading.keyword(i + 1) == .year || reading.keyword(i + 1) == .month
            }
            var items = reading.items()
            if let failure = reading.failure { return refused(phrase, failure) }
            Combination.settle(&items, phrase: reading)
            guard !items.isEmpty else { return refused(phrase, reading.refusal ?? .nothing) }
            return Composition(phrase: reading, text: phrase, bytes: bytes).deadline(&items, context)
        }
    }
}

func refused(_ phrase: String, _ reason: Refusal) -> Deadline {
    Deadline(text: phrase, kind: .unreadable, error: reason.note)
}
