/// Which days are worked: weekends, the Labour Code's holidays (2019, Articles 111 and 112), days off and swapped
/// working days by decree. Over ``Day/range`` every query is a lookup; beyond it only weekends are off.
public struct WorkCalendar: Equatable, Sendable {
    /// What a decree (or an office) says of a day, over what the law gives.
    public struct Exception: Hashable, Sendable {
        public var day: Day
        public var isOff: Bool
        public var name: String

        public init(day: Day, isOff: Bool, name: String) {
            self.day = day
            self.isOff = isOff
            self.name = name
        }
    }

    private var working: DayTable
    /// What decrees and the office say of a day; what the law says of it is computed anew when asked for.
    private var exceptions: [Day: Exception] = [:]
    /// Years whose days off are all among the exceptions.
    private let listed: Set<Int>
    private var decreed: Set<Int>

    /// Holidays of `decreedYears` are those of `exceptions` alone; the other years' are computed from the law, with
    /// `exceptions` over them. Of two exceptions for a day the later one counts.
    public init(exceptions: [Exception] = [], decreedYears: Set<Int> = []) {
        listed = decreedYears
        decreed = decreedYears
        working = DayTable.weekdays
        for year in Day.range.lowerBound.year...Day.range.upperBound.year where !decreedYears.contains(year) {
            for holiday in LabourCode.daysOff(of: year) { working.set(holiday.day, to: false) }
        }
        for exception in exceptions { apply(exception) }
        working.seal()
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
        var result = self
        for (year, given) in Dictionary(grouping: exceptions.filter(\.isOff).map(\.day), by: \.year)
        where !decreed.contains(year) {
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
        return result
    }

    private mutating func apply(_ exception: Exception) {
        working.set(exception.day, to: !exception.isOff)
        exceptions[exception.day] = exception
    }

    /// Whether a decree (or the office) has set the year's days off.
    public func isDecreed(_ year: Int) -> Bool { decreed.contains(year) }

    /// Why a day is off, or worked although it is a weekend: the holiday's name; nil for plain days and weekends.
    public func name(of day: Day) -> String? {
        if let exception = exceptions[day] { return exception.name }
        guard !isWorkingDay(day), Day.range.contains(day) else { return nil }
        let year = day.year
        return listed.contains(year) ? nil : LabourCode.daysOff(of: year).first { $0.day == day }?.name
    }

    public func isWorkingDay(_ day: Day) -> Bool { working.contains(day) }

    /// The day itself if it is worked, else the last worked one before it.
    public func workingDay(onOrBefore day: Day) -> Day {
        isWorkingDay(day) ? day : working.member(working.rank(day) - 1)
    }

    /// The day itself if it is worked, else the next worked one (Civil Code 2015, Article 148.5).
    public func workingDay(onOrAfter day: Day) -> Day {
        isWorkingDay(day) ? day : working.member(working.rank(day))
    }

    /// The nth working day after a day (before it, where negative), the day itself not counted
    /// (Civil Code 2015, Article 147.2). Zero gives the day itself.
    public func adding(workingDays n: Int, to day: Day) -> Day {
        if n == 0 { return day }
        return working.member(n > 0 ? working.rank(day + 1) &+ (n &- 1) : working.rank(day) &+ n)
    }

    /// Working days after `from` up to and including `to`; negative where `to` lies before `from`.
    public func workingDays(from: Day, to: Day) -> Int { working.rank(to + 1) - working.rank(from + 1) }

    /// The run of days off that a day lies in; nil where the day is worked.
    public func breakAround(_ day: Day) -> ClosedRange<Day>? {
        guard !isWorkingDay(day) else { return nil }
        return min(workingDay(onOrBefore: day) + 1, day)...max(workingDay(onOrAfter: day) - 1, day)
    }
}
