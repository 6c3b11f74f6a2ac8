import Dashboard
public import Dates
internal import Delivery
public import Diagnostics
public import Planning
import Programmes

/// A task at one of its occurrences, for a calendar.
public struct CalendarItem: Sendable {
    /// Index into the plan.
    public var task: Int
    public var occurrence: OccurrenceState
    public var isCancelled: Bool

    public init(task: Int, occurrence: OccurrenceState, isCancelled: Bool = false) {
        self.task = task
        self.occurrence = occurrence
        self.isCancelled = isCancelled
    }
}

/// Where a calendar's entries get their names from, and when they are written.
public struct CalendarOrigin: Sendable {
    /// Of the ledger; empty where there is none yet.
    public var siteName: String
    public var host: String
    public var language: Language
    /// Where things stand.
    public var today: Day
    /// When the entries were written.
    public var stamp: Instant

    public init(siteName: String, host: String, language: Language, today: Day, stamp: Instant) {
        self.siteName = siteName
        self.host = host
        self.language = language
        self.today = today
        self.stamp = stamp
    }
}

/// One event for each due date (RFC 5545), under the identity that the messages give it too.
/// - Parameter todos: to-dos in place of events, of what has no due date too.
public func writeCalendar(
    _ items: some Sequence<CalendarItem>, of plan: Plan, from origin: CalendarOrigin, todos: Bool = false
) -> [UInt8] {
    var writer = CalendarWriter()
    for item in items where todos || item.occurrence.due != nil {
        let programme = plan.site.programmes[plan.programmeIndex(ofTask: item.task)]
        let (task, occurrence) = (plan.task(item.task), item.occurrence)
        let entry = CalendarWriter.Deadline(
            uid: CalendarWriter.uid(
                programme: programme.id, task: task.id, occurrence: occurrence.id, siteName: origin.siteName,
                host: origin.host),
            sequence: occurrence.dueNumber, stamp: origin.stamp, start: occurrence.start, due: occurrence.due,
            summary: "\(task.id) \(singleLine(task.title))",
            description: describe(task, item, programme, plan, origin), priority: task.priority,
            isDone: occurrence.status == .done || occurrence.status == .cancelled)
        if todos { writer.todo(entry) } else { writer.event(entry) }
    }
    writer.finish()
    return writer.bytes
}

/// What an entry says; a line that would be empty is left out.
private func describe(
    _ task: OfficeTask, _ item: CalendarItem, _ programme: Programme, _ plan: Plan, _ origin: CalendarOrigin
) -> String {
    func say(_ vi: String, _ en: String) -> String { origin.language == .vi ? vi : en }
    let number = programme.number ?? programme.id
    let lead = task.bodies(.lead).map {
        plan.site.bodies.describe($0, on: origin.today, in: origin.language)
    }.joined(separator: "; ")
    let phrases =
        programme.deadlines.indices.contains(Int(task.deadline)) ? programme.deadlines[Int(task.deadline)] : []
    let standing = describeStanding(item.occurrence, isCancelled: item.isCancelled, on: origin.today)
    return [
        number, programme.title == number ? "" : programme.title,
        say("Thời hạn: ", "Deadline: ") + phrases.joined(separator: "; "),
        lead.isEmpty ? "" : say("Chủ trì: ", "Lead: ") + lead,
        say("Tình trạng: ", "Standing: ") + standing.text(in: origin.language),
    ].filter { !$0.isEmpty }.map { singleLine($0) }.joined(separator: "\n")
}
