public import Dates
import Deadlines
import Programmes

/// What was reported and sent stays with its duty, whatever its deadline's words are by now.
extension Memory {
    /// Finds for each occurrence that something is known of the one that it is under the present plan.
    ///
    /// A deadline that falls due once has one occurrence for ever. Of what recurs each stays with its cycle, and where the
    /// cadence is another, with the occurrence that its period overlaps most.
    /// - Parameter edited: the tasks of which it may be another; nil: all.
    mutating func settleOccurrences(edited: [UInt32]? = nil) {
        if let edited, edited.isEmpty { return }
        let concerned = edited.map(Set.init)
        var matcher = OccurrenceMatcher()
        var renamed: [(record: Int, to: String)] = []
        for (number, record) in records.enumerated() where Int(record.task) < plan.taskCount {
            if let concerned, !concerned.contains(record.task) { continue }
            guard let id = matcher.match(record.occurrence, self, Int(record.task)),
                id != occurrenceNames[record.occurrence]
            else { continue }
            renamed.append((number, id))
        }
        rename(renamed)
    }

    /// The same of one task, when an event gives it another occurrence.
    mutating func settleOccurrences(ofTask task: UInt32) {
        var matcher = OccurrenceMatcher()
        var renamed: [(record: Int, to: String)] = []
        for (number, record) in records.enumerated() where record.task == task {
            guard let id = matcher.match(record.occurrence, self, Int(task)), id != occurrenceNames[record.occurrence]
            else { continue }
            renamed.append((number, id))
        }
        rename(renamed)
    }

    private mutating func rename(_ renamed: [(record: Int, to: String)]) {
        // All are taken away before any is put in place: one may take another's name.
        var moving: [(record: Int, task: UInt32, occurrence: UInt32)] = []
        for (number, name) in renamed {
            moving.append((number, records[number].task, occurrenceNumber(name)))
            removeFromIndex(number)
        }
        for (number, task, occurrence) in moving { put(number, task, occurrence) }
    }

    /// What was reported and finds no place under the plan, by name: `programme/task`, `programme/task@occurrence`.
    public var unplaced: [String] { reportedStrangers + unplacedReports }

    /// The occurrences of which something was reported and that the plan has no place for, in order: `programme/task@id`.
    public var unplacedReports: [String] {
        var matcher = OccurrenceMatcher()
        var found: [String] = []
        for record in records where record.reports >= 0 && Int(record.task) < plan.taskCount {
            if matcher.match(record.occurrence, self, Int(record.task)) == nil {
                found.append(plan.reference(Int(record.task)) + "@" + occurrenceNames[record.occurrence])
            }
        }
        return found.sorted(by: precedes)
    }

    /// The due dates that an edit of a document has moved: of each occurrence of which something went out the one that it
    /// counted from, where by the present plan it is another.
    public func movedDues(at now: Instant) -> [Report] {
        var matcher = OccurrenceMatcher()
        var moved: [Report] = []
        for record in records where record.knownDue != .min && Int(record.task) < plan.taskCount {
            let task = Int(record.task)
            let name = occurrenceNames[record.occurrence]
            guard !name.contains("#"), let due = matcher.due(record.occurrence, self, task) else { continue }
            let reports = reports(record)
            let known = reports?.dues.last { !$0.isExtension }?.to ?? Day(number: record.knownDue)
            guard known != due else { continue }
            moved.append(
                Report(
                    at: now, kind: .move(from: known, to: due),
                    programme: plan.site.programmes[plan.programmeIndex(ofTask: task)].id, task: plan.taskID(task),
                    occurrence: name))
        }
        return moved.sorted { a, b in
            let (x, y) = ("\(a.programme ?? "")/\(a.task ?? "")@\(a.occurrence ?? "")", "\(b.programme ?? "")/\(b.task ?? "")@\(b.occurrence ?? "")")
            return precedes(x, y)
        }
    }
}

/// Finds the occurrence that a recorded one is under a plan; keeps what it found of each timetable.
struct OccurrenceMatcher {
    /// By timetable and number of the name; the number of a due date stands behind `#` in it.
    private var known: [UInt64: (occurrence: Occurrence?, name: String?)] = [:]

    /// - Parameter number: of the memory's, of an occurrence with the number of a due date.
    /// - Returns: its present name; nil: there is none.
    mutating func match(_ number: UInt32, _ memory: Memory, _ task: Int) -> String? {
        find(number, memory, task).name
    }

    mutating func due(_ number: UInt32, _ memory: Memory, _ task: Int) -> Day? {
        find(number, memory, task).occurrence?.due
    }

    private mutating func find(
        _ number: UInt32, _ memory: Memory, _ task: Int
    ) -> (occurrence: Occurrence?, name: String?) {
        let key = UInt64(memory.plan.columns.timetable[task]) << 32 | UInt64(number)
        let isAwaited = memory.plan.isAwaiting(task) && memory.awaited(ofTask: task) != nil
        if !isAwaited, let known = known[key] { return known }
        let parts = memory.occurrenceNames[number].split(separator: "#", maxSplits: 1)
        let occurrence = parts.first.flatMap { Self.find(String($0), among: memory.tracks(ofTask: task)) }
        let name = occurrence.map { parts.count == 1 ? $0.id : "\($0.id)#\(parts[1])" }
        if !isAwaited { known[key] = (occurrence, name) }
        return (occurrence, name)
    }

    private static func find(_ id: String, among tracks: [Track]) -> Occurrence? {
        for track in tracks { if let same = track.occurrence(id: id) { return same } }
        let singles = tracks.filter(\.series.isSingle)
        guard let period = Period(id) else { return singles.first?.occurrence(0) ?? tracks.first?.occurrence(0) }
        if singles.count == 1, tracks.count == 1 { return singles[0].occurrence(0) }
        var best: (occurrence: Occurrence, overlap: Int, distance: Int)?
        for track in tracks {
            let first = max(0, track.index(dueOnOrAfter: period.first - 40) - 1)
            for k in first..<first + 64 {
                guard let occurrence = track.occurrence(k), occurrence.start <= period.last + 400 else { break }
                let end = occurrence.due ?? Day.range.upperBound
                let overlap = max(0, min(end, period.last) - max(occurrence.start, period.first) + 1)
                let distance = abs((occurrence.due ?? occurrence.start) - period.last)
                if let best, (best.overlap, -best.distance) >= (overlap, -distance) { continue }
                best = (occurrence, overlap, distance)
            }
        }
        return best?.occurrence
    }

    /// The days that an id names.
    private struct Period {
        let first: Day
        let last: Day

        init?(_ id: String) {
            guard let period = CalendarPeriod(id: id) else { return nil }
            (first, last) = (period.start, period.end)
        }
    }
}

extension Track {
    /// The occurrence of an id.
    func occurrence(id: String) -> Occurrence? {
        if series.isSingle {
            guard let occurrence = occurrence(0), occurrence.id == id else { return nil }
            return occurrence
        }
        guard let period = CalendarPeriod(id: id) else { return nil }
        var k = max(0, index(dueOnOrAfter: period.start - 40) - 1)
        while let occurrence = occurrence(k), occurrence.start <= period.end + 40 {
            if occurrence.id == id { return occurrence }
            k += 1
        }
        return nil
    }
}
