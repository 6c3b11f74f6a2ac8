/// A field's text with its encoded words undone (RFC 2047), on one line.
public func decodeWords(_ text: String) -> String {
    let bytes = Array(text.utf8)
    var result = ""
    var plain: [UInt8] = []
    // Words of one charset that follow each other are undone together: some programs cut a letter in two.
    var pending: (charset: String, bytes: [UInt8])?
    func flush() {
        if let word = pending { result += decodeText(word.bytes, charset: word.charset) }
        pending = nil
    }
    var at = 0
    while at < bytes.count {
        guard let word = EncodedWord(bytes, at: at) else {
            plain.append(bytes[at])
            at += 1
            continue
        }
        // Blanks between two encoded words are not there.
        if pending == nil || !plain.allSatisfy({ isBlank($0) }) {
            flush()
            result += String(decoding: plain, as: UTF8.self)
        }
        plain = []
        if let known = pending, known.charset == word.charset {
            pending = (known.charset, known.bytes + word.bytes)
        } else {
            flush()
            pending = (word.charset, word.bytes)
        }
        at = word.end
    }
    flush()
    result += String(decoding: plain, as: UTF8.self)
    return trimmed(String(String.UnicodeScalarView(result.unicodeScalars.map { $0.value < 0x20 ? " " : $0 })))
}

/// `=?UTF-8?B?xJDDoyB4b25n?=`
private struct EncodedWord {
    let charset: String
    let bytes: [UInt8]
    let end: Int

    init?(_ text: [UInt8], at start: Int) {
        guard start + 1 < text.count, text[start] == UInt8(ascii: "="), text[start + 1] == UInt8(ascii: "?") else {
            return nil
        }
        // Three question marks within, no blank before the last of them: in Q text a blank ends the word.
        var marks: [Int] = []
        var at = start + 2
        let limit = min(text.count, start + 1_000)
        while at < limit {
            if text[at] == UInt8(ascii: "?") {
                if marks.count == 2 {
                    guard at + 1 < text.count, text[at + 1] == UInt8(ascii: "=") else { return nil }
                    marks.append(at)
                    break
                }
                marks.append(at)
            } else if isBlank(text[at]), marks.count < 2 {
                return nil
            }
            at += 1
        }
        guard marks.count == 3, marks[1] == marks[0] + 2 else { return nil }
        // A language may follow the charset (RFC 2231, 5).
        charset = String(decoding: text[(start + 2)..<marks[0]].prefix { $0 != UInt8(ascii: "*") }, as: UTF8.self)
            .lowercased()
        let content = text[(marks[1] + 1)..<marks[2]]
        switch text[marks[0] + 1] | 0x20 {
        case UInt8(ascii: "b"): bytes = decodeBase64(content, atMost: content.count)
        case UInt8(ascii: "q"):
            var unquoted: [UInt8] = []
            appendUnquoted(
                ArraySlice(content.map { $0 == UInt8(ascii: "_") ? 0x20 : $0 }), to: &unquoted)
            bytes = unquoted
        default: return nil
        }
        end = marks[2] + 2
    }
}
