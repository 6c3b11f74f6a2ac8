public import Dates

/// One period of a deadline.
public struct Occurrence: Hashable, Sendable {
    /// The calendar period's name (`2021`, `2021-H1`, `2021-Q4`, `2021-10`, `2021-W41`, `2021-12-15`), else the due
    /// date; `open` where nothing is due; `awaited` while its event has not happened.
    public var id: String
    /// That of the part it comes from; an awaited one whose event has happened is `once`.
    public var kind: DeadlineKind
    /// Its first day; of an awaited one the issue.
    public var start: Day
    /// As written; the last day, inclusive.
    public var due: Day?
    /// A clock time beside the due day; nil: until the day's end.
    public var dueTime: TimeOfDay?
    /// The last working day on or before `due`.
    public var prudentDue: Day?
    /// The next working day where `due` falls on a day off; nothing is overdue before it has passed.
    public var legalDue: Day?

    /// For what is not named by its dates: `open`, `awaited`, and an occurrence read from elsewhere.
    public init(
        id: String, kind: DeadlineKind = .once, start: Day, due: Day?, dueTime: TimeOfDay? = nil,
        prudentDue: Day? = nil, legalDue: Day? = nil
    ) {
        self.id = id
        self.kind = kind
        self.start = start
        self.due = due
        self.dueTime = dueTime
        self.prudentDue = prudentDue
        self.legalDue = legalDue
    }

    /// A dated one, named by the calendar period that it fills exactly, else by its due date.
    init(
        kind: DeadlineKind, start: Day, due: Day, dueTime: TimeOfDay?, calendar: borrowing WorkCalendar,
        rolls: Bool = true
    ) {
        self.init(
            id: Occurrence.name(start: start, due: due), kind: kind, start: start, due: due, dueTime: dueTime,
            prudentDue: calendar.workingDay(onOrBefore: due),
            legalDue: rolls ? calendar.workingDay(onOrAfter: due) : due)
    }

    private static func name(start: Day, due: Day) -> String {
        period(start: start, due: due)?.id ?? due.description
    }

    /// The calendar period that an occurrence fills exactly.
    static func period(start: Day, due: Day) -> CalendarPeriod? {
        let unit: CalendarUnit? =
            switch due - start {
            case 0: .day
            case 6: .week
            case 27...30: .month
            case 89...91: .quarter
            case 180...183: .halfYear
            case 364...365: .year
            default: nil
            }
        if let unit {
            let period = CalendarPeriod(unit, containing: start)
            if period.start == start, period.end == due { return period }
        }
        return nil
    }
}
