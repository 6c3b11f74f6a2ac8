import Dates

/// A stretch of days as a phrase names it, before it is known which year, quarter or month it lies in: two points
/// within its scope, or two days where the phrase says all.
struct Window {
    /// `cycle` until it is known how long that is: `Combination.bindMonthsOfCycles`.
    enum Scope: UInt8 { case days, year, halfYear, quarter, month, week, cycle }
    /// What the phrase counts it as; elements of a list share it.
    enum Form: UInt8 { case day, week, month, quarter, year, span, feast, lunar }
    enum Part: UInt8 { case none, early, middle, late }

    var scope: Scope
    var form: Form
    var part = Part.none
    var feast: Feast?
    /// Written in digits alone: 15/12/2022.
    var isNumeric = false
    /// Scope and points speak of a period told only by its place ("tháng cuối quý"): it recurs.
    var recurs = false
    /// Of the month, quarter or year after the one that is reported on.
    var follows = false
    /// Of the year before the one that is planned or reported on ("ngày 20 tháng 11 năm trước").
    var precedes = false
    /// A term of office whose years were not written.
    var isOwnTerm = false
    /// The time before and after a feast, so long as is not said.
    var isAround = false
    /// Relative to the issue ("tháng sau"): the unit, for "ngày 10 tháng sau".
    var isRelative = false
    /// A word before a bare number or fraction is needed to make it a date.
    var isBare = false
    // After the flags, so that they share bytes.
    @Packed var start = DueCycle.Point.offset(0)
    @Packed var due = DueCycle.Point.offset(0)
    /// The points the Civil Code gives to parts, the other reading (Article 146).
    @Packed var point: DueCycle.Point?
    /// With scope `days`.
    var first = Day(number: 0)
    var last = Day(number: 0)
    /// With scope `year`, where written.
    @Packed var year = 0
    /// Month of the year and day of the month, where it is such a day.
    @Packed var month = 0
    @Packed var day = 0

    init(scope: Scope, form: Form) {
        self.scope = scope
        self.form = form
    }

    static func days(_ first: Day, _ last: Day, _ form: Form) -> Window {
        var window = Window(scope: .days, form: form)
        window.first = first
        window.last = last
        return window
    }

    static func day(_ day: Int, month: Int) -> Window {
        var window = Window(scope: .year, form: .day)
        window.start = .day(month: month - 1, day)
        window.due = window.start
        window.month = month
        window.day = day
        return window
    }

    static func dayOfMonth(_ day: Int) -> Window {
        var window = Window(scope: .month, form: .day)
        window.start = .day(month: 0, day)
        window.due = window.start
        window.day = day
        return window
    }

    /// `count` months from `month` (1 the first of the scope).
    static func months(_ month: Int, _ count: Int, _ form: Form, scope: Scope = .year) -> Window {
        var window = Window(scope: scope, form: form)
        window.start = .day(month: month - 1, 1)
        window.due = .monthEnd(month: month + count - 2)
        if form == .month { window.month = month }
        return window
    }

    /// What may be a part of a school year, where the phrase speaks of one: days that are known, or a month that comes back.
    var isOfSchool: Bool { recurs || scope == .days && form == .span }

    /// Of "ngày 15 tháng sau", "05 ngày đầu tháng sau" the same after each so many months: a quarter, half a year or a year.
    func after(months: Int) -> Window? {
        guard follows, scope == .month, day > 0 || form == .span else { return nil }
        var window = self
        switch months {
        case 3: window.scope = .quarter
        case 6: window.scope = .halfYear
        case 12: window.scope = .year
        default: return nil
        }
        window.isRelative = false
        return window
    }

    /// Of "tháng đầu tiên của kỳ tiếp theo", "tháng cuối kỳ báo cáo", or a day in it, the one in each cycle of so many months.
    func inCycle(months: Int) -> Window? {
        var window = self
        switch start {
        case .day(let month, _) where month < months, .monthEnd(let month) where month < months,
            .workingDay(let month, _) where month < months:
            if month < 0 {
                window.start = start.moved(by: months)
                window.due = due.moved(by: months)
            }
        default: return nil
        }
        switch months {
        case 1: window.scope = .month
        case 3: window.scope = .quarter
        case 6: window.scope = .halfYear
        case 12: window.scope = .year
        default: return nil
        }
        return window
    }

    static func year(_ year: Int) -> Window {
        var window = months(1, 12, .year)
        window.year = year
        return window
    }

    /// Months of the scope.
    var length: Int {
        switch scope {
        case .year: 12
        case .halfYear: 6
        case .quarter: 3
        default: 1
        }
    }

    /// The same within a year, where a day or part of a month is completed by the month it lies in.
    mutating func carry(month: Int) {
        guard scope == .month else { return }
        move(by: month - 1)
        scope = .year
        self.month = month
    }

    /// The same so many months later.
    mutating func move(by months: Int) {
        start = start.moved(by: months)
        due = due.moved(by: months)
        point = point?.moved(by: months)
    }

    /// The number of a day, of a month that is not said beside it.
    var isDayAlone: Bool { scope == .month && form == .day && day > 0 && !recurs && !isRelative }

    /// Of "tháng sau": the month after that of each cycle.
    mutating func takeNextMonth() {
        self = .months(1, 1, .month, scope: .month)
        follows = true
    }

    /// Whether it is a weekday told by its place in a month or quarter: "thứ Hai đầu tiên của tháng".
    var isPlacedWeekday: Bool { if case .weekday = start { true } else { false } }

    /// Of "quý I năm sau": the days of its months in that year, of which parts are made.
    mutating func takeDays(ofYear year: Int) {
        guard case .day(let month, _) = start, case .monthEnd(let end) = due else { return }
        first = Day(unchecked: year, month + 1, 1)
        last = Day(unchecked: year, end + 1, Day.daysInMonth(year: year, month: end + 1))
    }

    /// Of "tháng 3 năm sau", where a range to it comes back each year: that month.
    var ofEachYear: Window {
        guard isRelative, form == .month, year > 0, case .day(let month, _) = start else { return self }
        return .months(month + 1, 1, .month)
    }

    /// The 1 of "ngày 1 và ngày 15 của tháng cuối quý": of the month that the next names.
    mutating func takeQuarter(of next: Window) {
        guard isDayAlone, next.scope == .quarter, next.form == .day,
            next.day > 0, case .day(let place, _) = next.start
        else { return }
        let own = day
        self = next
        day = own
        start = .day(month: place, own)
        due = start
    }

    func cycle(shift: Int = 0, from: Day, every: Int = 1, origin: Int = 0) -> DueCycle {
        switch scope {
        case .week, .days:
            return DueCycle(
                step: .weeks, length: every, origin: origin == 0 ? 4 : origin, start: start, due: due, shift: shift,
                from: from)
        default:
            return DueCycle(
                step: .months, length: length * every, origin: origin, start: start, due: due, shift: shift, from: from)
        }
    }
}

extension DueCycle.Point {
    /// The month that it lies in, counted from the first.
    var month: Int? {
        switch self {
        case .day(let month, _), .monthEnd(let month), .workingDay(let month, _), .weekday(let month, _, _): month
        case .offset, .lunar, .feast: nil
        }
    }

    func moved(by months: Int) -> DueCycle.Point {
        switch self {
        case .day(let month, let n): .day(month: month + months, n)
        case .monthEnd(let month): .monthEnd(month: month + months)
        case .workingDay(let month, let n): .workingDay(month: month + months, n)
        case .weekday(let month, let weekday, let n): .weekday(month: month + months, weekday, n)
        case .offset, .lunar, .feast: self
        }
    }
}

extension DueCycle.Point: Packable {
    init(_ packed: PackedPoint) { self = packed.point }
    var packed: PackedPoint { PackedPoint(self) }
}

/// A point in eight bytes.
struct PackedPoint {
    private enum Kind: UInt8 {
        case day, monthEnd, workingDay, weekday, offset, lunar
        case feastFirst, feastLast, feastWorkedBefore, feastWorkedAfter, feastOffset, feastLastMonth
    }

    private let kind: Kind
    /// A weekday or a feast.
    private let name: UInt8
    private let month: Int16
    private let number: Int32

    private init(_ kind: Kind, name: UInt8 = 0, month: Int = 0, _ number: Int = 0) {
        self.kind = kind
        self.name = name
        self.month = Int16(clamping: month)
        self.number = Int32(clamping: number)
    }

    fileprivate init(_ point: DueCycle.Point) {
        switch point {
        case .day(let month, let n): self.init(.day, month: month, n)
        case .monthEnd(let month): self.init(.monthEnd, month: month)
        case .workingDay(let month, let n): self.init(.workingDay, month: month, n)
        case .weekday(let month, let weekday, let n): self.init(.weekday, name: weekday.rawValue, month: month, n)
        case .offset(let n): self.init(.offset, n)
        case .lunar(let month, let day): self.init(.lunar, month: month, day)
        case .feast(let feast, .first): self.init(.feastFirst, name: feast.rawValue)
        case .feast(let feast, .last): self.init(.feastLast, name: feast.rawValue)
        case .feast(let feast, .workedBefore): self.init(.feastWorkedBefore, name: feast.rawValue)
        case .feast(let feast, .workedAfter): self.init(.feastWorkedAfter, name: feast.rawValue)
        case .feast(let feast, .offset(let n)): self.init(.feastOffset, name: feast.rawValue, n)
        case .feast(let feast, .lastMonth(let n)): self.init(.feastLastMonth, name: feast.rawValue, n)
        }
    }

    fileprivate var point: DueCycle.Point {
        let (month, n) = (Int(month), Int(number))
        return switch kind {
        case .day: .day(month: month, n)
        case .monthEnd: .monthEnd(month: month)
        case .workingDay: .workingDay(month: month, n)
        case .weekday: .weekday(month: month, Weekday(rawValue: name)!, n)
        case .offset: .offset(n)
        case .lunar: .lunar(month: month, day: n)
        case .feastFirst: .feast(feast, .first)
        case .feastLast: .feast(feast, .last)
        case .feastWorkedBefore: .feast(feast, .workedBefore)
        case .feastWorkedAfter: .feast(feast, .workedAfter)
        case .feastOffset: .feast(feast, .offset(n))
        case .feastLastMonth: .feast(feast, .lastMonth(n))
        }
    }

    private var feast: Feast { Feast(rawValue: name)! }
}
