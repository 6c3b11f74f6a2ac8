/// Which days are worked: weekends, the Labour Code's holidays (2019, Articles 111 and 112), days off and swapped
/// working days by decree. Over ``Day/range`` every query is a lookup; beyond it only weekends are off.
public struct WorkCalendar: Equatable, Sendable {
    /// What a decree (or an office) says of a day, over what the law gives.
    public struct Exception: Hashable, Sendable {
        /// One day; a holiday of several has an exception for each.
        public var day: Day
        /// Off where true; false makes a weekend or a holiday a day of work, as a swapped day is.
        public var isOff: Bool
        /// As the decree or the office's file names it, shown to people.
        public var name: String

        /// What a decree or an office's calendar file says, as its reader found it.
        public init(day: Day, isOff: Bool, name: String) {
            self.day = day
            self.isOff = isOff
            self.name = name
        }
    }

    private struct Tables: Equatable, Sendable {
        var working: DayTable
        /// What decrees and the office say of a day; what the law says of it is computed anew when asked for.
        var exceptions: [Day: Exception] = [:]
        /// Years whose days off are all among the exceptions.
        let listed: Set<Int>
        var decreed: Set<Int>

        mutating func apply(_ exception: Exception) {
            working.set(exception.day, to: !exception.isOff)
            exceptions[exception.day] = exception
        }
    }

    private final class Box: Sendable {
        let tables: Tables

        init(_ tables: Tables) { self.tables = tables }
    }

    /// One reference: a calendar goes with every series of occurrences.
    private let box: Box

    private init(_ tables: Tables) { box = Box(tables) }

    /// By the days that are worked and why; two of one site are mostly the same reference.
    public static func == (a: WorkCalendar, b: WorkCalendar) -> Bool { a.box === b.box || a.box.tables == b.box.tables }

    /// Holidays of `decreedYears` are those of `exceptions` alone; the other years' are computed from the law, with
    /// `exceptions` over them. Of two exceptions for a day the later one counts.
    public init(exceptions: [Exception] = [], decreedYears: Set<Int> = []) {
        var tables = Tables(working: DayTable.weekdays, listed: decreedYears, decreed: decreedYears)
        for year in Day.range.lowerBound.year...Day.range.upperBound.year where !decreedYears.contains(year) {
            for holiday in LabourCode.daysOff(of: year) { tables.working.set(holiday.day, to: false) }
        }
        for exception in exceptions { tables.apply(exception) }
        tables.working.seal()
        self.init(tables)
    }

    /// With the decrees of 2015–2026.
    public static let vietnam = WorkCalendar(
        exceptions: DecreedDays.exceptions, decreedYears: Set(DecreedDays.years))

    /// This one with the days of later decrees and of an office over it.
    ///
    /// Where they give the days of a Tết or of a National Day that was computed until now, they take the place of what
    /// was computed; a year counts as decreed once its Tết is given. What the law itself fixes (1/1, 10/3, 30/4, 1/5,
    /// 2/9) stays off unless an exception says otherwise.
    public func merging(_ exceptions: [Exception]) -> WorkCalendar {
        var result = box.tables
        for (year, given) in Dictionary(grouping: exceptions.filter(\.isOff).map(\.day), by: \.year)
        where !result.decreed.contains(year) {
            let seasons = LabourCode.Season.allCases.filter { LabourCode.isDecree(given, of: $0, in: year) }
            if seasons.contains(.tet) { result.decreed.insert(year) }
            for holiday in LabourCode.daysOff(of: year) {
                guard let season = holiday.season, seasons.contains(season), result.exceptions[holiday.day] == nil
                else { continue }
                result.working.set(holiday.day, to: !holiday.day.weekday.isWeekend)
            }
        }
        for exception in exceptions { result.apply(exception) }
        result.working.seal()
        return WorkCalendar(result)
    }

    /// Whether a decree (or the office) has set the year's days off.
    public func isDecreed(_ year: Int) -> Bool { box.tables.decreed.contains(year) }

    /// Why a day is off, or worked although it is a weekend: the holiday's name; nil for plain days and weekends.
    public func name(of day: Day) -> String? {
        if let exception = box.tables.exceptions[day] { return exception.name }
        guard !isWorkingDay(day), Day.range.contains(day) else { return nil }
        let year = day.year
        return box.tables.listed.contains(year) ? nil : LabourCode.daysOff(of: year).first { $0.day == day }?.name
    }

    /// One lookup within ``Day/range``; beyond it every day from Monday to Friday is worked.
    public func isWorkingDay(_ day: Day) -> Bool { box.tables.working.contains(day) }

    /// The day itself if it is worked, else the last worked one before it.
    public func workingDay(onOrBefore day: Day) -> Day {
        isWorkingDay(day) ? day : box.tables.working.member(box.tables.working.rank(day) - 1)
    }

    /// The day itself if it is worked, else the next worked one (Civil Code 2015, Article 148.5).
    public func workingDay(onOrAfter day: Day) -> Day {
        isWorkingDay(day) ? day : box.tables.working.member(box.tables.working.rank(day))
    }

    /// The nth working day after a day (before it, where negative), the day itself not counted
    /// (Civil Code 2015, Article 147.2). Zero gives the day itself.
    public func adding(workingDays n: Int, to day: Day) -> Day {
        if n == 0 { return day }
        let rank = n > 0 ? box.tables.working.rank(day + 1) &+ (n &- 1) : box.tables.working.rank(day) &+ n
        return box.tables.working.member(rank)
    }

    /// Working days after `from` up to and including `to`; negative where `to` lies before `from`.
    public func workingDays(from: Day, to: Day) -> Int {
        box.tables.working.rank(to + 1) - box.tables.working.rank(from + 1)
    }

    /// The run of days off that a day lies in; nil where the day is worked.
    public func breakAround(_ day: Day) -> ClosedRange<Day>? {
        guard !isWorkingDay(day) else { return nil }
        return min(workingDay(onOrBefore: day) + 1, day)...max(workingDay(onOrAfter: day) - 1, day)
    }
}
