public import Dates
import Diagnostics
import Programmes

/// What was in force before an edit of the files.
public struct FormerPlan: Sendable {
    public let plan: Plan
    /// How many edits had given ids by then (``Memory/renamingCount``); nil: that is not known.
    let renamings: Int?

    public init(_ plan: Plan, renamings: Int?) {
        self.plan = plan
        self.renamings = renamings
    }
}

/// What was reported and sent goes with a task to its new number, and with a programme to its new id.
extension Memory {
    /// Applies what follows from an edit of the files: programmes and tasks that have other ids, and moved due dates.
    /// - Parameter old: what was in force just before; its titles tell which task is which.
    /// - Returns: to be recorded, in order; they are applied already.
    public mutating func carryOver(from old: Plan, at now: Instant) -> [Report] {
        carryOver(from: FormerPlan(old, renamings: renamingCount), at: now)
    }

    /// The same of an edit made while nothing ran.
    public mutating func carryOver(from former: FormerPlan, at now: Instant) -> [Report] {
        carryOverNames(from: former, at: now) + settleDues(at: now)
    }

    /// The same of ids alone.
    mutating func carryOverNames(from former: FormerPlan, at now: Instant) -> [Report] {
        // A service that was killed may have recorded what follows from this edit.
        let mayBeRecorded = former.renamings != renamingCount
        let renamed = renamedProgrammes(former.plan, plan, at: now).filter { report in
            guard mayBeRecorded, case .rename(let id) = report.kind else { return true }
            return firstLoad(of: id) != nil
        }
        for report in renamed { apply(report) }
        return renamed + settleNumbers(at: now, after: former.plan, mayBeRecorded: mayBeRecorded)
    }

    /// As ``carryOver(from:at:)``, where nothing is known of what was in force before.
    public mutating func settle(at now: Instant) -> [Report] {
        settleNumbers(at: now, after: nil, mayBeRecorded: true) + settleDues(at: now)
    }

    private mutating func settleNumbers(at now: Instant, after old: Plan?, mayBeRecorded: Bool) -> [Report] {
        let renumbered = renumberings(at: now, after: old, mayBeRecorded: mayBeRecorded)
        for report in renumbered { apply(report) }
        return renumbered
    }

    private mutating func settleDues(at now: Instant) -> [Report] {
        let moved = movedDues(at: now)
        for report in moved { apply(report) }
        return moved
    }

    /// The tasks that say which number they had, where that was not carried over yet. Where another task had their number
    /// until now and has none any more, what is known of that is laid aside.
    private func renumberings(at now: Instant, after old: Plan?, mayBeRecorded: Bool) -> [Report] {
        var reports: [Report] = []
        for (index, programme) in plan.site.programmes.enumerated() where firstLoad(of: programme.id) != nil {
            var ids: [String: String] = [:]
            for task in plan.tasks(ofProgramme: index) {
                guard let was = plan.extra(ofTask: task)?.was else { continue }
                let id = plan.taskID(task)
                let isNew = !renumbered.contains(Renumbered(programme: programme.id, from: was, to: id))
                if was != id, isNew || !mayBeRecorded && hasTakenOver(task, from: was, old) { ids[was] = id }
            }
            if ids.isEmpty { continue }
            for id in ids.values where ids[id] == nil && isAnother(id, of: programme.id, old) {
                ids[id] = laidAside(id, of: programme.id)
            }
            reports.append(Report(at: now, kind: .renumber(ids), programme: programme.id))
        }
        return reports
    }

    /// By the titles of before and of now the task has this number since the edit, and the one before it until then.
    private func hasTakenOver(_ task: Int, from was: String, _ old: Plan?) -> Bool {
        let programme = plan.site.programmes[plan.programmeIndex(ofTask: task)].id
        guard let old, let former = old.taskIndex(programme: programme, task: was) else { return false }
        let title = fold(plan.task(task).title)
        guard !title.isEmpty, fold(old.task(former).title) == title else { return false }
        let before = old.taskIndex(programme: programme, task: plan.taskID(task))
        return before.map { fold(old.task($0).title) != title } ?? true
    }

    /// Something is known by a number that is not about the task which has it now.
    private func isAnother(_ id: String, of programme: String, _ old: Plan?) -> Bool {
        guard let task = plan.taskIndex(programme: programme, task: id), hasKnowledge(of: UInt32(task)) else {
            return false
        }
        guard let old, let before = old.taskIndex(programme: programme, task: id) else { return true }
        return fold(old.task(before).title) != fold(plan.task(task).title)
    }

    private func hasKnowledge(of task: UInt32) -> Bool {
        if isReported(Int(task)) { return true }
        return places(of: [task]).contains { place in
            var next = records[place].firstMark
            while next >= 0 {
                if !marks[Int(next)].isEmpty { return true }
                next = marks[Int(next)].next
            }
            return false
        }
    }

    /// The number under which it is kept what was known of a task that is gone. Who names it in `was` has it back.
    private func laidAside(_ id: String, of programme: String) -> String {
        var other = id + "~"
        while foreign.contains(ForeignTask(programme: programme, task: other))
            || plan.taskIndex(programme: programme, task: other) != nil
        {
            other += "~"
        }
        return other
    }

    mutating func apply(renumbering ids: [String: String], of programme: String, at instant: Instant) {
        renamingCount += 1
        var numbers: [UInt32: UInt32] = [:]
        for (from, to) in ids {
            note(renumbered: from, to, of: programme)
            numbers[taskNumber(programme: programme, task: from)] = taskNumber(programme: programme, task: to)
        }
        renameEvents { renamedEvent($0, ids, of: programme) }
        renumber(numbers, at: instant)
    }

    mutating func apply(renaming former: String, to programme: String, at instant: Instant) {
        renamingCount += 1
        _ = wake([former])
        rename(programme: former, to: programme)
        renameEvents { renamedEvent($0, of: former, to: programme) }
        var numbers: [UInt32: UInt32] = [:]
        for (place, name) in foreign.enumerated() where name.programme == former {
            let number = UInt32(plan.taskCount + place)
            numbers[number] = taskNumber(programme: programme, task: name.task)
        }
        renumber(numbers, at: instant)
    }
}

/// Where tasks have other ids than before: the name of an event that is named by one of them (`programme/task`).
/// - Returns: nil: it is named by none.
func renamedEvent(_ name: String, _ ids: [String: String], of programme: String) -> String? {
    guard name.hasPrefix(programme + "/") else { return nil }
    return ids[String(name.dropFirst(programme.count + 1))].map { programme + "/" + $0 }
}

/// The same where a whole programme has another id.
func renamedEvent(_ name: String, of former: String, to programme: String) -> String? {
    name.hasPrefix(former + "/") ? programme + name.dropFirst(former.count) : nil
}

/// The programmes of a plan that have another id than before and are the same: of the same title, number and date, with the
/// same tasks. A file without an id of its own has its name's.
private func renamedProgrammes(_ old: Plan, _ new: Plan, at now: Instant) -> [Report] {
    let gone = old.site.programmes.filter { new.programmeIndex($0.id) == nil }
    return new.site.programmes.compactMap { programme in
        guard old.programmeIndex(programme.id) == nil else { return nil }
        let same = gone.filter { former in
            former.number == programme.number && former.issued == programme.issued
                && former.tasks.count == programme.tasks.count && !programme.tasks.isEmpty
                && programme.tasks.indices.allSatisfy {
                    programme.tasks.id(of: $0) == former.tasks.id(of: $0)
                        && programme.tasks.title(of: $0) == former.tasks.title(of: $0)
                }
        }
        guard same.count == 1 else { return nil }
        return Report(at: now, kind: .rename(from: same[0].id), programme: programme.id)
    }
}
