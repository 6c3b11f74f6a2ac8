import Diagnostics

/// A text taken apart into words, with what stands between them.
struct Words: Sendable {
    struct Word: Sendable {
        let range: Range<String.Index>
        let key: Folded
        let isCapital: Bool
        /// Between quotation marks, where another document's title stands.
        let isQuoted: Bool
    }

    let text: String
    private let words: [Word]

    init(_ text: String, limit: Int = .max) {
        self.text = text
        var words: [Word] = []
        let quotations = quotedRanges(of: text)
        var q = 0
        let scalars = text.unicodeScalars
        var i = scalars.startIndex
        while i < scalars.endIndex, words.count < limit {
            guard isWordScalar(scalars[i]) else {
                i = scalars.index(after: i)
                continue
            }
            let start = i
            var end = scalars.index(after: i)
            while end < scalars.endIndex {
                let next = scalars.index(after: end)
                if isWordScalar(scalars[end]) {
                    end = next
                } else if isInner(scalars[end]), next < scalars.endIndex, isWordScalar(scalars[next]),
                    scalars[end] != "." && scalars[end] != ","
                        || isDigit(scalars[scalars.index(before: end)]) && isDigit(scalars[next])
                {
                    end = scalars.index(after: next)
                } else {
                    break
                }
            }
            while q < quotations.count, quotations[q].upperBound <= start { q += 1 }
            words.append(
                Word(
                    range: start..<end, key: Folded(text[start..<end]),
                    isCapital: isCapitalScalar(scalars[start]),
                    isQuoted: q < quotations.count && quotations[q].contains(start)))
            i = end
        }
        self.words = words
    }

    var count: Int { words.count }

    subscript(i: Int) -> Word { words[i] }

    /// Empty beyond the last word.
    func key(_ i: Int) -> Folded { 0 <= i && i < words.count ? words[i].key : Folded() }

    /// Empty beyond the last word.
    func text(_ i: Int) -> String { words.indices.contains(i) ? String(text[words[i].range]) : "" }

    func isCapital(_ i: Int) -> Bool { 0 <= i && i < words.count && words[i].isCapital }

    func isQuoted(_ i: Int) -> Bool { 0 <= i && i < words.count && words[i].isQuoted }

    /// The words from one to before another, with what stands between them.
    func slice(_ range: Range<Int>) -> Substring {
        guard !range.isEmpty, range.upperBound <= words.count else { return "" }
        return text[words[range.lowerBound].range.lowerBound..<words[range.upperBound - 1].range.upperBound]
    }

    /// What stands between a word and the next, or the end.
    func gap(after i: Int) -> Substring {
        guard words.indices.contains(i) else { return "" }
        let end = i + 1 < words.count ? words[i + 1].range.lowerBound : text.endIndex
        return text[words[i].range.upperBound..<end]
    }

    func gap(before i: Int) -> Substring {
        guard 0...words.count ~= i else { return "" }
        let start = i > 0 ? words[i - 1].range.upperBound : text.startIndex
        return text[start..<(i < words.count ? words[i].range.lowerBound : text.endIndex)]
    }

    /// Whether the folded words stand there.
    func matches(_ keys: [Folded], at i: Int) -> Bool {
        guard i >= 0, i + keys.count <= words.count else { return false }
        for (k, key) in keys.enumerated() where words[i + k].key != key { return false }
        return true
    }
}

/// What stands between quotation marks, without them. A mark that is never closed quotes nothing.
func quotedRanges(of text: String) -> [Range<String.Index>] {
    let scalars = text.unicodeScalars
    guard scalars.contains(where: { $0 == "“" || $0 == "\"" || $0 == "«" || $0 == "”" }) else { return [] }
    var result: [Range<String.Index>] = []
    var open: (start: String.Index, closes: String.UnicodeScalarView)?
    for i in scalars.indices {
        let scalar = scalars[i]
        if let (start, closes) = open, closes.contains(scalar) {
            result.append(start..<i)
            open = nil
        } else if open == nil {
            let start = scalars.index(after: i)
            switch scalar {
            case "“": open = (start, "”\"“".unicodeScalars)
            case "”", "\"": open = (start, "”\"".unicodeScalars)
            case "«": open = (start, "»".unicodeScalars)
            default: break
            }
        }
    }
    return result
}

private func isDigit(_ scalar: Unicode.Scalar) -> Bool { "0"..."9" ~= scalar }

/// What may stand inside a word, date or number: 02-NQ/TW, 16/6/2022, 137.000.
private func isInner(_ scalar: Unicode.Scalar) -> Bool {
    scalar == "/" || scalar == "-" || scalar == "." || scalar == ","
}

/// The word that a text ends with.
func lastWord(of text: String) -> Folded {
    let last = text.utf8.lastIndex(of: 0x20).map { text.utf8.index(after: $0) } ?? text.startIndex
    return Folded(text[last...])
}

/// Sequences of folded words, looked up by their first.
struct WordTable: Sendable {
    private var byFirst: [Folded: [[Folded]]] = [:]
    /// A bit for the sign of each first word: most words that are asked for begin no phrase, and are known by it.
    private var signs: UInt64 = 0

    init(_ phrases: String) {
        for line in phrases.split(whereSeparator: { $0 == "," || $0 == "\n" }) {
            let keys = collapsed(line).split(separator: " ").map { Folded($0) }
            if let first = keys.first { byFirst[first, default: []].append(keys) }
        }
        for (key, list) in byFirst {
            byFirst[key] = list.sorted { $0.count > $1.count }
            signs |= key.sign
        }
    }

    /// How many words of the longest phrase stand there; nil for none.
    func length(in words: Words, at i: Int) -> Int? {
        let key = words.key(i)
        guard signs & key.sign != 0 else { return nil }
        return byFirst[key]?.first { words.matches($0, at: i) }?.count
    }
}

extension String {
    /// Whether it holds another, byte for byte: both are folded, and need no comparing by what letters look like, which
    /// takes twenty times as long.
    func holds(_ part: String) -> Bool {
        var (text, part) = (self, part)
        return text.withUTF8 { text in
            part.withUTF8 { part in
                guard let first = part.first else { return true }
                guard text.count >= part.count else { return false }
                for start in 0...text.count - part.count where text[start] == first {
                    var i = 1
                    while i < part.count, text[start + i] == part[i] { i += 1 }
                    if i == part.count { return true }
                }
                return false
            }
        }
    }

    /// The same of its beginning.
    func begins(with part: String) -> Bool { utf8.starts(with: part.utf8) }
}
