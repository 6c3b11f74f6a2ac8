import Dates
import Deadlines
import Programmes

/// What holds of all occurrences of a task at an instant.
struct TaskContext {
    let plan: Plan
    let task: Int
    let now: Instant
    let today: Day
    /// What was due before is history.
    let chased: Day
    /// Nothing was reported of it, ever: its shares stand as its occurrences do.
    let isUntold: Bool

    /// - Parameter memory: bound to the plan.
    init(_ plan: Plan, _ memory: Memory, _ task: Int, at now: Instant) {
        (self.plan, self.task, self.now) = (plan, task, now)
        today = plan.siteCalendar.zone.day(at: now)
        chased = memory.chasedFrom(programme: plan.programmeIndex(ofTask: task)) ?? today
        isUntold = !memory.isReported(task)
    }
}

/// The shares of an occurrence and what follows from them for the whole: its status, and all that is shown of it.
struct OccurrenceShares {
    let status: OccurrenceStatus
    private let context: TaskContext
    private let occurrence: Occurrence
    private let reports: OccurrenceReports?
    /// nil: nothing was reported, so that all are open and due with the occurrence.
    private let told: [Share]?
    private let due: DueDate
    private let isHistory: Bool
    private let daysOverdue: Int

    /// - Parameter memory: that of the context.
    init(_ context: TaskContext, _ memory: Memory, _ occurrence: Occurrence) {
        (self.context, self.occurrence) = (context, occurrence)
        let today = context.today
        if context.isUntold {
            (reports, told, due) = (nil, nil, DueDate(occurrence))
            isHistory = (occurrence.legalDue ?? context.chased) < context.chased
        } else {
            reports = memory.reports(memory.record(context.task, occurrence.id))
            let shares = memory.shares(ofTask: context.task, occurrence, on: today, at: context.now)
            told = shares
            due = shares.firstDue ?? DueDate(occurrence)
            isHistory = (memory.latestLegalDue(ofTask: context.task, occurrence) ?? context.chased) < context.chased
        }
        daysOverdue = (due.legalDue ?? due.due).map { max(0, today - $0) } ?? 0
        status =
            switch told?.status ?? .open {
            case .done: .done
            case .cancelled: .cancelled
            case .reported: .reported
            case .open:
                if isHistory {
                    .history
                } else if occurrence.kind == .awaiting {
                    .awaited
                } else if daysOverdue > 0 {
                    .overdue
                } else {
                    occurrence.start > today ? .upcoming : .open
                }
            }
    }

    /// - Parameter memory: as at first.
    func state(_ memory: Memory) -> OccurrenceState {
        let (task, today) = (context.task, context.today)
        let shares = told ?? memory.shares(ofTask: task, occurrence, on: today, at: context.now)
        let progress = reports?.whole.progress.last?.milli ?? (shares.count == 1 ? shares[0].progressMilli : nil)
        let snoozes = [reports?.whole.snooze, memory.taskStanding(task)?.snooze].compactMap(\.self)
            .filter { $0.until > today }
        let states = shares.map(shareState)
        return OccurrenceState(
            id: occurrence.id, kind: occurrence.kind, start: occurrence.start, due: due.due,
            prudentDue: due.prudentDue, legalDue: due.legalDue, status: status,
            daysOverdue: status == .overdue ? daysOverdue : 0, progressMilli: progress,
            progressPercent: percent(progress), isAcknowledged: !states.isEmpty && states.allSatisfy(\.isAcknowledged),
            snoozedUntil: snoozes.map(\.until).max(),
            noticesSent: memory.noticesSent(ofTask: task, occurrence.id, nil), dueNumber: due.number,
            firstDue: memory.firstDue(occurrence, memory.dueHistory(reports, occurrence)), shares: states, next: nil)
    }

    private func shareState(_ share: Share) -> ShareState {
        var state = ShareState(
            body: share.body.map { context.plan.resolver.ids[Int($0.rawValue)] }, status: share.status,
            count: count(share), due: share.due.due, dueNumber: share.due.number)
        state.legalDue = share.due.legalDue
        state.progressMilli = share.progressMilli
        state.progressPercent = percent(share.progressMilli)
        state.document = share.document
        state.doneOn = share.status == .done ? share.doneOn : nil
        state.isAcknowledged = share.isAcknowledged(since: Instant(seconds: .min), at: context.now)
        state.askedUntil = share.request?.until
        state.askedReason = share.request?.reason ?? ""
        state.askedAt = share.request?.at
        state.isDueSoon = state.count == .inProgress && (share.due.prudentDue.map { $0 <= context.today + 14 } ?? false)
        return state
    }

    private func percent(_ progressMilli: Int?) -> Int? {
        progressMilli.map { context.plan.progress($0, ofTask: context.task) / 1000 }
    }

    /// Where a share stands among all: in just one place.
    private func count(_ share: Share) -> ShareState.Count {
        switch share.status {
        case .done: return share.isLate ? .doneLate : .doneInTime
        case .cancelled: return .cancelled
        case .reported: return .reported
        case .open:
            if isHistory { return .history }
            if occurrence.kind == .awaiting { return .awaiting }
            let hasBegun = occurrence.start <= context.today
            guard share.due.due != nil else { return hasBegun ? .withoutDate : .notBegun }
            if let legal = share.due.legalDue, legal < context.today { return .overdue }
            return hasBegun ? .inProgress : .notBegun
        }
    }
}
