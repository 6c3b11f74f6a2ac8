import Dates
import Programmes

extension Memory {
    /// Everything that a ledger says, in order. Of a programme that the plan does not have what was written down stays so,
    /// until a plan has it.
    public mutating func replay(_ snapshot: LedgerSnapshot) {
        var snapshot = snapshot.settled()
        for (programme, at) in snapshot.loads { load(programme: programme, at: at) }
        let isNew = records.isEmpty && ruleNames.all.isEmpty && occurrenceNames.all.isEmpty && bodyNames.all.isEmpty
        if isNew { takeNames(of: snapshot.decided) } else { snapshot = snapshot.unsealed() }
        let parts = openParts(of: snapshot)
        // What was reported and what was decided do not ask for each other.
        if snapshot.limit == nil { replayDecisions(snapshot, parts, isNew: isNew) }
        replayReports(snapshot, parts, isNew: isNew)
        // What was recorded under names of before finds its place.
        settleAll(edited: nil)
    }

    private mutating func takeNames(of decided: Memory) {
        (occurrenceNames, ruleNames, bodyNames) = (decided.occurrenceNames, decided.ruleNames, decided.bodyNames)
    }

    /// A programme of a snapshot.
    private struct Part {
        let programme: String
        /// In ``LedgerSnapshot/histories``.
        let place: Int
        /// Of what was sealed.
        let content: HistoryContent?
        /// This memory's, by place of a task's id.
        let tasks: [UInt32]
    }

    /// All but those that are sealed and that the plan does not have, which this memory keeps as they are.
    private mutating func openParts(of snapshot: LedgerSnapshot) -> [Part] {
        var open: [Int] = []
        let names = snapshot.programmes.all
        let isAsked = Set(zip(names, snapshot.histories).filter { $1.sealed == nil }.map(\.0))
        for (place, history) in snapshot.histories.enumerated() {
            let programme = names[place]
            if let sealed = history.sealed, plan.programmeIndex(programme) == nil, !isAsked.contains(programme) {
                if snapshot.limit == nil { dormant[programme, default: []].append(sealed) }
            } else {
                open.append(place)
            }
        }
        // To find the tasks is most of the work.
        let limits = snapshot.decided.numberLimits
        let read = plan.workers.map(open.count) { [plan, open] number in
            let history = snapshot.histories[open[number]]
            let content = history.sealed.map { HistoryContent(reading: $0, limits) ?? HistoryContent() }
            let programme = snapshot.programmes[UInt32(open[number])]
            return (content, plan.taskIndices(programme: programme, tasks: content?.ids ?? history.ids))
        }
        return zip(open, read).map { place, read in
            let programme = snapshot.programmes[UInt32(place)]
            let ids = read.0?.ids ?? snapshot.histories[place].ids
            return Part(
                programme: programme, place: place, content: read.0,
                tasks: zip(read.1, ids).map { $0 ?? foreignTaskNumber(programme: programme, task: $1) })
        }
    }

    private mutating func replayDecisions(_ snapshot: LedgerSnapshot, _ parts: [Part], isNew: Bool) {
        let decided = snapshot.decided
        for (digest, mark) in decided.digestMarks { digestMarks[digest, default: mark].merge(mark) }
        forgetAgenda()
        if !decided.records.isEmpty {
            var tasks: [UInt32] = []
            for part in parts where part.content == nil {
                for (place, number) in snapshot.histories[part.place].numbers.enumerated() {
                    while tasks.count <= Int(number) { tasks.append(0) }
                    tasks[Int(number)] = part.tasks[place]
                }
            }
            if isNew { adopt(decided, tasks) } else { add(decided, tasks) }
        }
        for part in parts { if let content = part.content { append(content, tasks: part.tasks) } }
    }

    /// All of it becomes this memory's, which knew nothing yet.
    private mutating func adopt(_ decided: Memory, _ tasks: [UInt32]) {
        (records, marks) = (decided.records, decided.marks)
        (olderRuns, partialNotices) = (decided.olderRuns, decided.partialNotices)
        // Of two records of one name, which only what was forged has, the second is gone already.
        for place in records.indices where records[place].task != Record.gone {
            let task = tasks[Int(records[place].task)]
            records[place].task = task
            // Two that have one name by now are one.
            put(place, task, records[place].occurrence)
        }
    }

    /// What was decided since this memory last knew.
    private mutating func add(_ decided: Memory, _ tasks: [UInt32]) {
        let occurrences = decided.occurrenceNames.all.map { occurrenceNumber($0) }
        let rules = decided.ruleNames.all.map { ruleNumber($0) }
        let bodies = decided.bodyNames.all.map { bodyNumber($0) }
        for (number, record) in decided.records.enumerated() where record.task != Record.gone {
            let place = recordedPlace(tasks[Int(record.task)], occurrences[Int(record.occurrence)])
            var next = record.firstMark
            while next >= 0 {
                let mark = decided.marks[Int(next)]
                let own = markNumber(place, rules[Int(mark.rule)])
                if let run = marks[own].merge(mark) { keep(run, ofMark: own) }
                for run in decided.olderRuns[Int(next)] ?? [] { keep(run, ofMark: own) }
                next = mark.next
            }
            records[place].sent += record.sent
            if record.knownDue != .min { records[place].knownDue = record.knownDue }
            if let partial = decided.partialNotices[UInt32(number)] {
                partialNotices[UInt32(place), default: PartialNotices()].add(partial, rules, bodies)
            }
        }
    }

    /// - Parameter isNew: the snapshot's numbers of names are this memory's.
    private mutating func replayReports(_ snapshot: LedgerSnapshot, _ parts: [Part], isNew: Bool) {
        let first = reportCount
        reportCount += snapshot.reportCount
        renamingCount += snapshot.renamingCount
        var reports: [NumberedReport] = []
        for part in parts {
            let history = snapshot.histories[part.place]
            for change in part.content?.renumbered ?? history.renumbered {
                note(renumbered: change.from, change.to, of: part.programme)
            }
            for var report in part.content?.reports ?? history.reports {
                report.task = part.tasks[Int(report.task)]
                reports.append(report)
            }
        }
        if let limit = snapshot.limit { reports.removeAll { $0.at > limit } }
        if !isNew { translate(&reports, of: snapshot.decided) }
        var events = snapshot.events.filter { event in snapshot.limit.map { event.at <= $0 } ?? true }[...]
        for var report in reports.sorted(by: { $0.order < $1.order }) {
            while let event = events.first, event.order < report.order {
                apply(event: event.name, on: event.day, at: event.at, order: first + event.order)
                events.removeFirst()
            }
            report.order += first
            apply(report, isArranging: false)
        }
        for event in events { apply(event: event.name, on: event.day, at: event.at, order: first + event.order) }
    }

    /// From another's numbers of names to this memory's.
    private mutating func translate(_ reports: inout [NumberedReport], of other: Memory) {
        let occurrences = other.occurrenceNames.all.map { occurrenceNumber($0) }
        let bodies = other.bodyNames.all.map { bodyNumber($0) }
        for i in reports.indices {
            reports[i].occurrence = reports[i].occurrence.map { occurrences[Int($0)] }
            reports[i].bodies = reports[i].bodies.map { bodies[Int($0)] }
        }
    }
}

// MARK: What is sealed

extension Memory {
    var numberLimits: HistoryContent.Limits {
        HistoryContent.Limits(
            occurrences: occurrenceNames.all.count, rules: ruleNames.all.count, bodies: bodyNames.all.count)
    }

    /// What was decided; reports are the caller's.
    /// - Parameter tasks: by place of a task's id.
    mutating func append(_ content: HistoryContent, tasks: [UInt32]) {
        let (firstRecord, firstMark) = (records.count, marks.count)
        for var mark in content.marks {
            mark.move(by: firstMark)
            marks.append(mark)
        }
        for (mark, runs) in content.olderRuns { olderRuns[firstMark + mark] = runs }
        for (record, partial) in content.partialNotices { partialNotices[UInt32(firstRecord) + record] = partial }
        for var record in content.records {
            record.task = tasks[Int(record.task)]
            if record.firstMark >= 0 { record.firstMark += Int32(firstMark) }
            records.append(record)
        }
        for place in firstRecord..<records.count { put(place, records[place].task, records[place].occurrence) }
    }

    /// What was decided, to the contents of the programmes it was decided of.
    /// - Parameter owner: the content that has a task, and the task's place there.
    func distribute(to contents: inout [HistoryContent], _ owner: (UInt32) -> (history: Int, place: UInt32)) {
        var owners = [Int](repeating: 0, count: marks.count)
        for record in records where record.task != Record.gone {
            let history = owner(record.task).history
            var next = record.firstMark
            while next >= 0 {
                owners[Int(next)] = history
                next = marks[Int(next)].next
            }
        }
        var places = [Int](repeating: 0, count: marks.count)
        for (number, mark) in marks.enumerated() {
            places[number] = contents[owners[number]].marks.count
            var own = mark
            // What it leads to is an earlier one of the same record.
            if mark.next >= 0 { own.move(by: places[Int(mark.next)] - Int(mark.next)) }
            contents[owners[number]].marks.append(own)
        }
        for (mark, runs) in olderRuns { contents[owners[mark]].olderRuns[places[mark]] = runs }
        for (number, record) in records.enumerated() where record.task != Record.gone {
            let (history, task) = owner(record.task)
            let place = UInt32(contents[history].records.count)
            var own = record
            own.task = task
            if own.firstMark >= 0 { own.firstMark = Int32(places[Int(own.firstMark)]) }
            contents[history].records.append(own)
            if let partial = partialNotices[UInt32(number)] { contents[history].partialNotices[place] = partial }
        }
    }

    /// Opens what is sealed of programmes that the plan has by now, or that somebody asks for.
    /// - Returns: the tasks of the plan that something is known of; where that stands is to be found yet.
    mutating func wake(_ programmes: some Sequence<String>) -> [UInt32] {
        guard !dormant.isEmpty else { return [] }
        var woken: [UInt32] = []
        for programme in programmes {
            guard let sealed = dormant.removeValue(forKey: programme) else { continue }
            var reports: [NumberedReport] = []
            for sealed in sealed {
                let content = HistoryContent(reading: sealed, numberLimits) ?? HistoryContent()
                let tasks = zip(plan.taskIndices(programme: programme, tasks: content.ids), content.ids).map {
                    $0 ?? foreignTaskNumber(programme: programme, task: $1)
                }
                for change in content.renumbered { note(renumbered: change.from, change.to, of: programme) }
                append(content, tasks: tasks)
                for var report in content.reports {
                    report.task = tasks[Int(report.task)]
                    reports.append(report)
                }
                woken += tasks.filter { Int($0) < plan.taskCount }
            }
            for report in reports.sorted(by: { $0.order < $1.order }) { apply(report, isArranging: false) }
        }
        // What holds of their tasks is another.
        if !woken.isEmpty { forgetAgenda() }
        return woken
    }

    /// None of their tasks is the plan's.
    mutating func wakeAll() { _ = wake(dormant.keys.sorted()) }
}
