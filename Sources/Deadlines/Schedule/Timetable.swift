public import Dates

/// What a task's phrases come to: streams of occurrences, one for each part.
///
/// A class: programmes whose phrases were read alike share it, and one plan hands it on to the next, which knows it again.
/// What the phrases were read as is not kept, for it is larger, but read again when somebody asks.
public final class Timetable: Sendable {
    /// Whether a phrase was read as several deadlines, for rules that ask for the kind.
    public let isCompound: Bool
    /// The date of the document, from which what has no first day counts.
    public let issued: Day
    /// While what it waits for has not happened.
    public let tracks: [Track]
    /// Of what waits for an event: few do, and of the others the tracks say all.
    private let awaiting: Schedule?

    /// - Parameter deadlines: of one task, in the order they are written.
    public init(_ deadlines: [Deadline], in context: ReadingContext) {
        let schedule = Schedule(deadlines, in: context)
        isCompound = schedule.isCompound
        issued = context.issued
        tracks = Self.tracks(schedule.series())
        awaiting = schedule.isAwaiting ? schedule : nil
    }

    /// For who kept an outline: gives what the deadlines gave, in the same context.
    public init(_ outline: Outline, in context: ReadingContext) {
        let series = outline.parts.map { part in
            OccurrenceSeries(part.occurrence(in: context.calendar), calendar: context.calendar)
        }
        isCompound = outline.isCompound
        issued = context.issued
        tracks = Self.tracks(series)
        awaiting = nil
    }

    /// nil where some part recurs or waits for an event, or has days that do not follow from the calendar.
    public func outline(in calendar: WorkCalendar) -> Outline? {
        guard !isAwaiting else { return nil }
        var outline = Outline(isCompound: isCompound, parts: [])
        for track in tracks {
            guard track.series.isSingle, let occurrence = track.occurrence(0) else { return nil }
            let part = Outline.Part(
                kind: occurrence.kind, start: occurrence.start, due: occurrence.due, dueTime: occurrence.dueTime)
            guard part.occurrence(in: calendar) == occurrence else { return nil }
            outline.parts.append(part)
        }
        return outline
    }

    /// Whether any part waits for an event.
    public var isAwaiting: Bool { awaiting != nil }

    /// - Parameter event: when what it waits for happened.
    public func tracks(event: Day?) -> [Track] {
        guard let awaiting, event != nil else { return tracks }
        return Self.tracks(awaiting.series(event: event))
    }

    private static func tracks(_ series: [OccurrenceSeries]) -> [Track] {
        series.indices.map { Track(series: series[$0], earlier: series[..<$0]) }
    }
}

extension Timetable {
    /// What a timetable of dates alone follows from, beside its context: for who keeps what phrases were read as. Most
    /// are such.
    public struct Outline: Hashable, Sendable {
        /// One part, which is a single occurrence.
        public struct Part: Hashable, Sendable {
            /// That of the phrase, or of its part.
            public var kind: DeadlineKind
            /// The first day.
            public var start: Day
            /// The last day, inclusive; nil: nothing is due.
            public var due: Day?
            /// A clock time beside the due day; nil: until the day's end.
            public var dueTime: TimeOfDay?

            /// Numbers as a cache has them: whoever reads them bounds the days.
            public init(kind: DeadlineKind, start: Day, due: Day?, dueTime: TimeOfDay?) {
                self.kind = kind
                self.start = start
                self.due = due
                self.dueTime = dueTime
            }

            fileprivate func occurrence(in calendar: WorkCalendar) -> Occurrence {
                guard let due else { return Occurrence(id: "open", kind: kind, start: start, due: nil) }
                return Occurrence(kind: kind, start: start, due: due, dueTime: dueTime, calendar: calendar)
            }
        }

        /// Whether a phrase was read as several deadlines.
        public var isCompound: Bool
        /// In the order written; a phrase may have several.
        public var parts: [Part]

        /// - Parameter parts: one occurrence each.
        public init(isCompound: Bool, parts: [Part]) {
            self.isCompound = isCompound
            self.parts = parts
        }
    }
}

/// One part's occurrences. Starts and due dates never go back from one to the next.
public final class Track: Sendable {
    /// All occurrences of the part, those that an earlier part has too among them.
    public let series: OccurrenceSeries
    /// The parts written before it: what they also have is theirs. A slice of all, which each track would else copy.
    public let earlier: ArraySlice<OccurrenceSeries>

    /// - Parameter earlier: the series of the parts written before.
    public init(series: OccurrenceSeries, earlier: ArraySlice<OccurrenceSeries>) {
        self.series = series
        self.earlier = earlier
    }

    /// That of all its occurrences.
    public var kind: DeadlineKind { series.kind }

    /// The occurrence of a number, the first being 0; nil after the last.
    public func occurrence(_ number: Int) -> Occurrence? { series[number] }

    /// The number of the first occurrence due on or after a day. One without a due date counts as always due.
    public func index(dueOnOrAfter day: Day) -> Int { series.index(dueOnOrAfter: day) }

    /// An earlier part has it too. (An identity follows from start and due date.)
    public func isRepeated(_ occurrence: Occurrence) -> Bool {
        earlier.contains { series in
            guard let due = occurrence.due else { return series[0]?.id == occurrence.id }
            return series[series.index(dueOnOrAfter: due)]?.id == occurrence.id
        }
    }
}
