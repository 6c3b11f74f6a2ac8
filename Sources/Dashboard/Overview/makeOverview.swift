public import Dates
public import Planning
import Programmes

/// Which tasks, occurrences and shares an overview is of; each nil: all.
public struct Scope {
    /// Indices into the plan, in order.
    public var tasks: [Int]?
    /// Asked of each occurrence of a task; `isCancelled` is of the whole task.
    public var wantsOccurrence: ((_ occurrence: OccurrenceState, _ isCancelled: Bool) -> Bool)?
    /// Asked of each share of the occurrences that are wanted.
    public var wantsShare: ((ShareState) -> Bool)?

    /// Everything, until something is set.
    public init() {}
}

/// How things stand at an instant.
/// - Parameters:
///   - snapshot: what the ledger says; of what was reported a week ago, too.
///   - scope: what it is of.
public func makeOverview(
    _ plan: Plan, _ snapshot: LedgerSnapshot, at now: Instant, _ scope: Scope = Scope()
) -> Overview {
    var builder = OverviewBuilder(plan, scope, at: now)
    let memory = Memory(plan, replaying: snapshot, at: now)
    builder.visit(memory)
    builder.lookAhead(memory)
    var overview = builder.finish()
    let then = now + -7 * 86_400
    let known = snapshot.reported(until: then)
    // Which occurrences are wanted may depend on the day.
    if known.hasLoads, scope.wantsOccurrence == nil {
        let earlier = Memory(plan, replaying: known, at: then)
        var before = OverviewBuilder(plan, scope, at: then)
        before.visit(earlier) { known.hasLoaded(plan.site.programmes[plan.programmeIndex(ofTask: $0)].id) }
        overview.change = builder.change(since: before)
    }
    return overview
}

/// Counts and lists share by share, in one pass.
private struct OverviewBuilder {
    struct ShareName: Hashable {
        let task: Int
        let occurrence: String
        let body: String?
    }

    private let scope: Scope
    private var overview: Overview
    private var figureOfShare: [ShareName: Figure] = [:]
    /// By id.
    private var bodyIndices: [String: BodyIndex?] = [:]
    private var programmePlaces: [Int: Int] = [:]
    private var bodyPlaces: [BodyIndex?: Int] = [:]

    private var plan: Plan { overview.plan }
    private var now: Instant { overview.asOf }

    init(_ plan: Plan, _ scope: Scope, at now: Instant) {
        self.scope = scope
        overview = Overview(plan: plan, asOf: now)
    }

    // MARK: What stands where

    mutating func visit(_ memory: Memory, _ isKnown: (Int) -> Bool = { _ in true }) {
        for task in scope.tasks ?? Array(0..<plan.taskCount) where isKnown(task) {
            let isCancelled = memory.isCancelled(task: task, at: now)
            let all = occurrenceStates(plan, memory, task: task, at: now)
            let wanted = scope.wantsOccurrence.map { wants in all.filter { wants($0, isCancelled) } } ?? all
            if wanted.isEmpty, scope.wantsOccurrence != nil { continue }
            for occurrence in wanted { visit(task, occurrence) }
            let current = wanted.current
            overview.tasks.append(Overview.TaskLine(task: task, occurrence: current, isCancelled: isCancelled))
            if let current, !isCancelled { addTargets(task, current) }
        }
    }

    private mutating func visit(_ task: Int, _ occurrence: OccurrenceState) {
        var entries: [Overview.Entry] = []
        for share in occurrence.shares where scope.wantsShare?(share) ?? true {
            let body = bodyIndex(share.body)
            let (programmePlace, bodyPlace) = (place(ofProgramme: plan.programmeIndex(ofTask: task)), place(of: body))
            overview.figures.add(share)
            overview.programmes[programmePlace].figures.add(share)
            overview.bodies[bodyPlace].figures.add(share)
            guard let figure = Figure(share) else { continue }
            figureOfShare[ShareName(task: task, occurrence: occurrence.id, body: share.body)] = figure
            let entry = self.entry(task, occurrence, share, body, figure)
            if let same = entries.firstIndex(where: { $0.standsLike(entry) }) {
                entries[same].bodies.append(body)
            } else {
                entries.append(entry)
            }
            if figure == .inTime || figure == .late { continue }
            overview.bodies[bodyPlace].open.append(entry)
            if let until = share.askedUntil {
                ask(Overview.Request(entry: entry, until: until, reason: share.askedReason, at: share.askedAt))
            }
        }
        for entry in entries { overview.lists[entry.figure, default: []].append(entry) }
    }

    /// Those of one occurrence that ask alike are one request.
    private mutating func ask(_ request: Overview.Request) {
        if let last = overview.asked.last, last.entry.task == request.entry.task,
            last.entry.occurrence == request.entry.occurrence, last.entry.standsLike(request.entry),
            last.until == request.until, last.reason == request.reason, last.at == request.at
        {
            overview.asked[overview.asked.count - 1].entry.bodies += request.entry.bodies
        } else {
            overview.asked.append(request)
        }
    }

    private func entry(
        _ task: Int, _ occurrence: OccurrenceState, _ share: ShareState, _ body: BodyIndex?, _ figure: Figure
    ) -> Overview.Entry {
        Overview.Entry(
            task: task, occurrence: occurrence.id, figure: figure, start: occurrence.start, due: share.due,
            daysOverdue: figure == .overdue
                ? (share.legalDue ?? share.due).map { max(0, overview.today - $0) } ?? 0 : 0,
            doneOn: share.doneOn, isReported: share.count == .reported, bodies: [body])
    }

    private mutating func addTargets(_ task: Int, _ occurrence: OccurrenceState) {
        guard let target = plan.task(task).extra?.target else { return }
        func line(_ body: BodyIndex?, _ milli: Int?, _ percent: Int?, _ due: Day?) -> Overview.TargetLine {
            Overview.TargetLine(
                task: task, body: body, target: target, doneMilli: milli, percent: percent,
                elapsedPercent: elapsed(from: occurrence.start, to: due), due: due)
        }
        let shares = occurrence.shares.filter { scope.wantsShare?($0) ?? true }
        if occurrence.progressMilli == nil, shares.contains(where: { $0.progressMilli != nil }) {
            for share in shares {
                overview.targets.append(
                    line(bodyIndex(share.body), share.progressMilli, share.progressPercent, share.due))
            }
        } else {
            overview.targets.append(line(nil, occurrence.progressMilli, occurrence.progressPercent, occurrence.due))
        }
    }

    private func elapsed(from start: Day, to due: Day?) -> Int? {
        guard let due, start < due else { return nil }
        return min(100, max(0, (overview.today - start) * 100 / (due - start)))
    }

    // MARK: What comes

    mutating func lookAhead(_ memory: Memory) {
        let (year, month, _) = overview.today.civil
        let first = Day(unchecked: year, month, 1)
        overview.months = (0..<12).map { Overview.Month(first: first.adding(months: $0)) }
        let end = first.adding(months: 12) - 1
        for task in scope.tasks ?? Array(0..<plan.taskCount) where !memory.isCancelled(task: task, at: now) {
            for occurrence in occurrenceStates(plan, memory, task: task, at: now, through: end) {
                guard scope.wantsOccurrence?(occurrence, false) ?? true else { continue }
                foresee(task, occurrence, until: end)
            }
        }
        for place in overview.months.indices { overview.months[place].entries.sort(by: isSooner) }
    }

    private mutating func foresee(_ task: Int, _ occurrence: OccurrenceState, until end: Day) {
        var entries: [(month: Int, entry: Overview.Entry)] = []
        for share in occurrence.shares where scope.wantsShare?(share) ?? true {
            guard let due = share.due, overview.today <= due, due <= end, let figure = Figure(share),
                figure == .inProgress || figure == .dueSoon
            else { continue }
            let first = overview.months[0].first
            let month = (due.year - first.year) * 12 + due.month - first.month
            overview.months[month].shares += 1
            let entry = self.entry(task, occurrence, share, bodyIndex(share.body), figure)
            if let same = entries.firstIndex(where: { $0.entry.standsLike(entry) }) {
                entries[same].entry.bodies += entry.bodies
            } else {
                entries.append((month, entry))
            }
        }
        for (month, entry) in entries { overview.months[month].entries.append(entry) }
    }

    // MARK: The end

    func finish() -> Overview {
        var overview = overview
        for figure in Figure.allCases {
            let isEnded = figure == .inTime || figure == .late
            overview.lists[figure]?.sort(by: isEnded ? isLater : isSooner)
        }
        overview.programmes.sort { $0.key < $1.key }
        for place in overview.bodies.indices { overview.bodies[place].open.sort(by: isSooner) }
        overview.bodies.sort { a, b in
            let (x, y) = (a.figures, b.figures)
            return (y[.overdue], y[.dueSoon], y.total, order(a.key)) < (x[.overdue], x[.dueSoon], x.total, order(b.key))
        }
        overview.asked.sort { isSooner($0.entry, $1.entry) }
        return overview
    }

    private func order(_ body: BodyIndex?) -> UInt32 { body?.rawValue ?? .max }

    /// The longest overdue first, then by due date, what has none last.
    private func isSooner(_ a: Overview.Entry, _ b: Overview.Entry) -> Bool {
        let never = Day(number: .max)
        return (b.daysOverdue, a.due ?? never, a.task, a.start) < (a.daysOverdue, b.due ?? never, b.task, b.start)
    }

    private func isLater(_ a: Overview.Entry, _ b: Overview.Entry) -> Bool {
        let never = Day(number: .min)
        return (b.doneOn ?? never, a.task, a.start) < (a.doneOn ?? never, b.task, b.start)
    }

    func change(since before: OverviewBuilder) -> Overview.Change {
        var change = Overview.Change(since: before.overview.today, figures: before.overview.figures)
        for (share, figure) in figureOfShare {
            let earlier = before.figureOfShare[share]
            switch figure {
            case .inTime where earlier != .inTime && earlier != .late: change.doneInTime += 1
            case .late where earlier != .inTime && earlier != .late: change.doneLate += 1
            case .overdue where earlier != .overdue: change.newlyOverdue += 1
            default: break
            }
        }
        for (share, earlier) in before.figureOfShare where earlier == .overdue && figureOfShare[share] != .overdue {
            change.overdueNoMore += 1
        }
        return change
    }

    // MARK: Places

    private mutating func bodyIndex(_ id: String?) -> BodyIndex? {
        guard let id else { return nil }
        if let known = bodyIndices[id] { return known }
        let body = plan.site.bodies.body(named: id)
        bodyIndices[id] = .some(body)
        return body
    }

    private mutating func place(ofProgramme programme: Int) -> Int {
        if let known = programmePlaces[programme] { return known }
        programmePlaces[programme] = overview.programmes.count
        overview.programmes.append(Overview.Group(key: programme))
        return overview.programmes.count - 1
    }

    private mutating func place(of body: BodyIndex?) -> Int {
        if let known = bodyPlaces[body] { return known }
        bodyPlaces[body] = overview.bodies.count
        overview.bodies.append(Overview.Group(key: body))
        return overview.bodies.count - 1
    }
}

extension Overview.Entry {
    /// Apart from whose it is.
    fileprivate func standsLike(_ other: Overview.Entry) -> Bool {
        figure == other.figure && due == other.due && doneOn == other.doneOn && isReported == other.isReported
            && daysOverdue == other.daysOverdue
    }
}
