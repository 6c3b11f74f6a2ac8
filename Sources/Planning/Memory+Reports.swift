public import Dates
public import Deadlines
public import Programmes
import RuleLanguage

extension Memory {
    /// What a person reported. Reports are applied in the order they were made; one about a task that the plan does not
    /// know is kept. Without an occurrence, `done`, `ack` and `progress` are about the one that is current
    /// (``currentOccurrence(ofTask:at:)``), the others about the whole task.
    public mutating func apply(_ report: Report) {
        if case .event(let name, let day) = report.kind {
            setEvent(name, on: day, at: report.at)
            for task in tasks(waitingFor: name) { touch(task, report.at) }
            return
        }
        guard let programme = report.programme, let id = report.task else { return }
        let task = taskNumber(programme: programme, task: id)
        let isKnown = Int(task) < plan.taskCount
        func occurrence() -> String? {
            report.occurrence ?? (isKnown ? currentOccurrence(ofTask: Int(task), at: report.at)?.id : nil)
        }
        switch report.kind {
        case .done:
            change(task, occurrence: occurrence()) { $0.change(to: .done, at: report.at, order: $1) }
            let reference = programme + "/" + id
            if let waiting = plan.waiting[reference] {
                complete(task, on: plan.almanac.zone.day(at: report.at), at: report.at)
                for task in waiting { touch(Int(task), report.at) }
            }
        case .cancel:
            change(task, occurrence: report.occurrence) { $0.change(to: .cancelled, at: report.at, order: $1) }
        case .reopen: change(task, occurrence: report.occurrence) { $0.change(to: .open, at: report.at, order: $1) }
        case .ack: change(task, occurrence: occurrence()) { standing, _ in standing.acknowledge(at: report.at) }
        case .progress(let milli):
            change(task, occurrence: occurrence()) { standing, _ in standing.progress(milli) }
        case .snooze(let until):
            let zone = plan.almanac.zone
            change(task, occurrence: report.occurrence) { standing, _ in
                standing.snooze(at: report.at, until: until, zone)
            }
        case .reported, .confirm, .giveBack, .unack, .extend, .askExtension, .grant, .refuse, .move, .event, .withdraw:
            break
        }
        if isKnown { touch(Int(task), report.at) }
    }

    /// The tasks that wait for an event of this name, or for its being done where it is a task's reference.
    public func tasks(waitingFor name: String) -> [Int] {
        var tasks = (plan.waiting[name] ?? []).map { Int($0) }
        if let task = plan.task(reference: name), plan.isAwaiting(task), plan.eventName(ofTask: task) == name {
            tasks.append(task)
        }
        return tasks
    }

    /// What a task waited for, once it has happened; of an event that was reported twice the later report.
    func awaited(ofTask task: Int) -> EventReport? {
        guard plan.isAwaiting(task) else { return nil }
        let name = plan.eventName(ofTask: task)
        let named = event(name)
        guard let extra = plan.extra(ofTask: task), extra.event == nil, extra.after != nil,
            let done = plan.task(reference: name).flatMap({ completion(of: UInt32($0)) })
        else { return named }
        return named.map { $0.order > done.order ? $0 : done } ?? done
    }

    /// The occurrences of a task, one stream for each part, as things stand.
    func tracks(ofTask task: Int) -> [Track] {
        plan.timetables[Int(plan.columns.timetable[task])].tracks(event: awaited(ofTask: task)?.on)
    }

    /// What was due before is history. nil: the programme is not loaded yet.
    func chasedFrom(_ programme: Programme) -> Day? {
        programme.since ?? firstLoad(of: programme.id).map { plan.almanac.zone.day(at: $0) }
    }

    func status(ofTask task: Int, _ occurrence: String, at instant: Instant) -> StatusName {
        Planning.status(standing(record(task, occurrence)), taskStanding(task), at: instant)
    }

    /// The occurrence a person means who names none: of those that are no history the first due that has started and is
    /// open; else the next to start; where none is open, the last that has started, else the first.
    public func currentOccurrence(ofTask task: Int, at instant: Instant) -> Occurrence? {
        let today = plan.almanac.zone.day(at: instant)
        let chased = chasedFrom(plan.site.programmes[plan.programmeIndex(ofTask: task)]) ?? today
        var started: Occurrence?
        var upcoming: Occurrence?
        var ended: (last: Occurrence?, first: Occurrence?)
        let isOver = Planning.status(nil, taskStanding(task), at: instant) != .open
        for track in tracks(ofTask: task) {
            var k = track.index(dueOnOrAfter: chased - 30)
            while let occurrence = track.occurrence(k) {
                k += 1
                if occurrence.legalDue ?? chased < chased { continue }
                if status(ofTask: task, occurrence.id, at: instant) != .open {
                    ended.first = earlier(ended.first, occurrence)
                    if occurrence.start <= today {
                        ended.last = ended.last.map { precedes($0, occurrence) ? occurrence : $0 } ?? occurrence
                    } else if isOver {
                        // The task as a whole is over, and so is what is yet to come of it.
                        break
                    }
                    continue
                }
                if occurrence.start <= today {
                    started = earlier(started, occurrence)
                } else {
                    upcoming = earlier(upcoming, occurrence)
                }
                break
            }
        }
        return started ?? upcoming ?? ended.last ?? ended.first
    }

    private func earlier(_ a: Occurrence?, _ b: Occurrence) -> Occurrence {
        a.map { precedes(b, $0) ? b : $0 } ?? b
    }

    /// By due date, the undated last.
    private func precedes(_ a: Occurrence, _ b: Occurrence) -> Bool {
        (a.due?.number ?? .max, a.start.number) < (b.due?.number ?? .max, b.start.number)
    }
}

extension Plan {
    /// A task by `programme/task`.
    public func task(reference: String) -> Int? {
        guard let slash = reference.firstIndex(of: "/") else { return nil }
        return taskIndex(
            programme: String(reference[..<slash]), task: String(reference[reference.index(after: slash)...]))
    }

    /// What the progress of a task is measured by.
    /// - Parameter reference: `programme/task` or `programme/task@occurrence`.
    public func target(reference: String) -> Target? {
        let path = reference.lastIndex(of: "@").map { reference[..<$0] } ?? reference[...]
        return task(reference: String(path)).flatMap { task($0).extra?.target }
    }

    /// Something of its deadline waits for an event.
    public func isAwaiting(_ task: Int) -> Bool { timetables[Int(columns.timetable[task])].isAwaiting }
}
