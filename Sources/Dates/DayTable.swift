/// A set of days that answers "how many before" and "which is the nth" without walking through the days.
///
/// Over ``Day/range`` it is a bit per day and the count of members before each word of 64; beyond, its members are
/// the days from Monday to Friday.
struct DayTable: Equatable, Sendable {
    private static let first = Int(Day.range.lowerBound.number)
    private static let count = Day.range.upperBound - Day.range.lowerBound + 1

    private var words: [UInt64]
    private var ranks: [Int32] = []

    /// The days from Monday to Friday.
    static let weekdays = DayTable()

    private init() {
        words = [UInt64](repeating: 0, count: (DayTable.count + 63) / 64)
        for i in 0..<DayTable.count where !Day(number: Int32(DayTable.first + i)).weekday.isWeekend {
            words[i >> 6] |= 1 << UInt64(i & 63)
        }
        seal()
    }

    /// Days outside ``Day/range`` stay as they are.
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

    func contains(_ day: Day) -> Bool {
        let i = Int(day.number) - DayTable.first
        guard 0..<DayTable.count ~= i else { return !day.weekday.isWeekend }
        return words[i >> 6] >> UInt64(i & 63) & 1 == 1
    }

    /// Members before a day, counted from the first day of ``Day/range``; negative before that.
    func rank(_ day: Day) -> Int {
        let i = Int(day.number) - DayTable.first
        if i < 0 { return DayTable.weekdays(before: i) }
        if i >= DayTable.count {
            return Int(ranks[words.count]) + DayTable.weekdays(before: i) - DayTable.weekdays(before: DayTable.count)
        }
        return Int(ranks[i >> 6]) + (words[i >> 6] & ((1 << UInt64(i & 63)) - 1)).nonzeroBitCount
    }

    /// The member with so many before it, as ``rank(_:)`` counts them.
    func member(_ rank: Int) -> Day {
        let total = Int(ranks[words.count])
        if rank < 0 { return DayTable.weekday(rank) }
        if rank >= total { return DayTable.weekday(rank - total + DayTable.weekdays(before: DayTable.count)) }
        // Members are spread evenly but for a few days a year, so that this is a step or two away at most.
        var index = rank * words.count / total
        while Int(ranks[index]) > rank { index -= 1 }
        while Int(ranks[index + 1]) <= rank { index += 1 }
        var word = words[index]
        for _ in 0..<(rank - Int(ranks[index])) { word &= word - 1 }
        return Day(number: Int32(DayTable.first + index * 64 + word.trailingZeroBitCount))
    }

    /// Days from Monday to Friday before the day `i` days into the range; it begins on a Monday.
    private static func weekdays(before i: Int) -> Int {
        let week = i >= 0 ? i / 7 : (i - 6) / 7
        return week * 5 + min(i - week * 7, 5)
    }

    /// The inverse of ``weekdays(before:)``; the last day there is where there are not so many.
    private static func weekday(_ rank: Int) -> Day {
        let bounded = min(max(rank, -2_000_000_000), 2_000_000_000)
        let week = bounded >= 0 ? bounded / 5 : (bounded - 4) / 5
        return Day(number: Int32(clamping: first + week * 7 + bounded - week * 5))
    }
}
