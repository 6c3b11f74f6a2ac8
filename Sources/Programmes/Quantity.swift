/// A number as offices write it, in files and in reports: read in one place, so that both understand the same.
public struct Quantity: Hashable, Sendable {
    /// In thousandths.
    public let milli: Int
    /// A mark before three digits was taken for the thousands' mark: "137.000", "137,000".
    public let hasGuess: Bool
    /// What it is where the comma of "137,000" is the decimal one, as Vietnamese has it; nil where that is no question.
    public let otherMilli: Int?

    /// "137000", "137.000", "137 000" and "137,000" (a hundred and thirty-seven thousand), "1.250.000", "99,5" and "99.5".
    ///
    /// - Returns: nil for what is no number, has more than three decimals, or is 10^12 or more.
    public init?(_ text: some StringProtocol) {
        // Most are digits alone, and to take characters apart is dear.
        if !text.isEmpty, text.utf8.count <= 12, text.utf8.allSatisfy({ 0x30...0x39 ~= $0 }) {
            milli = text.utf8.reduce(0) { $0 * 10 + Int($1 - 0x30) } * 1000
            hasGuess = false
            otherMilli = nil
            return
        }
        guard let text = withoutSpaces(text) else { return nil }
        var groups: [[Int]] = [[]]
        var marks: [Character] = []
        for character in text {
            if let digit = character.isASCII ? character.wholeNumberValue : nil {
                groups[groups.count - 1].append(digit)
            } else if character == "." || character == "," {
                marks.append(character)
                groups.append([])
            } else {
                return nil
            }
            guard groups.count <= 6 else { return nil }
        }
        guard groups.allSatisfy({ !$0.isEmpty }), groups.reduce(0, { $0 + $1.count }) <= 15 else { return nil }
        let last = groups[groups.count - 1]
        let isGrouped = groups[0].count <= 3 && groups[0] != [0] && groups.dropFirst().allSatisfy { $0.count == 3 }
        let whole: ArraySlice<[Int]>
        let fraction: [Int]
        if marks.isEmpty || (Set(marks).count == 1 && isGrouped) {
            (whole, fraction) = (groups[...], [])
        } else {
            (whole, fraction) = (groups.dropLast(), last)
            // 1.250,5: the marks before the last are those of the thousands, and all alike.
            guard fraction.count <= 3, Set(marks.dropLast()).count <= 1,
                !marks.dropLast().contains(marks[marks.count - 1]),
                whole.count == 1 || (whole[0].count <= 3 && whole.dropFirst().allSatisfy { $0.count == 3 })
            else { return nil }
        }
        let units = whole.joined().reduce(0) { $0 * 10 + $1 }
        guard units < 1_000_000_000_000 else { return nil }
        milli = units * 1000 + (fraction + [0, 0, 0]).prefix(3).reduce(0) { $0 * 10 + $1 }
        hasGuess = marks.count == 1 && fraction.isEmpty
        otherMilli = hasGuess && marks == [","] ? units : nil
    }
}

/// "137 000" as "137000".
/// - Returns: nil where spaces stand elsewhere than before groups of three digits.
private func withoutSpaces(_ text: some StringProtocol) -> String? {
    let parts = text.split(omittingEmptySubsequences: false) { $0 == " " || $0 == "\u{A0}" || $0 == "\u{202F}" }
    guard parts.count > 1 else { return String(text) }
    guard (1...3).contains(parts[0].count), parts[0] != "0",
        parts.dropFirst().dropLast().allSatisfy({ $0.count == 3 }), let last = parts.last,
        // The last may have decimals.
        last.prefix(while: { $0 != "," && $0 != "." }).count == 3,
        parts.dropLast().allSatisfy({ $0.allSatisfy(\.isNumber) })
    else { return nil }
    return parts.joined()
}
