public import Dates
import Programmes

/// What a ledger says, in its order, before there is a plan to hold it against: so a ledger can be read while the
/// site's files are.
///
/// It is a fold over the rows: what was decided is kept as far as it counts by now, so that the rows of ten years take
/// no more than what they mean, and what was read up to a row can be written down and gone on with (``encode(to:)``).
public struct LedgerSnapshot: Sendable {
    /// The tasks of a programme of which something was decided.
    struct KnownTasks: Sendable {
        var ids: [String] = []
        /// In ``LedgerSnapshot/decided``.
        var numbers: [UInt32] = []
        var places: [ByteText: Int] = [:]
    }

    /// What was decided by a clock that was ahead of it is known only as far as it went out; nil: no clock was.
    var now: Instant?
    var loads: [(programme: String, at: Instant)] = []
    public internal(set) var reports: [Report] = []
    /// What was decided, by numbers of tasks that are this snapshot's own.
    var decided = Memory(.nothing)
    var programmes = Interner()
    /// By programme.
    var tasks: [KnownTasks] = []
    var taskCount: UInt32 = 0
    /// Changes of names that decisions of earlier rows come before.
    private var owedNames: [(row: Int64, report: Report)] = []
    var counts: [CountedKind: NoticeCount] = [:]
    /// When the last decision was made, by the clock of then, and the latest of all.
    var lastDecision: Instant?
    var latestDecision: Instant?

    struct CountedKind: Hashable {
        let kind: NoticeKind
        /// A number of ``decided``.
        let rule: UInt32
    }

    public init(at now: Instant? = nil) { self.now = now }

    /// When it was last added to, by the clock of then; nil: never.
    public var lastInstant: Instant? {
        [loads.last?.at, reports.last?.at, lastDecision].compactMap(\.self).max()
    }

    public mutating func load(programme: String, at instant: Instant) { loads.append((programme, instant)) }

    /// - Parameter row: its number in the ledger, where decisions of earlier rows are added after it.
    public mutating func add(_ report: Report, row: Int64? = nil) {
        switch report.kind {
        case .renumber, .rename:
            renameReports(report)
            owedNames.append((row ?? .min, report))
            if row == nil { rename(before: .max) }
        default: break
        }
        reports.append(report)
    }

    /// Names of tasks and programmes are those of before until the row at which they were changed.
    private mutating func rename(before row: Int64) {
        while let (number, report) = owedNames.first, number < row {
            owedNames.removeFirst()
            switch report.kind {
            case .renumber(let ids): renumber(ids, of: report.programme ?? "")
            case .rename(let former): rename(former, to: report.programme ?? "")
            default: break
            }
        }
    }

    private mutating func renameReports(_ report: Report) {
        switch report.kind {
        case .renumber(let ids):
            for i in reports.indices where reports[i].programme == report.programme {
                if let task = reports[i].task, let id = ids[task] { reports[i].task = id }
            }
        case .rename(let former):
            for i in reports.indices where reports[i].programme == former { reports[i].programme = report.programme }
            for i in loads.indices where loads[i].programme == former { loads[i].programme = report.programme ?? "" }
        default: break
        }
    }

    /// All that was owed, before it is replayed.
    func settled() -> LedgerSnapshot {
        if owedNames.isEmpty { return self }
        var settled = self
        settled.rename(before: .max)
        return settled
    }

    /// What was known of tasks until now is known of them under their new ids.
    private mutating func renumber(_ ids: [String: String], of programme: String) {
        guard let number = programmes.find(programme).map({ Int($0) }), number < tasks.count else { return }
        tasks[number].ids = tasks[number].ids.map { ids[$0] ?? $0 }
        tasks[number].findPlaces()
    }

    private mutating func rename(_ former: String, to programme: String) {
        programmes.rename(former, to: programme)
    }

    /// A notice that went out.
    ///
    /// - Parameters:
    ///   - at: when it was decided.
    ///   - subjects: ids of the bodies whose shares it is about; asked where it does not concern all.
    ///   - due: the first due date of its occurrence.
    public mutating func add(
        sent identity: NoticeIdentity, nominal: Instant, kind: NoticeKind, late: Bool, at: Instant, due: Day? = nil,
        subjects: [String] = [], concernsAll: Bool = true, row: Int64 = .max
    ) {
        rename(before: row)
        let bodies = concernsAll ? nil : subjects.map { decided.bodyNumber($0) }
        let rule = add(identity, nominal, at: at, held: nil, due: due, subjects: bodies)
        counts[
            CountedKind(kind: kind, rule: rule),
            default: NoticeCount(kind: kind, rule: identity.rule, count: 0, late: 0)
        ].add(late: late)
    }

    public mutating func add(_ notice: Notice) {
        add(
            sent: notice.identity, nominal: notice.nominal, kind: notice.kind, late: notice.late, at: notice.at,
            due: notice.firstDue, subjects: notice.subjects, concernsAll: notice.concernsAll)
    }

    /// - Parameter at: when it was decided.
    public mutating func add(_ withheld: Withheld, at: Instant, row: Int64 = .max) {
        rename(before: row)
        _ = add(withheld.identity, withheld.nominal, at: at, held: withheld.reason, due: nil, subjects: nil)
    }

    /// - Returns: the number of its rule.
    private mutating func add(
        _ identity: NoticeIdentity, _ nominal: Instant, at: Instant, held: Withheld.Reason?, due: Day?,
        subjects: [UInt32]?
    ) -> UInt32 {
        lastDecision = at
        latestDecision = max(latestDecision ?? at, at)
        let rule = decided.ruleNumber(identity.rule)
        let isAhead = now.map { at > $0 } ?? false
        if isAhead, held != nil { return rule }
        guard !identity.programme.isEmpty else {
            decided.decideDigest(identity.rule, identity.occurrence, nominal)
            return rule
        }
        let task = taskNumber(identity.task, ofProgramme: Int(programmes.number(of: identity.programme)))
        if identity.dueNumber != 0, held == nil {
            decided.noteDue(task, occurrence: decided.occurrenceNumber(identity.occurrence), due)
        }
        decided.record(
            task, decided.occurrenceNumber(identity.occurrence, due: identity.dueNumber),
            Memory.Decided(
                rule: rule, step: Int32(clamping: identity.step), repeatNumber: Int32(clamping: identity.repeatNumber),
                nominal: nominal, held: held, due: due, subjects: subjects, isAhead: isAhead))
        return rule
    }

    private mutating func taskNumber(_ task: String, ofProgramme programme: Int) -> UInt32 {
        while programme >= tasks.count { tasks.append(KnownTasks()) }
        if let known = tasks[programme].places[ByteText(task)] { return tasks[programme].numbers[known] }
        tasks[programme].add(task, taskCount)
        taskCount += 1
        return taskCount - 1
    }

    /// What was loaded and reported up to an instant; of what was decided nothing.
    public func reported(until instant: Instant) -> LedgerSnapshot {
        let known = settled()
        var earlier = LedgerSnapshot()
        earlier.loads = known.loads.filter { $0.at <= instant }
        earlier.reports = known.reports.filter { $0.at <= instant }
        return earlier
    }

    /// Whether any programme was loaded.
    public var hasLoads: Bool { !loads.isEmpty }

    public func hasLoaded(_ programme: String) -> Bool { loads.contains { $0.programme == programme } }

    /// How many notices of each kind and rule went out; by kind and rule.
    public var noticeCounts: [NoticeCount] {
        counts.values.sorted { ($0.kind.rawValue, $0.rule) < ($1.kind.rawValue, $1.rule) }
    }
}

/// How many notices of a kind and rule went out.
public struct NoticeCount: Hashable, Sendable {
    public var kind: NoticeKind
    public var rule: String
    public var count: Int
    /// Of them, late.
    public var late: Int

    public init(kind: NoticeKind, rule: String, count: Int, late: Int) {
        self.kind = kind
        self.rule = rule
        self.count = count
        self.late = late
    }

    mutating func add(late isLate: Bool) {
        count += 1
        if isLate { late += 1 }
    }
}

extension Memory {
    /// What a service that reads the plan's files would know. Where nothing was ever recorded, every programme counts as
    /// loaded now.
    public init(_ plan: Plan, replaying snapshot: LedgerSnapshot, at now: Instant) {
        self.init(plan)
        replay(snapshot)
        let begin = loadInstant(at: now)
        for programme in plan.site.programmes { load(programme: programme.id, at: begin) }
        _ = settle(at: now)
    }
}

extension LedgerSnapshot.KnownTasks {
    fileprivate mutating func add(_ id: String, _ number: UInt32) {
        places[ByteText(id)] = ids.count
        ids.append(id)
        numbers.append(number)
    }

    /// Of two that have one id by now the first is found.
    mutating func findPlaces() {
        places = Dictionary(ids.enumerated().map { (ByteText($1), $0) }, uniquingKeysWith: { first, _ in first })
    }
}
