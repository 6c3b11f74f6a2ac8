import Dates
import Deadlines

/// What a task's phrases come to: streams of occurrences, one for each part.
///
/// A class: one plan hands it on to the next, which knows it again.
final class Timetable: Sendable {
    let schedule: Schedule
    /// The phrases as read, for people.
    let deadlines: [Deadline]
    let isCompound: Bool
    let issued: Day
    /// While what it waits for has not happened.
    let tracks: [Track]

    init(_ deadlines: [Deadline], in context: ReadingContext) {
        schedule = Schedule(deadlines, in: context)
        self.deadlines = deadlines
        isCompound = deadlines.contains { $0.kind == .compound }
        issued = context.issued
        tracks = Self.tracks(schedule, event: nil)
    }

    var isAwaiting: Bool { schedule.isAwaiting }

    /// - Parameter event: when what it waits for happened.
    func tracks(event: Day?) -> [Track] {
        event == nil || !isAwaiting ? tracks : Self.tracks(schedule, event: event)
    }

    private static func tracks(_ schedule: Schedule, event: Day?) -> [Track] {
        let series = schedule.series(event: event)
        return series.indices.map { Track(series: series[$0], earlier: Array(series[..<$0])) }
    }
}

/// One part's occurrences. Starts and due dates never go back from one to the next.
final class Track: Sendable {
    let series: OccurrenceSeries
    /// The parts written before it: what they also have is theirs.
    let earlier: [OccurrenceSeries]

    init(series: OccurrenceSeries, earlier: [OccurrenceSeries]) {
        self.series = series
        self.earlier = earlier
    }

    var kind: DeadlineKind { series.kind }

    /// The occurrence of a number, the first being 0; nil after the last.
    func occurrence(_ number: Int) -> Occurrence? { series[number] }

    /// An earlier part has it too. (An identity follows from start and due date.)
    func isRepeated(_ occurrence: Occurrence) -> Bool {
        earlier.contains { series in
            guard let due = occurrence.due else { return series[0]?.id == occurrence.id }
            return series[series.index(dueOnOrAfter: due)]?.id == occurrence.id
        }
    }
}
