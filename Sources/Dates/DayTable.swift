/// A set of days over ``Day/range`` that answers "how many before" and "which is the nth" without a search through
/// the days: a bit per day, and the count of members before each word of 64.
struct DayTable: Sendable {
    private static let first = Int(Day.range.lowerBound.number)
    private static let count = Day.range.upperBound - Day.range.lowerBound + 1

    private var words: [UInt64]
    private var ranks: [Int32] = []

    /// The caller sets members with ``set(_:to:)`` and then calls ``seal()``.
    init(where isMember: (Day) -> Bool) {
        words = [UInt64](repeating: 0, count: (DayTable.count + 63) / 64)
        for i in 0..<DayTable.count where isMember(Day(number: Int32(DayTable.first + i))) {
            words[i >> 6] |= 1 << UInt64(i & 63)
        }
        seal()
    }

    mutating func set(_ day: Day, to isMember: Bool) {
        let i = Int(day.number) - DayTable.first
        guard 0..<DayTable.count ~= i else { return }
        if isMember { words[i >> 6] |= 1 << UInt64(i & 63) } else { words[i >> 6] &= ~(1 << UInt64(i & 63)) }
    }

    /// Counts anew; needed after ``set(_:to:)``.
    mutating func seal() {
        var total: Int32 = 0
        ranks = words.map { word in
            defer { total += Int32(word.nonzeroBitCount) }
            return total
        }
        ranks.append(total)
    }

    static func covers(_ day: Day) -> Bool { Day.range.contains(day) }

    func contains(_ day: Day) -> Bool {
        let i = Int(day.number) - DayTable.first
        return words[i >> 6] >> UInt64(i & 63) & 1 == 1
    }

    /// Members before a day of the range.
    func rank(_ day: Day) -> Int {
        let i = Int(day.number) - DayTable.first
        return Int(ranks[i >> 6]) + (words[i >> 6] & ((1 << UInt64(i & 63)) - 1)).nonzeroBitCount
    }

    /// The member with so many before it; nil where there are not so many.
    func member(_ rank: Int) -> Day? {
        guard rank >= 0, rank < Int(ranks[words.count]) else { return nil }
        var low = 0
        var high = words.count - 1
        while low < high {
            let middle = (low + high + 1) / 2
            if Int(ranks[middle]) <= rank { low = middle } else { high = middle - 1 }
        }
        var word = words[low]
        for _ in 0..<(rank - Int(ranks[low])) { word &= word - 1 }
        return Day(number: Int32(DayTable.first + low * 64 + word.trailingZeroBitCount))
    }
}
