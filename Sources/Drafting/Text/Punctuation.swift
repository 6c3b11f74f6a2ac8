import Diagnostics

/// A text without the marks at its ends.
func trimmed(_ text: String) -> String {
    func isMark(_ scalar: Unicode.Scalar) -> Bool {
        switch scalar {
        case ".", ";", ",", ":": true
        default: isSpace(scalar)
        }
    }
    var view = Substring(text).unicodeScalars
    while let last = view.last, isMark(last) || last == "/" { view.removeLast() }
    while let first = view.first, isMark(first) { view.removeFirst() }
    return String(view)
}

/// What stands in parentheses, none within others.
func parentheses(of text: String) -> [String] {
    var result: [String] = []
    var start: String.Index?
    let bytes = text.utf8
    for i in bytes.indices {
        if bytes[i] == 0x28 {
            start = bytes.index(after: i)
        } else if bytes[i] == 0x29, let from = start {
            result.append(String(text[from..<i]))
            start = nil
        }
    }
    return result
}

/// The stretches that semicolons, colons, full stops and parentheses part; a full stop in a number or date parts nothing.
func clauses(of text: String) -> [String] {
    parts(of: text, ending: [".", ":", "?", "!"]).map { trimmed(String($0)) }.filter { !$0.isEmpty }
}

/// The stretches that semicolons and parentheses part, and these marks where a space follows.
func parts(of text: String, ending marks: [Unicode.Scalar]) -> [Substring] {
    let scalars = text.unicodeScalars
    var result: [Substring] = []
    var start = scalars.startIndex
    for i in scalars.indices {
        let scalar = scalars[i]
        let next = scalars.index(after: i)
        guard
            scalar == ";" || scalar == "(" || scalar == ")"
                || marks.contains(scalar) && (next == scalars.endIndex || isSpace(scalars[next]))
        else { continue }
        result.append(text[start..<i])
        start = next
    }
    result.append(text[start...])
    return result
}
