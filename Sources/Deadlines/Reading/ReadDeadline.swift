import Dates

/// Reads a phrase. Total: what gives no deadline is `unreadable` and says why. Linear in the length of the phrase.
public func readDeadline(_ phrase: String, in context: borrowing ReadingContext) -> Deadline {
    var text = phrase
    return text.withUTF8 { bytes in
        withTokens(of: bytes) { tokens, isMarked in
            readTokens(phrase, bytes, tokens, isMarked: isMarked, context)
        } otherwise: {
            refused(phrase, $0)
        }
    }
}

/// A phrase cut into its words and numbers, which is the same in every context: for who reads it in many.
public final class CutPhrase: Sendable {
    /// As it was written.
    public let text: String
    /// With the end; empty where there are none to read.
    private let tokens: [PhraseToken]
    private let isMarked: Bool
    private let refusal: ReadingRefusal?

    /// Total: what cannot be read at all is told by ``read(in:)``.
    public init(_ text: String) {
        self.text = text
        var text = text
        (tokens, isMarked, refusal) = text.withUTF8 { bytes in
            withTokens(of: bytes) {
                (Array($0), $1, nil)
            } otherwise: {
                ([], false, $0)
            }
        }
    }

    /// As ``readDeadline(_:in:)-swift.func`` reads its text.
    public func read(in context: borrowing ReadingContext) -> Deadline {
        if let refusal { return refused(text, refusal) }
        var bytes = text
        return bytes.withUTF8 { bytes in
            tokens.withUnsafeBufferPointer {
                readTokens(text, bytes, $0, isMarked: isMarked, context)
            }
        }
    }
}

/// - Parameters:
///   - body: gets the tokens with their end, and whether some letter has a mark.
///   - otherwise: gets the reason where there are none.
private func withTokens<Result>(
    of bytes: UnsafeBufferPointer<UInt8>, _ body: (UnsafeBufferPointer<PhraseToken>, Bool) -> Result,
    otherwise: (ReadingRefusal) -> Result
) -> Result {
    guard bytes.count <= Scanner.maximumBytes else { return otherwise(.tooLong) }
    let room = min(bytes.count, Scanner.maximumLength) + 2
    return withUnsafeTemporaryAllocation(of: PhraseToken.self, capacity: room * 2) { buffer in
        guard let pieces = buffer.baseAddress else { return otherwise(.empty) }
        let lexicon = Lexicon.shared
        var scanner = Scanner(bytes, letters: lexicon.letters, into: pieces)
        scanner.scan()
        guard !scanner.isTooLong else { return otherwise(.tooLong) }
        guard scanner.count > 0 else { return otherwise(.empty) }
        let tokens = pieces + room
        let count = Tokenizer(
            lexicon: lexicon, pieces: pieces, count: scanner.count, isMarked: scanner.isMarked, tokens: tokens
        ).tokenize()
        let inside = Frame(tokens: tokens, count: count).inside
        tokens[inside.upperBound] = PhraseToken()
        return body(
            UnsafeBufferPointer(start: tokens + inside.lowerBound, count: inside.count + 1), scanner.isMarked)
    }
}

/// - Parameter tokens: the last is the end.
private func readTokens(
    _ text: String, _ bytes: UnsafeBufferPointer<UInt8>, _ tokens: UnsafeBufferPointer<PhraseToken>, isMarked: Bool,
    _ context: borrowing ReadingContext
) -> Deadline {
    guard let first = tokens.baseAddress else { return refused(text, .empty) }
    var phrase = Phrase(
        tokens: first, count: tokens.count - 1, isMarked: isMarked, issued: context.issued,
        today: context.issued.civil,
        parts: context.policy.parts, isParty: context.issuer == .party,
        terms: context.issuer == .party ? context.terms.party : context.terms.state, period: context.period,
        readsShorthand: context.readsShorthand)
    for i in 0..<phrase.count where tokens[i].keyword == .every && tokens[i].strong == .every {
        phrase.hasCycle = phrase.hasCycle || phrase.keyword(i + 1) == .year || phrase.keyword(i + 1) == .month
    }
    var items = phrase.items()
    if let failure = phrase.failure { return refused(text, failure) }
    // From here on nothing changes the phrase: it is handed over, for it is too large to be copied.
    let composition = Assembly(phrase: consume phrase, text: text, bytes: bytes)
    Combination.settle(&items, phrase: composition.phrase)
    return composition.deadline(&items, context)
}

func refused(_ phrase: String, _ reason: ReadingRefusal) -> Deadline {
    Deadline(text: phrase, kind: .unreadable, error: reason.note)
}
