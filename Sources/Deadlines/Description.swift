public import Dates
public import Diagnostics

/// How a phrase was read, for a person: its kind, dates, what is left of its time, the next occurrences, notes.
/// - Returns: lines, each ended by a line feed.
public func describe(
    _ deadline: Deadline, next: [Occurrence], now: Day, calendar: WorkCalendar, language: Language
) -> String {
    deadline.text + "\n"
}
