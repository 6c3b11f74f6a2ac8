/// A task's title of what an item says: its first sentence, as far as it fits.
///
/// - Parameter limit: in scalars.
/// - Returns: the text, and whether words of it were left out.
func shortened(_ text: String, to limit: Int) -> (text: String, isCut: Bool) {
    let first = firstSentence(text)
    let isPart = trimmed(first) != trimmed(text)
    guard first.unicodeScalars.count > limit else { return (trimmed(first), isPart) }
    let head = String(first.unicodeScalars.prefix(limit))
    for mark: Character in [";", ","] {
        if let cut = head.lastIndex(of: mark), head.distance(from: head.startIndex, to: cut) * 2 >= limit {
            return (trimmed(String(head[..<cut])) + "…", true)
        }
    }
    let cut = head.lastIndex(of: " ") ?? head.endIndex
    return (trimmed(String(head[..<cut])) + "…", true)
}

private func firstSentence(_ text: String) -> String {
    let scalars = text.unicodeScalars
    var depth = 0
    for (count, i) in scalars.indices.enumerated() {
        switch scalars[i] {
        case "(", "“": depth += 1
        case ")", "”": depth = max(depth - 1, 0)
        case ".", ";", ":":
            let next = scalars.index(after: i)
            let isEnd = next == scalars.endIndex || scalars[next] == " "
            // "tr. 5", "TP. Hà Nội": a sentence goes on for a while.
            if isEnd, depth == 0, count >= 20 { return String(text[..<i]) }
        default: break
        }
    }
    return text
}

/// Without the parentheses whose words are told elsewhere.
func without(_ phrases: [String], _ text: String) -> String {
    var text = text
    for phrase in phrases {
        for form in ["(" + phrase + ")", "( " + phrase + " )", "(" + phrase + ".)"] {
            if let range = text.firstRange(of: form) { text.removeSubrange(range) }
        }
    }
    return closedUp(collapsed(text))
}

/// Without the space before a mark that what was left out leaves.
private func closedUp(_ text: String) -> String {
    var bytes: [UInt8] = []
    bytes.reserveCapacity(text.utf8.count)
    for byte in text.utf8 {
        let isMark = byte == UInt8(ascii: ".") || byte == UInt8(ascii: ";") || byte == UInt8(ascii: ",")
        if isMark, bytes.last == UInt8(ascii: " ") { bytes.removeLast() }
        bytes.append(byte)
    }
    return String(decoding: bytes, as: UTF8.self)
}
