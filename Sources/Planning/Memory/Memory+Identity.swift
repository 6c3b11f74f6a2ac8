public import Dates
import Deadlines
import Programmes

/// What was reported and sent stays with its duty, whatever its deadline's words are by now.
extension Memory {
    /// Finds for each occurrence that something is known of the one that it is under the present plan.
    ///
    /// A deadline that falls due once has one occurrence for ever. Of what recurs each stays with its cycle, and where the
    /// cadence is another, with the occurrence that its period overlaps most. What is recorded keeps its name, so that
    /// another edit finds it as a ledger that is read anew would, and a name that comes back is known.
    /// - Parameter edited: the tasks of which it may be another; nil: all.
    mutating func settleOccurrences(edited: [UInt32]? = nil) {
        if let edited, edited.isEmpty { return }
        var matcher = OccurrenceMatcher()
        var tasks: Set<UInt32> = []
        for place in edited.map({ places(of: Set($0)) }) ?? Array(records.indices) {
            let record = records[place]
            guard Int(record.task) < plan.taskCount, record.layer != .merged else { continue }
            if record.layer == .recorded || isRenamed(record, &matcher) { tasks.insert(record.task) }
        }
        arrange(tasks, &matcher)
    }

    private func isRenamed(_ record: Record, _ matcher: inout OccurrenceMatcher) -> Bool {
        matcher.match(record.occurrence, self, Int(record.task)).map { $0 != occurrenceNames[record.occurrence] }
            ?? false
    }

    /// The present name of an occurrence that was reported under an earlier one; the same where it has no place.
    mutating func present(_ occurrence: String, ofTask task: Int) -> String {
        if tracks(ofTask: task).contains(where: { $0.occurrence(id: occurrence) != nil }) { return occurrence }
        var matcher = OccurrenceMatcher()
        return matcher.match(occurrenceNumber(occurrence), self, task) ?? occurrence
    }

    /// The same of a name as the ledger has it.
    public func presentName(ofOccurrence occurrence: String, ofTask task: Int) -> String {
        var memory = self
        return memory.present(occurrence, ofTask: task)
    }

    /// Takes apart what was merged: of each of these tasks what is recorded stands under the name that it was recorded by.
    mutating func separate(_ tasks: Set<UInt32>) {
        guard !recordedPlaces.isEmpty else { return }
        for place in places(of: tasks) where records[place].layer == .merged { forget(place) }
        for (name, place) in recordedPlaces where tasks.contains(name.task) {
            recordedPlaces[name] = nil
            records[place].layer = .plain
            index(place, name.task, name.occurrence)
        }
    }

    /// Where a name's own record is; it is made where nothing is known by that name.
    mutating func recordedPlace(_ task: UInt32, _ occurrence: UInt32) -> Int {
        let name = RecordedName(task: task, occurrence: occurrence)
        if !recordedPlaces.isEmpty, let known = recordedPlaces[name] { return known }
        let place = recordNumber(task, occurrence)
        guard records[place].layer == .merged else { return place }
        let own = append(Record(task: task, occurrence: occurrence, layer: .recorded))
        recordedPlaces[name] = own
        return own
    }

    /// Something is recorded under a name of before: what holds is found anew.
    mutating func arrange(_ task: UInt32) {
        var matcher = OccurrenceMatcher()
        arrange([task], &matcher)
    }

    private mutating func arrange(_ tasks: Set<UInt32>, _ matcher: inout OccurrenceMatcher) {
        guard !tasks.isEmpty else { return }
        separate(tasks)
        var parts: [RecordedName: [Part]] = [:]
        for place in places(of: tasks) {
            let record = records[place]
            let own = occurrenceNames[record.occurrence]
            let present = matcher.match(record.occurrence, self, Int(record.task)) ?? own
            let name = RecordedName(task: record.task, occurrence: record.occurrence)
            guard present != own else {
                parts[name, default: []].append(Part(place: place))
                continue
            }
            let other = RecordedName(task: record.task, occurrence: occurrenceNumber(present))
            // Of what waits for an event only what was reported stays with the duty: what was sent was about the waiting, or
            // counted from another day of the event.
            let isAwaiting = plan.isAwaiting(Int(record.task))
            if isAwaiting { parts[name, default: []].append(Part(place: place, hasReports: false)) }
            parts[other, default: []].append(Part(place: place, hasDecisions: !isAwaiting))
        }
        let names = parts.keys.sorted { ($0.task, $0.occurrence) < ($1.task, $1.occurrence) }
        // All are taken away before any is put in place: one may have another's name.
        var merged: [RecordedName] = []
        for name in names {
            let own = parts[name] ?? []
            if own.count == 1, own[0].isWhole, records[own[0].place].occurrence == name.occurrence { continue }
            // What waited without a report has no part in another.
            let known = own.filter { $0.hasDecisions || records[$0.place].reports >= 0 }
            if known.allSatisfy({ records[$0.place].occurrence == name.occurrence && !hasReportsTakenOver($0) }) {
                continue
            }
            parts[name] = known
            merged.append(name)
            for part in known where records[part.place].layer == .plain {
                removeFromIndex(part.place)
                records[part.place].layer = .recorded
                recordedPlaces[
                    RecordedName(task: name.task, occurrence: records[part.place].occurrence)] = part.place
            }
        }
        for name in merged {
            let place = append(Record(task: name.task, occurrence: name.occurrence, layer: .merged))
            index(place, name.task, name.occurrence)
            for part in parts[name] ?? [] {
                if part.hasDecisions { addDecisions(of: part.place, to: place) }
                if part.hasReports { addReports(of: part.place, to: place) }
            }
        }
    }

    private func hasReportsTakenOver(_ part: Part) -> Bool { !part.hasReports && records[part.place].reports >= 0 }

    /// What a record has a part in: an occurrence of the plan.
    private struct Part {
        var place: Int
        var hasDecisions = true
        var hasReports = true

        var isWhole: Bool { hasDecisions && hasReports }
    }

    /// What was reported and finds no place under the plan, by name: `programme/task`, `programme/task@occurrence`.
    public var unplaced: [String] { reportedStrangers + unplacedReports }

    /// The occurrences of which something was reported and that the plan has no place for, in order: `programme/task@id`.
    public var unplacedReports: [String] {
        var matcher = OccurrenceMatcher()
        var found: [String] = []
        for record in records
        where record.reports >= 0 && record.layer != .merged && Int(record.task) < plan.taskCount {
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
        for record in records
        where record.knownDue != .min && record.layer != .recorded && Int(record.task) < plan.taskCount {
            let task = Int(record.task)
            let name = occurrenceNames[record.occurrence]
            guard !name.utf8.contains(UInt8(ascii: "#")),
                let occurrence = matcher.occurrence(record.occurrence, self, task),
                let due = occurrence.due
            else { continue }
            // Counted from another day of its event it is another occurrence, with a chain of its own.
            if plan.isAwaiting(task), occurrence.id != name { continue }
            let history = dueHistory(reports(record), occurrence)
            let known = history.changes.last { !$0.isExtension }?.to ?? Day(number: record.knownDue)
            guard known != due else { continue }
            moved.append(
                Report(
                    at: now, kind: .move(from: known, to: due),
                    programme: plan.site.programmes[plan.programmeIndex(ofTask: task)].id, task: plan.taskID(task),
                    occurrence: name))
        }
        return moved.sorted { a, b in
            let (x, y) = (
                "\(a.programme ?? "")/\(a.task ?? "")@\(a.occurrence ?? "")",
                "\(b.programme ?? "")/\(b.task ?? "")@\(b.occurrence ?? "")"
            )
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

    mutating func occurrence(_ number: UInt32, _ memory: Memory, _ task: Int) -> Occurrence? {
        find(number, memory, task).occurrence
    }

    private mutating func find(
        _ number: UInt32, _ memory: Memory, _ task: Int
    ) -> (occurrence: Occurrence?, name: String?) {
        let key = UInt64(memory.plan.columns.timetable[task]) << 32 | UInt64(number)
        let isAwaited = memory.plan.isAwaiting(task) && memory.awaited(ofTask: task) != nil
        if !isAwaited, let known = known[key] { return known }
        let recorded = memory.occurrenceNames[number]
        let mark = recorded.utf8.firstIndex(of: UInt8(ascii: "#"))
        let id = mark.map { String(recorded[..<$0]) } ?? recorded
        let occurrence = id.isEmpty ? nil : Self.find(id, among: memory.tracks(ofTask: task))
        let name = occurrence.map { occurrence in mark.map { occurrence.id + recorded[$0...] } ?? occurrence.id }
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
