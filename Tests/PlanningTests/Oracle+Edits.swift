import Dates
import Deadlines
import Programmes

@testable import Planning

/// What an edit of the files changes of what is known.
extension Oracle {
    /// The due date by the document, as whoever is told of an occurrence now knows it.
    func knownDue(_ duty: Duty) -> Day? { duty.occurrence.due ?? dues(duty).first?.to }

    /// What follows from an edit, to be recorded: renumbered tasks, moved due dates.
    mutating func settle(at now: Instant) -> [Report] {
        var found: [Report] = []
        for programme in site.programmes where firstLoads[programme.id] != nil {
            let before = former?.programmes.first { $0.id == programme.id }
            func title(_ programme: Programme?, _ id: String) -> String? {
                programme?.tasks.first { $0.id == id }?.title
            }
            var ids: [String: String] = [:]
            for task in programme.tasks {
                guard let was = task.extra?.was, was != task.id else { continue }
                let hasMoved = title(before, was) == task.title && title(before, task.id) != task.title
                if hasMoved || !renumbered.contains([programme.id, was, task.id]) { ids[was] = task.id }
            }
            // Who had the number until now is gone.
            for id in ids.values where ids[id] == nil && isKnown(programme.id, id) {
                if title(before, id) == title(programme, id) { continue }
                var aside = id + "~"
                while isKnown(programme.id, aside) { aside += "~" }
                ids[id] = aside
            }
            if !ids.isEmpty { found.append(Report(at: now, kind: .renumber(ids), programme: programme.id)) }
        }
        for report in found { self.report(report) }
        let moved = movedDues(at: now)
        for report in moved { self.report(report) }
        return found + moved
    }

    private func isKnown(_ programme: String, _ task: String) -> Bool {
        decided.contains { $0.key.programme == programme && $0.key.task == task }
            || reports.contains { $0.programme == programme && $0.task == task }
    }

    /// Carries what is known of tasks over to others, all at once.
    mutating func renumber(_ ids: [String: String], of programme: String) {
        for (from, to) in ids { renumbered.insert([programme, from, to]) }
        for i in reports.indices where reports[i].programme == programme {
            if let task = reports[i].task { reports[i].task = ids[task] ?? task }
        }
        // An event that a task gives its name goes with it.
        let names = Dictionary(uniqueKeysWithValues: ids.map { ("\(programme)/\($0)", "\(programme)/\($1)") })
        for i in reports.indices {
            switch reports[i].kind {
            case .event(let name, let day): reports[i].kind = .event(name: names[name] ?? name, on: day)
            case .withdraw(let name): reports[i].kind = .withdraw(event: names[name] ?? name)
            default: break
            }
        }
        rename { key in if key.programme == programme { key.task = ids[key.task] ?? key.task } }
    }

    /// Of each occurrence that somebody was told of the due date that it was told by, where the document has another.
    private func movedDues(at now: Instant) -> [Report] {
        var moved: [Report] = []
        for (p, programme) in site.programmes.enumerated() {
            for (t, task) in programme.tasks.enumerated() {
                for (occurrence, _, _) in occurrences(p, t) {
                    guard let due = occurrence.due else { continue }
                    let duty = Duty(p: p, t: t, occurrence: occurrence)
                    let told = sent.filter { step in
                        step.key.programme == programme.id && step.key.task == task.id && step.knownDue != nil
                            && name(programme.id, task.id, step.key.occurrence) == occurrence.id
                    }
                    // The last that it had under a name; of several that are one by now the latest.
                    let last = Dictionary(told.map { ($0.key.occurrence, $0.knownDue!) }) { $1 }
                    guard let latest = last.values.max() else { continue }
                    let known = dues(duty).last { !$0.isExtension }?.to ?? latest
                    if known == due { continue }
                    moved.append(
                        Report(
                            at: now, kind: .move(from: known, to: due), programme: programme.id, task: task.id,
                            occurrence: occurrence.id))
                }
            }
        }
        func path(_ report: Report) -> [UInt8] {
            Array("\(report.programme!)/\(report.task!)@\(report.occurrence!)".utf8)
        }
        return moved.sorted { path($0).lexicographicallyPrecedes(path($1)) }
    }
}
