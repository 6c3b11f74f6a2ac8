import Diagnostics

/// A number as offices write it.
struct Quantity: Equatable {
    /// In thousandths.
    let milli: Int
    /// Whether a mark before three digits was taken for the thousands' mark: "137.000".
    let hasGuess: Bool

    /// "137000", "137.000" and "137,000" (a hundred and thirty-seven thousand), "1.250.000", "99,5" and "99.5".
    ///
    /// - Returns: nil for what is no number, has more than three decimals, or is 10^12 or more.
    init?(_ text: some StringProtocol) {
        if let plain = TextField.number(text.utf8) {
            (milli, hasGuess) = (plain * 1000, false)
            return
        }
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
    }
}
