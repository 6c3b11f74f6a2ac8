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
    let characters = Array(text)
    var depth = 0
    for (i, character) in characters.enumerated() {
        switch character {
        case "(", "“": depth += 1
        case ")", "”": depth = max(depth - 1, 0)
        case ".", ";", ":":
            let isEnd = i + 1 >= characters.count || characters[i + 1] == " "
            // "tr. 5", "TP. Hà Nội": a sentence goes on for a while.
            if isEnd, depth == 0, i >= 20 { return String(characters[..<i]) }
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
    return collapsed(text).replacing(" .", with: ".").replacing(" ;", with: ";").replacing(" ,", with: ",")
}
