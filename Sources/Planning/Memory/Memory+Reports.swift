public import Dates
public import Deadlines
public import Programmes
import RuleLanguage

extension Memory {
    /// What a person reported. Reports are applied in the order they were made; one about a task that the plan does not
    /// know is kept. Without an occurrence, `cancel`, `reopen` and `snooze` are about the whole task, the others about the
    /// occurrence that is current (``currentOccurrence(ofTask:at:)``).
    public mutating func apply(_ report: Report) {
        switch report.kind {
        case .event(let name, let day): return apply(event: name, on: day, at: report.at, order: countReport())
        case .withdraw(let name): return apply(event: name, on: nil, at: report.at, order: countReport())
        case .renumber(let ids): return apply(renumbering: ids, of: report.programme ?? "", at: report.at)
        case .rename(let former): return apply(renaming: former, to: report.programme ?? "", at: report.at)
        default: break
        }
        guard let programme = report.programme, let id = report.task else { return }
        let order = countReport()
        apply(
            NumberedReport(
                report, order: order, task: taskNumber(programme: programme, task: id),
                occurrence: report.occurrence.map { occurrenceNumber($0) },
                bodies: report.bodies.map { bodyNumber($0) }),
            isArranging: true)
    }

    /// - Parameter isArranging: false: what was reported under names of before is found a place later, all at once.
    mutating func apply(_ report: NumberedReport, isArranging: Bool) {
        let task = report.task
        let isKnown = Int(task) < plan.taskCount
        if report.occurrence == nil, report.kind.mayBeOfWholeTask, report.bodies.isEmpty {
            let zone = plan.siteCalendar.zone
            changeWhole(task) { $0.apply(report, zone) }
            if case .cancel = report.kind, isKnown,
                let current = currentOccurrence(ofTask: Int(task), at: report.at, of: .any)?.id
            {
                change(task, occurrenceNumber(current)) {
                    $0.heard.append(.init(trigger: .cancelled, at: report.at, order: report.order, bodies: []))
                }
            }
        } else if let occurrence = report.occurrence
            ?? (isKnown
                ? currentOccurrence(ofTask: Int(task), at: report.at, of: report.kind.current)
                    .map { occurrenceNumber($0.id) } : nil)
        {
            let zone = plan.siteCalendar.zone
            change(task, occurrence) { $0.apply(report, zone) }
            noteReport(of: task, occurrence, isArranging: isArranging)
        }
        guard isKnown else { return }
        for waiting in tasksWaiting(for: task) { touch(Int(waiting), report.at) }
        touch(Int(task), report.at)
    }

    /// What was reported of an occurrence may stand under another name by now, and be what others wait for.
    private mutating func noteReport(of task: UInt32, _ occurrence: UInt32, isArranging: Bool) {
        guard Int(task) < plan.taskCount else { return }
        let waiting = tasksWaiting(for: task)
        guard isArranging || !waiting.isEmpty else { return }
        let present = present(occurrenceNames[occurrence], ofTask: Int(task))
        if present != occurrenceNames[occurrence], isArranging { arrange(task) }
        guard !waiting.isEmpty else { return }
        let before = completion(of: task)
        noteCompletion(of: task, present)
        // What was reported while others waited for it stays with the duty.
        if isArranging, completion(of: task) != before { settleOccurrences(edited: waiting) }
    }

    /// The tasks that wait for a task of the plan.
    private func tasksWaiting(for task: UInt32) -> [UInt32] {
        plan.waiting.isEmpty ? [] : plan.waiting[plan.reference(Int(task))] ?? []
    }

    mutating func apply(event name: String, on day: Day?, at instant: Instant, order: Int) {
        let tasks = tasks(waitingFor: name)
        setEvent(name, on: day, at: instant, order: order)
        for task in tasks {
            touch(task, instant)
            // What was reported while it waited stays with the duty.
            settleOccurrences(edited: [UInt32(task)])
        }
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
    /// - Parameter programme: its index in the site.
    func chasedFrom(programme: Int) -> Day? {
        // By index: a programme holds much that would be copied.
        let own =
            plan.site.programmes[programme].since
            ?? firstLoad(of: plan.site.programmes[programme].id).map { plan.siteCalendar.zone.day(at: $0) }
        return own.map { max($0, plan.siteCalendar.firstDay ?? $0) }
    }

    func status(ofTask task: Int, _ occurrence: Occurrence, at instant: Instant) -> ShareState.Status {
        shares(ofTask: task, occurrence, on: plan.siteCalendar.zone.day(at: instant), at: instant).status
    }

    /// What a person may mean who names no occurrence.
    enum CurrentOccurrence {
        /// One with a share that is open.
        case open
        /// One with a share that waits for confirmation.
        case reported
        /// One of which an extension is asked for.
        case asked
        /// One that somebody has acknowledged.
        case acknowledged
        /// One with a share that is not open.
        case ended
        /// One that has begun, whatever it is; the last that is due.
        case any
    }

    /// Of the occurrences that have begun and are no history the first due of which a share is as it is meant.
    public func currentOccurrence(ofTask task: Int, at instant: Instant) -> Occurrence? {
        currentOccurrence(ofTask: task, at: instant, of: .open)
    }

    func currentOccurrence(ofTask task: Int, at instant: Instant, of meant: CurrentOccurrence) -> Occurrence? {
        var found: Occurrence?
        for occurrence in begunOccurrences(ofTask: task, at: instant) {
            let shares = shares(ofTask: task, occurrence, on: plan.siteCalendar.zone.day(at: instant), at: instant)
            let isMeant =
                switch meant {
                case .open: shares.contains { $0.status == .open }
                case .reported: shares.contains { $0.status == .reported }
                case .asked: shares.contains { $0.request != nil }
                case .acknowledged: reports(record(task, occurrence.id))?.isAcknowledged ?? false
                case .ended: shares.contains { $0.status != .open }
                case .any: true
                }
            guard isMeant else { continue }
            switch meant {
            case .any, .ended: found = found.map { precedes($0, occurrence) ? occurrence : $0 } ?? occurrence
            default: found = earlier(found, occurrence)
            }
        }
        return found
    }

    /// Those that have started and were not due before the programme was chased.
    func begunOccurrences(ofTask task: Int, at instant: Instant) -> [Occurrence] {
        let today = plan.siteCalendar.zone.day(at: instant)
        let chased = chasedFrom(programme: plan.programmeIndex(ofTask: task)) ?? today
        var begun: [Occurrence] = []
        for track in tracks(ofTask: task) {
            var k = hasReports(UInt32(task)) ? 0 : track.index(dueOnOrAfter: chased - 30)
            while let occurrence = track.occurrence(k), occurrence.start <= today {
                k += 1
                let due = latestLegalDue(ofTask: task, occurrence)
                if due ?? chased < chased || track.isRepeated(occurrence) { continue }
                begun.append(occurrence)
            }
        }
        return begun
    }

    /// Of its shares' due dates; nil where one has none.
    func latestLegalDue(ofTask task: Int, _ occurrence: Occurrence) -> Day? {
        let history = dueHistory(reports(record(task, occurrence.id)), occurrence)
        guard let last = history.changes.map(\.to).max() else { return occurrence.legalDue }
        return max(plan.siteCalendar.calendar.workingDay(onOrAfter: last), occurrence.legalDue ?? last)
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

extension Report.Kind {
    /// What it may be about where it names no occurrence.
    var current: Memory.CurrentOccurrence {
        switch self {
        case .confirm, .giveBack: .reported
        case .grant, .refuse: .asked
        case .unack: .acknowledged
        case .reopen: .ended
        case .done, .reported, .cancel, .ack, .snooze, .progress, .extend, .askExtension, .move, .event, .withdraw,
            .renumber, .rename:
            .open
        }
    }

    /// Without an occurrence and a body it is about the whole task.
    var mayBeOfWholeTask: Bool {
        switch self {
        case .cancel, .reopen, .snooze: true
        case .done, .reported, .confirm, .giveBack, .ack, .unack, .progress, .extend, .askExtension, .grant, .refuse,
            .move,
            .event, .withdraw, .renumber, .rename:
            false
        }
    }
}

extension Standing {
    mutating func apply(_ report: NumberedReport, _ zone: Zone) {
        switch report.kind {
        case .done: change(to: .done, report, zone)
        case .reported: change(to: .reported, report, zone)
        case .confirm: change(to: .done, report, zone, isAnswer: true)
        case .giveBack: change(to: .open, report, zone, isAnswer: true)
        case .reopen: change(to: .open, report, zone)
        case .cancel: change(to: .cancelled, report, zone)
        case .ack: note(at: report.at, order: report.order, isTakingBack: false)
        case .unack: note(at: report.at, order: report.order, isTakingBack: true)
        case .progress(let milli): self.report(progress: milli, at: report.at, order: report.order)
        case .snooze(let until): snooze(at: report.at, until: until, zone)
        case .extend, .askExtension, .grant, .refuse, .move, .event, .withdraw, .renumber, .rename: break
        }
    }
}

extension OccurrenceReports {
    mutating func apply(_ report: NumberedReport, _ zone: Zone) {
        switch report.kind {
        case .extend, .askExtension, .grant, .refuse, .move:
            dueReports.append(
                DueReport(at: report.at, order: report.order, bodies: report.bodies, kind: report.kind))
        default:
            if report.bodies.isEmpty { whole.apply(report, zone) }
            for body in report.bodies { shares[body, default: Standing()].apply(report, zone) }
        }
        if let trigger = report.kind.trigger {
            heard.append(HeardReport(trigger: trigger, at: report.at, order: report.order, bodies: report.bodies))
        }
    }

    /// Somebody has taken note of it, and not taken that back.
    var isAcknowledged: Bool {
        let takenBack = whole.notes.filter(\.isTakingBack)
        return ([whole.notes] + shares.values.map { ($0.notes + takenBack).sorted { $0.order < $1.order } })
            .contains { $0.acknowledgements.contains { $0.takenBack == nil } }
    }
}

extension Report.Kind {
    /// What a rule calls it that answers to it.
    fileprivate var trigger: ReportTrigger? {
        switch self {
        case .done, .confirm: .done
        case .reported: .reported
        case .giveBack: .returned
        case .cancel: .cancelled
        case .askExtension: .extensionAsked
        case .extend, .grant: .extended
        case .refuse: .extensionRefused
        case .reopen, .ack, .unack, .snooze, .progress, .move, .event, .withdraw, .renumber, .rename: nil
        }
    }
}

extension [Share] {
    /// The first due date of those that are open; where none is, of all.
    var firstDue: DueDate? {
        let open = filter { $0.status == .open }
        return (open.isEmpty ? self : open).map(\.due).min { a, b in (a.due?.number ?? .max) < (b.due?.number ?? .max) }
    }

    /// Of all of them: open while one is, reported while one waits for confirmation; else done, if one is.
    var status: ShareState.Status {
        if contains(where: { $0.status == .open }) { return .open }
        if contains(where: { $0.status == .reported }) { return .reported }
        return contains { $0.status == .done } ? .done : .cancelled
    }
}
