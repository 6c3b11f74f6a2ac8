public import Dates

/// What another plan would change.
public enum PlanChange: Hashable, Sendable {
    case added(Notice)
    case dropped(Notice)
    case moved(Notice, from: Instant)

    /// The notice as the new plan has it; of a dropped one as the old one had it.
    public var notice: Notice {
        switch self {
        case .added(let notice), .dropped(let notice), .moved(let notice, _): notice
        }
    }
}

/// The notices of the coming time under both plans, by identity; in the order of the specification. A notice about a task
/// that has another id by now is the same.
/// - Parameter memory: bound to the old one.
public func comparePlans(_ old: Plan, _ new: Plan, memory: Memory, from: Day, through: Day) -> [PlanChange] {
    var edited = memory
    edited.bind(to: new)
    let former = FormerPlan(old, renamings: memory.renamingCount)
    let moved = edited.carryOverNames(from: former, at: new.siteCalendar.zone.instant(from, TimeOfDay(hour: 0)!))
    var before: [NoticeIdentity: Notice] = [:]
    simulate(old, from: from, through: through, memory: memory) { (notice: Notice) in
        before[moved.reduce(notice.identity) { $0.renamed(by: $1) }] = notice
    }
    var changes: [PlanChange] = []
    simulate(new, from: from, through: through, memory: edited) { (notice: Notice) in
        if let same = before.removeValue(forKey: notice.identity) {
            if same.at != notice.at { changes.append(.moved(notice, from: same.at)) }
        } else {
            changes.append(.added(notice))
        }
    }
    changes += before.values.map { .dropped($0) }
    return changes.sorted { a, b in
        let (x, y) = (a.notice, b.notice)
        return x.at != y.at ? x.at < y.at : precedes(x.identity, y.identity)
    }
}

extension NoticeIdentity {
    /// As it is once a report has given tasks or a programme another id.
    func renamed(by report: Report) -> NoticeIdentity {
        var renamed = self
        switch report.kind {
        case .rename(let former) where programme == former: renamed.programme = report.programme ?? ""
        case .renumber(let ids) where programme == report.programme: renamed.task = ids[task] ?? task
        default: break
        }
        return renamed
    }
}
