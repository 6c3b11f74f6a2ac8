public import Dates
import Programmes

/// What was reported and sent goes with a task to its new number, and with a programme to its new id.
extension Memory {
    /// Applies what follows from an edit of the files: renumbered tasks and moved due dates.
    /// - Returns: to be recorded, in order; they are applied already.
    public mutating func settle(at now: Instant) -> [Report] {
        var found: [Report] = []
        for report in renumberings(at: now) {
            apply(report)
            found.append(report)
        }
        for report in movedDues(at: now) {
            apply(report)
            found.append(report)
        }
        return found
    }

    /// The tasks that say which number they had, where something is known under that and it was not carried over yet.
    private func renumberings(at now: Instant) -> [Report] {
        var reports: [Report] = []
        for (index, programme) in plan.site.programmes.enumerated() {
            var ids: [String: String] = [:]
            for task in plan.tasks(ofProgramme: index) {
                guard let was = plan.extra(ofTask: task)?.was else { continue }
                let id = plan.taskID(task)
                if was != id, !renumbered.contains(Renumbered(programme: programme.id, from: was, to: id)) {
                    ids[was] = id
                }
            }
            guard !ids.isEmpty, firstLoad(of: programme.id) != nil else { continue }
            reports.append(Report(at: now, kind: .renumber(ids), programme: programme.id))
        }
        return reports
    }

    mutating func apply(renumbering ids: [String: String], of programme: String, at instant: Instant) {
        var numbers: [UInt32: UInt32] = [:]
        for (from, to) in ids {
            note(renumbered: from, to, of: programme)
            numbers[taskNumber(programme: programme, task: from)] = taskNumber(programme: programme, task: to)
        }
        renumber(numbers, at: instant)
    }

    mutating func apply(renaming former: String, to programme: String, at instant: Instant) {
        rename(load: former, to: programme)
        _ = wake([former])
        var numbers: [UInt32: UInt32] = [:]
        for (place, name) in foreign.enumerated() where name.programme == former {
            let number = UInt32(plan.taskCount + place)
            numbers[number] = taskNumber(programme: programme, task: name.task)
        }
        renumber(numbers, at: instant)
    }
}

/// The programmes of a plan that have another id than before and are the same: of the same title, number and date, with the
/// same tasks. A file without an id of its own has its name's.
public func renamedProgrammes(_ old: Plan, _ new: Plan, at now: Instant) -> [Report] {
    let gone = old.site.programmes.filter { new.programmeIndex($0.id) == nil }
    guard !gone.isEmpty else { return [] }
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
