import Dates

/// One statement of time found in a phrase, not yet resolved to dates.
struct Statement {
    enum Role: UInt8 {
        case once, from, recurring, periodic, review, continuous, vague, needed, awaiting, phased, past
    }

    enum Bound: UInt8 { case none, before, by, from, after }

    struct Repetition {
        @Packed var every: Int
        var unit: PeriodUnit
        /// More than once in the unit, where that does not divide evenly into months.
        @Packed var times = 1

        /// Once a month.
        var isMonthly: Bool { unit == .month && every == 1 && times == 1 }

        /// Whether it comes back more often than once in so many months.
        func isShorter(thanMonths months: Int) -> Bool {
            unit == .day || unit == .week || every * Resolution.months(unit) < months
        }
    }

    var role: Role
    var bound = Bound.none
    var window: Window?
    /// The end of a range "từ … đến …".
    var end: Window?
    /// Of what recurs: the years it does ("quý IV hằng năm giai đoạn 2022-2025").
    var within: ClosedRange<Day>?
    /// From the issue on: "từ nay đến …".
    var fromNow = false
    var repetition: Repetition?
    var time: TimeOfDay?
    @Packed var term: Term?
    /// Tokens of the event's name.
    @Packed var name: Range<Int> = 0..<0
    var isBefore = false
    /// "sau N ngày kể từ …": the term's end may be meant as a beginning.
    var isFromThere = false
    /// Explicit date of the event.
    var eventDate: Day?
    /// The event is the document's own signing or issue.
    var isOwnIssue = false
    /// Tokens of an event that stands beside a date as a condition.
    @Packed var condition: Range<Int> = 0..<0
    /// Only says from when on what stands beside it recurs: "hằng năm, bắt đầu từ năm 2024".
    var isOpening = false
    /// A report on the part of a year so far; of a list of cycles.
    var isSoFar = false
    /// Of what time the figures of a report are, not when it is due.
    var isData = false
    /// Of what recurs: the months of a year in which it is not due, bit 0 January.
    var excepted: UInt16 = 0
    /// Tokens.
    @Packed var first = 0
    @Packed var next = 0
    /// Names the year of a plan or a meeting rather than a time to be done by.
    var isAttribute = false
    /// More of the same list, to be read as one stretch or several.
    var joined = false
    /// Set apart by a semicolon: of the same list, but never of one stretch with the one before.
    var isApart = false
    /// Of a feast: so many days before it.
    @Packed var daysBefore = 0
    /// Its year is that of the years before it: "năm học 2025-2026: nộp trước 31/5".
    var hasCarriedYear = false
    /// The range ends before its end begins ("từ … đến trước …").
    var endsBefore = false
}
