import Dates
import RuleLanguage

/// The days and clocks that instants are counted with: the site's calendar and zone.
struct SiteCalendar: Sendable {
    let zone: Zone
    let calendar: WorkCalendar
    /// The day from which the site sends; nil: it always did.
    let firstDay: Day?

    /// Of what lies before it nothing goes out, nor is it made up for.
    var begin: Instant? { firstDay.map { zone.instant($0, TimeOfDay(hour: 0)!) } }

    init(_ settings: Settings, _ calendar: WorkCalendar) {
        zone = settings.zone
        self.calendar = calendar
        if case .from(let day) = settings.live { firstDay = day } else { firstDay = nil }
    }

    /// The nearest working day, the day itself included.
    func workingDay(_ day: Day, earlier: Bool) -> Day {
        earlier ? calendar.workingDay(onOrBefore: day) : calendar.workingDay(onOrAfter: day)
    }

    /// No offset counts further: 300 years of days.
    private static let limit = 110_000

    /// A day so many units later, earlier where negative. Not for hours.
    func adding(_ count: Int, _ unit: OffsetUnit, to day: Day) -> Day {
        let count = max(-Self.limit, min(Self.limit, count))
        switch unit {
        case .hours, .days: return day + count
        case .workingDays: return calendar.adding(workingDays: count, to: day)
        case .weeks: return day + 7 * count
        case .months: return day.adding(months: count)
        case .quarters: return day.adding(months: 3 * count)
        case .years: return day.adding(months: 12 * count)
        }
    }

    /// So many hours, in seconds.
    func hours(_ count: Int) -> Int { max(-Self.limit * 24, min(Self.limit * 24, count)) * 3600 }
}
