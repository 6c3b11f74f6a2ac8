import Dates
import Programmes

// What went out and what was withheld: how far each rule is decided, and how much was sent.
extension Memory {
    func mark(_ record: Record, _ rule: UInt32) -> Mark? { markNumber(record, rule).map { marks[$0] } }

    func markNumber(_ record: Record, _ rule: UInt32) -> Int? {
        var next = record.firstMark
        while next >= 0 {
            if marks[Int(next)].rule == rule { return Int(next) }
            next = marks[Int(next)].next
        }
        return nil
    }

    mutating func markNumber(_ record: Int, _ rule: UInt32) -> Int {
        if let known = markNumber(records[record], rule) { return known }
        marks.append(Mark(rule: rule, next: records[record].firstMark))
        records[record].firstMark = Int32(marks.count - 1)
        return marks.count - 1
    }

    /// Where it is kept how far a rule is decided for an occurrence of a task.
    struct Found {
        /// Into ``Memory/records``.
        var record: UInt32
        /// Into ``Memory/marks``.
        var mark: UInt32
    }

    mutating func find(_ task: UInt32, _ occurrence: UInt32, rule: UInt32) -> Found {
        let record = recordNumber(task, occurrence)
        return Found(record: UInt32(record), mark: UInt32(markNumber(record, rule)))
    }

    mutating func updateMark(_ mark: Int, _ change: (inout Mark) -> Void) { change(&marks[mark]) }

    func hasDecided(_ mark: Int, _ trigger: Trigger, _ rule: CompiledRule) -> Bool {
        marks[mark].hasDecided(trigger, rule) || isInOlderRun(mark, trigger.step, trigger.repeatNumber)
    }

    /// Whether an instant of this number was decided, under whatever version of the rule.
    func hasDecided(_ mark: Int, step: Int32, repeatNumber: Int32) -> Bool {
        marks[mark].hasDecided(step: step, repeatNumber: repeatNumber) || isInOlderRun(mark, step, repeatNumber)
    }

    private func isInOlderRun(_ mark: Int, _ step: Int32, _ repeatNumber: Int32) -> Bool {
        marks[mark].hasOlderRuns && olderRuns[mark]?.contains { $0.contains(step, repeatNumber) } ?? false
    }

    /// Keeps a run of repeats that the mark's present one does not carry on.
    mutating func keep(_ run: RepeatRun, ofMark mark: Int) {
        marks[mark].hasOlderRuns = true
        olderRuns[mark, default: []].append(run)
        joinRuns(ofMark: mark)
    }

    /// What lay between was decided: in the rows of a decision what went out may stand before what was withheld.
    private mutating func joinRuns(ofMark mark: Int) {
        guard marks[mark].hasOlderRuns, var runs = olderRuns[mark] else { return }
        while let index = runs.firstIndex(where: { marks[mark].join($0) }) { runs.remove(at: index) }
        olderRuns[mark] = runs.isEmpty ? nil : runs
        marks[mark].hasOlderRuns = !runs.isEmpty
    }

    /// A decision that a ledger has: of an instant what went out to a body, or that nothing did.
    struct Decided {
        var rule: UInt32
        var step: Int32
        var repeatNumber: Int32
        var nominal: Instant
        /// nil: it went out.
        var held: Withheld.Reason?
        /// The first due date of its occurrence.
        var due: Day?
        /// The bodies whose shares it was about (numbers of the memory's); nil: all.
        var subjects: [UInt32]?
        /// Decided by a clock that was ahead: the step went out, and what comes before it may still come.
        var isAhead: Bool
    }

    /// How a step or repeat was decided; more than once where several recipients were told.
    mutating func record(_ task: UInt32, _ occurrence: UInt32, _ decided: Decided) {
        record(recordedPlace(task, occurrence), decided)
    }

    private mutating func record(_ record: Int, _ decided: Decided) {
        let mark = markNumber(record, decided.rule)
        let (step, repeatNumber) = (decided.step, decided.repeatNumber)
        let isNew = !hasDecided(mark, step: step, repeatNumber: repeatNumber)
        let nominal = decided.isAhead ? Instant(seconds: .min) : decided.nominal
        let older = marks[mark].decide(step: step, repeatNumber: repeatNumber, nominal: nominal)
        if let older { keep(older, ofMark: mark) } else { joinRuns(ofMark: mark) }
        marks[mark].conclude(step: step, repeatNumber: repeatNumber, nominal: nominal, held: decided.held)
        guard decided.held == nil else { return }
        noteDue(UInt32(record), decided.due)
        if let subjects = decided.subjects {
            let step = PartialNotices.Step(rule: decided.rule, step: step, repeatNumber: repeatNumber)
            partialNotices[UInt32(record), default: PartialNotices()].add(step, subjects)
        } else if isNew {
            records[record].sent += 1
        }
    }

    /// What was decided of an occurrence that is recorded under several names is recorded under its present one.
    mutating func note(_ merged: UInt32, _ decided: Decided) {
        let (task, occurrence) = (records[Int(merged)].task, records[Int(merged)].occurrence)
        record(recordedPlace(task, occurrence), decided)
    }

    mutating func countSent(_ record: Int, _ count: Int) { records[record].sent += Int32(count) }

    mutating func countSent(_ record: UInt32, _ step: PartialNotices.Step, _ bodies: [BodyIndex]) {
        let bodies = bodies.map { bodyNumber(plan.resolver.ids[Int($0.rawValue)]) }
        partialNotices[record, default: PartialNotices()].add(step, bodies)
    }

    /// Distinct steps of rules that went out and were about a share, under whichever due date of its occurrence.
    /// - Parameter share: nil: any.
    func noticesSent(ofTask task: Int, _ occurrence: String, _ share: Share?) -> Int {
        // Each report of a due date gives at most as many as there were before it: a number for each body that asked.
        let moved = reports(record(task, occurrence)).map { dueHistory($0, nil).changes.count } ?? 0
        return (0...moved).reduce(0) { count, due in
            guard let name = knownOccurrenceNumber(occurrence, due: due),
                let record = recordPlace(UInt32(task), name)
            else { return count }
            return count + noticesSent(UInt32(record), share)
        }
    }

    private func noticesSent(_ record: UInt32, _ share: Share?) -> Int {
        let all = Int(records[Int(record)].sent)
        guard let partial = partialNotices[record] else { return all }
        guard let share, share.body != nil else { return all + partial.steps.count }
        return all + partial.count { isNamed($0, share) }
    }

    /// The first due date that a notice named.
    mutating func noteDue(_ record: UInt32, _ due: Day?) {
        if let due { records[Int(record)].knownDue = due.number }
    }

    /// The same of a notice that counted from a later due date: the occurrence itself is then told of.
    mutating func noteDue(_ task: UInt32, occurrence: UInt32, _ due: Day?) {
        let recorded = recordedPlace(task, occurrence)
        noteDue(UInt32(recorded), due)
        if let merged = recordPlace(task, occurrence), merged != recorded { noteDue(UInt32(merged), due) }
    }
}
