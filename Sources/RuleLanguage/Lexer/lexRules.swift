import Diagnostics

/// What outside text may not exceed.
enum RuleLimits {
    /// Bytes of a file.
    static let file = 1 << 20
    /// Errors told of one file.
    static let errors = 100
    /// Parentheses, `not` and `superior of` within one another.
    static let nesting = 64
    /// Rules, digests, mutes, definitions and tests of a file.
    static let items = 3000
    /// Comparisons in a condition, recipients or offsets in a list, steps in a chain, lines of a test.
    static let list = 256
    /// Comparisons in a condition with its definitions written out, and the levels they stand in one another.
    static let comparisons = 4096
    static let depth = 512
    /// Bytes of a string with its quotation marks.
    static let string = 1002
    /// Units in an offset, repeats, cycles.
    static let count = 9999
}

/// Lexes a file, twice where it has look-alike characters: they are told, and what was meant is read on.
/// - Returns: nil where the file is too large or not UTF-8, which is in the bag.
func lexRules(_ source: SourceFile, into bag: inout DiagnosticBag) -> (tokens: [Token], comments: [Comment])? {
    if source.bytes.count > RuleLimits.file {
        bag.report(.fileTooLarge(source.bytes.count), nil)
        return nil
    }
    if String(validating: source.bytes, as: UTF8.self) == nil {
        let bad = firstInvalid(source.bytes)
        bag.report(.notUTF8, Span(bad, min(bad + 1, source.bytes.count)))
        return nil
    }
    let first = run(source.bytes)
    guard !first.corrections.isEmpty else {
        for (problem, span) in first.problems { bag.report(problem, span) }
        bag.count(untold: first.untold)
        return (first.tokens, first.comments)
    }

    var corrected: [UInt8] = []
    corrected.reserveCapacity(source.bytes.count)
    // Where each corrected stretch begins in the new text, and how far the old text is ahead from its end on.
    var shifts: [(at: Int, oldStart: Int, newEnd: Int, shift: Int)] = []
    var done = 0
    for correction in first.corrections.sorted(by: { $0.span.start < $1.span.start })
    where correction.span.start >= done {
        corrected += source.bytes[done..<correction.span.start]
        let at = corrected.count
        corrected += Array(correction.replacement.utf8)
        done = correction.span.end
        shifts.append((at, correction.span.start, corrected.count, done - corrected.count))
    }
    corrected += source.bytes[done...]
    tell(first.corrections, in: source, into: &bag)

    var second = run(corrected)
    func old(_ offset: Int, isEnd: Bool) -> Int {
        var low = 0
        var high = shifts.count
        while low < high {
            let middle = (low + high) / 2
            if shifts[middle].at < offset || (!isEnd && shifts[middle].at == offset) {
                low = middle + 1
            } else {
                high = middle
            }
        }
        guard low > 0 else { return offset }
        let shift = shifts[low - 1]
        if offset >= shift.newEnd { return offset + shift.shift }
        return isEnd ? shift.newEnd + shift.shift : shift.oldStart
    }
    func old(_ span: Span) -> Span {
        let start = old(span.start, isEnd: false)
        return Span(start, max(start, old(span.end, isEnd: true)))
    }
    for i in second.tokens.indices {
        let span = old(second.tokens[i].span)
        second.tokens[i].start = UInt32(truncatingIfNeeded: span.start)
        second.tokens[i].end = UInt32(truncatingIfNeeded: span.end)
    }
    for (problem, span) in second.problems { bag.report(problem, old(span)) }
    bag.count(untold: second.untold)
    return (second.tokens, second.comments.map { Comment(span: old($0.span), isOwnLine: $0.isOwnLine) })
}

/// What a lexer found; it itself is of use only where its bytes are.
private struct LexedBytes {
    var tokens: [Token]
    var comments: [Comment]
    var problems: [(RuleProblem, Span)]
    var untold: Int
    var corrections: [Lexer.Correction]
}

private func run(_ bytes: [UInt8]) -> LexedBytes {
    bytes.withUnsafeBufferPointer { buffer in
        var lexer = Lexer(buffer)
        lexer.run()
        return LexedBytes(
            tokens: lexer.tokens, comments: lexer.comments, problems: lexer.problems, untold: lexer.untold,
            corrections: lexer.corrections)
    }
}

/// One error for each run of neighbouring look-alikes.
private func tell(_ corrections: [Lexer.Correction], in source: SourceFile, into bag: inout DiagnosticBag) {
    var i = 0
    while i < corrections.count {
        var span = corrections[i].span
        var meant = corrections[i].replacement
        let kind = corrections[i].kind
        var next = i + 1
        while next < corrections.count, corrections[next].kind == kind, corrections[next].span.start == span.end,
            next - i < 64
        {
            span = span.to(corrections[next].span)
            meant += corrections[next].replacement
            next += 1
        }
        i = next
        let found = String(decoding: source.bytes[span.start..<span.end], as: UTF8.self)
        switch kind {
        case .lookAlike: bag.report(.lookAlike(found: found, meant: meant), span)
        case .space: bag.report(.strangeSpace(meant: meant), span)
        case .invisible: bag.report(.invisibleCharacter(found), span)
        }
    }
}

private func firstInvalid(_ bytes: [UInt8]) -> Int {
    var decoder = UTF8()
    var iterator = bytes.makeIterator()
    var offset = 0
    while true {
        switch decoder.decode(&iterator) {
        case .scalarValue(let scalar): offset += UTF8.width(scalar)
        case .emptyInput: return max(0, bytes.count - 1)
        case .error: return offset
        }
    }
}
