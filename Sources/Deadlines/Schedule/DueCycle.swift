public import Dates

/// A rule that gives one due date per cycle: "trước ngày 25 tháng cuối quý" is a cycle of three months whose window ends
/// on the day before the 25th of its third month. The kth cycle is computed, never searched for.
public struct DueCycle: Hashable, Sendable {
    /// What the length of a cycle is counted in. Weeks begin on Monday; a month is numbered `year × 12 + month − 1`.
    public enum Step: Hashable, Sendable { case days, weeks, months }

    /// A day of a cycle; `month` counts from the cycle's first, 0.
    public enum Point: Hashable, Sendable {
        /// The nth day of a month, or its last where there is none; −7 is the first of its last seven.
        case day(month: Int, Int)
        case monthEnd(month: Int)
        /// The nth working day of a month; counted from its end where negative.
        case workingDay(month: Int, Int)
        /// The nth such weekday of a month; the last where n is −1.
        case weekday(month: Int, Weekday, Int)
        /// The nth day of a cycle of days or weeks, 0 the first; also the nth weekday of a week.
        case offset(Int)
        /// A lunar month and day of the year that the cycle begins in.
        case lunar(month: Int, day: Int)
        case feast(Feast, Feast.Edge)
    }

    /// The unit of ``length`` and ``origin``.
    public var step: Step
    /// Steps of a cycle.
    public var length: Int
    /// Where cycle 0 begins: a day number, or a month's number.
    public var origin: Int
    /// The first day of a cycle's window.
    public var start: Point
    /// The day that a cycle's window ends by, before ``shift``.
    public var due: Point
    /// Days from `due` to the last day: −1 for a strict "trước".
    public var shift: Int
    /// Nothing is due before.
    public var from: Day
    /// Nothing is due after; nil: until the calendar ends.
    public var until: Day?
    /// A clock time beside each due day; nil: until the day's end.
    public var dueTime: TimeOfDay?
    /// The places in a year that are left out: bit 0 its first cycle. Only where months divide a year, and never all.
    public var skipped: UInt16

    /// - Parameter length: 1 or more.
    public init(
        step: Step, length: Int, origin: Int, start: Point, due: Point, shift: Int = 0, from: Day, until: Day? = nil,
        dueTime: TimeOfDay? = nil, skipped: UInt16 = 0
    ) {
        self.step = step
        self.length = length
        self.origin = origin
        self.start = start
        self.due = due
        self.shift = shift
        self.from = from
        self.until = until
        self.dueTime = dueTime
        self.skipped = skipped
    }

    /// It is due at its own end, and has no day of its own.
    var isWhole: Bool {
        switch (step, start, due) {
        case (.months, .day(month: 0, 1), .monthEnd(let month)): month == length - 1 && shift == 0
        case (.days, .offset(0), .offset(let last)), (.weeks, .offset(0), .offset(let last)):
            last == days - 1 && shift == 0
        default: false
        }
    }

    /// Of a cycle that is counted in days or weeks.
    var days: Int { step == .weeks ? length * 7 : length }

    // MARK: Places

    /// The kth cycle's place among all, those that are left out too.
    @inline(__always)
    private func place(_ k: Int) -> Int { skipped == 0 ? k : kept(k) }

    private func kept(_ k: Int) -> Int {
        let year = 12 / length
        let kept = year - skipped.nonzeroBitCount
        let turn = floorDivide(k, kept)
        var left = k - turn * kept
        var place = 0
        while skipped >> UInt16(place) & 1 == 1 || left > 0 {
            if skipped >> UInt16(place) & 1 == 0 { left -= 1 }
            place += 1
        }
        return turn * year + place
    }

    /// The number of the cycle at a place, or of the next that is not left out.
    private func number(_ place: Int) -> Int {
        if skipped == 0 { return place }
        let year = 12 / length
        let turn = floorDivide(place, year)
        let before = (UInt16(1) << UInt16(place - turn * year)) - 1
        return turn * (year - skipped.nonzeroBitCount) + (~skipped & before).nonzeroBitCount
    }

    /// The places to leave out for months of the year, bit 0 January: of a cycle with a day in it by the month of its day,
    /// of one that is its time alone where all of its months are named. None where nothing would be left.
    func places(in months: UInt16, alone: Bool) -> UInt16 {
        guard step == .months, length < 12, 12 % length == 0, origin % 12 == 0 else { return 0 }
        let last =
            switch due {
            case .day(let month, _), .monthEnd(let month), .workingDay(let month, _), .weekday(let month, _, _): month
            default: -1
            }
        guard 0..<length ~= last else { return 0 }
        let wanted: UInt16 = alone ? 1 << UInt16(length) - 1 : 1 << UInt16(last)
        var places: UInt16 = 0
        for place in 0..<12 / length where months >> UInt16(place * length) & wanted == wanted {
            places |= 1 << UInt16(place)
        }
        return places.nonzeroBitCount < 12 / length ? places : 0
    }

    // MARK: Days

    /// The first day of the kth cycle.
    public func opening(_ k: Int) -> Day { opening(at: place(k)) }

    private func opening(at k: Int) -> Day {
        switch step {
        case .days: Day(number: Int32(clamping: origin &+ k &* length))
        case .weeks: Day(number: Int32(clamping: origin &+ k &* length &* 7))
        case .months: DueCycle.firstDay(ofMonth: origin &+ k &* length)
        }
    }

    static func firstDay(ofMonth index: Int) -> Day {
        let index = min(max(index, 0), 40_000)
        return Day(unchecked: index / 12, index % 12 + 1, 1)
    }

    /// The last day of the kth cycle's window, inclusive.
    public func due(_ k: Int, _ calendar: borrowing WorkCalendar) -> Day { due(at: place(k), calendar) }

    private func due(at k: Int, _ calendar: borrowing WorkCalendar) -> Day { day(due, of: k, calendar) + shift }

    /// The first day of the kth cycle's window.
    public func start(_ k: Int, _ calendar: borrowing WorkCalendar) -> Day {
        let k = place(k)
        let due = due(at: k, calendar)
        let first = day(start, of: k, calendar)
        if first <= due { return first }
        // "trước ngày 01", "từ tháng 10 đến tháng 3": the window begins in the cycle before.
        return min(day(start, of: k - 1, calendar), due)
    }

    private func day(_ point: Point, of k: Int, _ calendar: borrowing WorkCalendar) -> Day {
        func first(_ month: Int) -> Day {
            step == .months ? DueCycle.firstDay(ofMonth: origin &+ k &* length &+ month) : opening(at: k)
        }
        switch point {
        case .offset(let n): return opening(at: k) + n
        case .day(let month, let n):
            let day = first(month)
            let (year, m, _) = day.civil
            let length = Day.daysInMonth(year: year, month: m)
            return n > 0 ? day + (min(n, length) - 1) : day + (length + n)
        case .monthEnd(let month): return first(month + 1) - 1
        case .workingDay(let month, let n):
            return n > 0
                ? calendar.adding(workingDays: n, to: first(month) - 1)
                : calendar.adding(workingDays: n, to: first(month + 1))
        case .weekday(let month, let weekday, let n):
            if n > 0 {
                let day = first(month)
                return day + ((Int(weekday.rawValue) - Int(day.weekday.rawValue) + 7) % 7 + (n - 1) * 7)
            }
            let day = first(month + 1) - 1
            return day - (Int(day.weekday.rawValue) - Int(weekday.rawValue) + 7) % 7
        case .lunar(let month, let n):
            return Feast.day(lunarMonth: month, day: n, year: opening(at: k).year)
        case .feast(let feast, let edge):
            return feast.day(edge, year: opening(at: k).year, calendar)
        }
    }

    /// Leaves out the cycle that a day lies in, where it has begun.
    mutating func begin(onOrAfter day: Day, _ calendar: borrowing WorkCalendar) {
        let k = index(dueOnOrAfter: day, calendar)
        from = start(k, calendar) < day ? due(k, calendar) + 1 : day
    }

    /// The first cycle that is due on or after a day.
    public func index(dueOnOrAfter day: Day, _ calendar: borrowing WorkCalendar) -> Int {
        let day = max(day, Day.range.lowerBound)
        var k =
            switch step {
            case .days: floorDivide(Int(day.number) - origin, length) - 1
            case .weeks: floorDivide(Int(day.number) - origin, length * 7) - 1
            case .months: floorDivide(day.year * 12 + day.month - 1 - origin, length) - 1
            }
        while due(at: k, calendar) < day { k += 1 }
        while due(at: k - 1, calendar) >= day { k -= 1 }
        return number(k)
    }
}

/// Rounds towards negative infinity.
func floorDivide(_ a: Int, _ b: Int) -> Int {
    let q = a / b
    return a % b != 0 && (a < 0) != (b < 0) ? q - 1 : q
}
