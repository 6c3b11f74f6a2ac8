import Dates
import Programmes

extension Memory {
    /// Everything that a ledger says, in order.
    public mutating func replay(_ snapshot: LedgerSnapshot) {
        let snapshot = snapshot.settled()
        for (programme, at) in snapshot.loads { load(programme: programme, at: at) }
        // What was reported and what was decided do not ask for each other.
        replayDecisions(snapshot)
        for report in snapshot.reports {
            // Interner were carried over where they were read.
            if case .renumber(let ids) = report.kind {
                for (from, to) in ids { note(renumbered: from, to, of: report.programme ?? "") }
            } else if case .rename = report.kind {
                continue
            } else {
                apply(report, isArranging: false)
            }
        }
        // What was recorded under names of before finds its place.
        settleAll(edited: nil)
    }

    private mutating func replayDecisions(_ snapshot: LedgerSnapshot) {
        let decided = snapshot.decided
        for (digest, mark) in decided.digestMarks { digestMarks[digest, default: mark].merge(mark) }
        guard !decided.records.isEmpty else { return }
        forgetAgenda()
        let tasks = taskNumbers(of: snapshot)
        if records.isEmpty, ruleNames.all.isEmpty, occurrenceNames.all.isEmpty, bodyNames.all.isEmpty {
            adopt(decided, tasks)
        } else {
            add(decided, tasks)
        }
    }

    /// By the snapshot's own number of a task.
    private mutating func taskNumbers(of snapshot: LedgerSnapshot) -> [UInt32] {
        var numbers = [UInt32](repeating: 0, count: Int(snapshot.taskCount))
        // To find the tasks is most of the work.
        let known = plan.workers.map(snapshot.tasks.count) { [plan] number in
            plan.taskIndices(
                programme: snapshot.programmes[UInt32(number)], tasks: snapshot.tasks[number].ids)
        }
        for (place, tasks) in snapshot.tasks.enumerated() {
            let programme = snapshot.programmes[UInt32(place)]
            for (i, number) in tasks.numbers.enumerated() {
                numbers[Int(number)] =
                    known[place][i] ?? foreignTaskNumber(programme: programme, task: tasks.ids[i])
            }
        }
        return numbers
    }

    /// All of it becomes this memory's, which knew nothing yet.
    private mutating func adopt(_ decided: Memory, _ tasks: [UInt32]) {
        (occurrenceNames, ruleNames, bodyNames) = (decided.occurrenceNames, decided.ruleNames, decided.bodyNames)
        (records, marks) = (decided.records, decided.marks)
        (olderRuns, partialNotices) = (decided.olderRuns, decided.partialNotices)
        for place in records.indices {
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
        for (number, record) in decided.records.enumerated() {
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
}
