public import Dates

/// What a task's phrases come to: streams of occurrences, one for each part.
///
/// A class: programmes whose phrases were read alike share it, and one plan hands it on to the next, which knows it again.
/// What the phrases were read as is not kept, for it is larger, but read again when somebody asks.
public final class Timetable: Sendable {
    public let isCompound: Bool
    public let issued: Day
    /// While what it waits for has not happened.
    public let tracks: [Track]
    /// Of what waits for an event: few do, and of the others the tracks say all.
    private let awaiting: Schedule?

    public init(_ deadlines: [Deadline], in context: ReadingContext) {
        let schedule = Schedule(deadlines, in: context)
        isCompound = schedule.isCompound
        issued = context.issued
        tracks = Self.tracks(schedule, event: nil)
        awaiting = schedule.isAwaiting ? schedule : nil
    }

    public var isAwaiting: Bool { awaiting != nil }

    /// - Parameter event: when what it waits for happened.
    public func tracks(event: Day?) -> [Track] {
        guard let awaiting, event != nil else { return tracks }
        return Self.tracks(awaiting, event: event)
    }

    private static func tracks(_ schedule: Schedule, event: Day?) -> [Track] {
        let series = schedule.series(event: event)
        return series.indices.map { Track(series: series[$0], earlier: $0 == 0 ? [] : Array(series[..<$0])) }
    }
}

/// One part's occurrences. Starts and due dates never go back from one to the next.
public final class Track: Sendable {
    public let series: OccurrenceSeries
    /// The parts written before it: what they also have is theirs.
    public let earlier: [OccurrenceSeries]

    public init(series: OccurrenceSeries, earlier: [OccurrenceSeries]) {
        self.series = series
        self.earlier = earlier
    }

    public var kind: DeadlineKind { series.kind }

    /// The occurrence of a number, the first being 0; nil after the last.
    public func occurrence(_ number: Int) -> Occurrence? { series[number] }

    /// An earlier part has it too. (An identity follows from start and due date.)
    public func isRepeated(_ occurrence: Occurrence) -> Bool {
        earlier.contains { series in
            guard let due = occurrence.due else { return series[0]?.id == occurrence.id }
            return series[series.index(dueOnOrAfter: due)]?.id == occurrence.id
        }
    }
}
