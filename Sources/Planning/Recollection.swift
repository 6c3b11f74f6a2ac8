public import Dates
import Programmes

/// What a ledger says, in its order, before there is a plan to hold it against: so a ledger can be read while the
/// site's files are. Names are kept once, decisions as numbers of them.
public struct Recollection: Sendable {
    struct Decision: Sendable {
        /// A number of ``Recollection/programmes``.
        let programme: UInt32
        /// Index into the programme's ``Recollection/tasks``.
        let task: UInt32
        let occurrence: UInt32
        let rule: UInt32
        let step: Int32
        let repeatNumber: Int32
        let nominal: Instant
        let at: Instant
        /// nil: it went out.
        let held: Withheld.Reason?
        /// The first due date of its occurrence.
        let due: Day?
        /// Into ``Recollection/subjectLists``; -1: all.
        let subjects: Int32
    }

    private(set) var loads: [(programme: String, at: Instant)] = []
    private(set) var reports: [Report] = []
    private(set) var decisions: [Decision] = []
    /// Bodies' ids.
    private(set) var subjectLists: [[String]] = []
    private(set) var programmes = Names()
    /// By programme.
    private(set) var tasks: [[String]] = []
    private var taskNumbers: [[ByteText: UInt32]] = []
    /// Changes of names that decisions of earlier rows come before.
    private var owedNames: [(row: Int64, report: Report)] = []
    private(set) var occurrences = Names()
    private(set) var rules = Names()
    private var counts: [CountedKind: NoticeCount] = [:]

    private struct CountedKind: Hashable {
        let kind: NoticeKind
        let rule: UInt32
    }

    public init() {}

    /// When it was last added to, by the clock of then; nil: never.
    public var lastInstant: Instant? {
        [loads.last?.at, reports.last?.at, decisions.last?.at].compactMap(\.self).max()
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

    /// All that was owed, before it is recalled.
    func settled() -> Recollection {
        var settled = self
        settled.rename(before: .max)
        return settled
    }

    /// What was known of tasks until now is known of them under their new ids.
    private mutating func renumber(_ ids: [String: String], of programme: String) {
        guard let number = programmes.find(programme), Int(number) < tasks.count else { return }
        tasks[Int(number)] = tasks[Int(number)].map { ids[$0] ?? $0 }
        taskNumbers[Int(number)] = Dictionary(
            tasks[Int(number)].enumerated().map { (ByteText($1), UInt32($0)) }, uniquingKeysWith: { first, _ in first })
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
        var list: Int32 = -1
        if !concernsAll {
            list = Int32(subjectLists.count)
            subjectLists.append(subjects)
        }
        let counted = CountedKind(
            kind: kind, rule: add(identity, nominal, at: at, held: nil, due: due, subjects: list))
        counts[counted, default: NoticeCount(kind: kind, rule: identity.rule, count: 0, late: 0)].add(late: late)
    }

    public mutating func add(_ notice: Notice) {
        add(
            sent: notice.identity, nominal: notice.nominal, kind: notice.kind, late: notice.late, at: notice.at,
            due: notice.firstDue, subjects: notice.subjects, concernsAll: notice.concernsAll)
    }

    /// - Parameter at: when it was decided.
    public mutating func add(_ withheld: Withheld, at: Instant, row: Int64 = .max) {
        rename(before: row)
        _ = add(withheld.identity, withheld.nominal, at: at, held: withheld.reason, due: nil, subjects: -1)
    }

    /// - Returns: the number of its rule.
    private mutating func add(
        _ identity: NoticeIdentity, _ nominal: Instant, at: Instant, held: Withheld.Reason?, due: Day?, subjects: Int32
    ) -> UInt32 {
        let programme = programmes.number(of: identity.programme)
        let rule = rules.number(of: identity.rule)
        decisions.append(
            Decision(
                programme: programme, task: taskNumber(identity.task, ofProgramme: Int(programme)),
                occurrence: occurrences.number(
                    of: identity.dueNumber == 0 ? identity.occurrence : "\(identity.occurrence)#\(identity.dueNumber)"),
                rule: rule,
                step: Int32(clamping: identity.step), repeatNumber: Int32(clamping: identity.repeatNumber),
                nominal: nominal, at: at, held: held, due: due, subjects: subjects))
        return rule
    }

    private mutating func taskNumber(_ task: String, ofProgramme programme: Int) -> UInt32 {
        if programme == tasks.count {
            tasks.append([])
            taskNumbers.append([:])
        }
        if let known = taskNumbers[programme][ByteText(task)] { return known }
        let number = UInt32(tasks[programme].count)
        tasks[programme].append(task)
        taskNumbers[programme][ByteText(task)] = number
        return number
    }

    /// What was loaded and reported up to an instant; of what was decided nothing.
    public func reported(until instant: Instant) -> Recollection {
        let known = settled()
        var earlier = Recollection()
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
    /// - Parameter latest: what was decided later is not known; nil: now.
    public init(
        _ plan: Plan, recalling recollection: Recollection, at now: Instant, decidedUntil latest: Instant? = nil
    ) {
        self.init(plan)
        recall(recollection, at: max(now, latest ?? now))
        let begin = loadInstant(at: now)
        for programme in plan.site.programmes { load(programme: programme.id, at: begin) }
        _ = settle(at: now)
    }

    /// Everything that a ledger says, in order.
    /// - Parameter now: what was decided by a clock that was ahead of it is known only as far as it went out; nil: no
    ///   clock was.
    public mutating func recall(_ recollection: Recollection, at now: Instant? = nil) {
        let recollection = recollection.settled()
        for (programme, at) in recollection.loads { load(programme: programme, at: at) }
        // What was reported and what was decided do not ask for each other.
        for report in recollection.reports {
            // Names were carried over where they were read.
            if case .renumber(let ids) = report.kind {
                for (from, to) in ids { note(renumbered: from, to, of: report.programme ?? "") }
            } else if case .rename = report.kind {
                continue
            } else {
                apply(report, isArranging: false)
            }
        }
        guard !recollection.decisions.isEmpty else { return place() }
        let subjects = recollection.subjectLists.map { $0.map { bodyNumber($0) } }
        forgetAgenda()
        let occurrences = recollection.occurrences.all.map { occurrenceNumber($0) }
        // Of a later due date: the occurrence without its number.
        let bases = recollection.occurrences.all.map { name in
            name.firstIndex(of: "#").map { occurrenceNumber(String(name[..<$0])) }
        }
        let rules = recollection.rules.all.map { ruleNumber($0) }
        let digests = recollection.programmes.find("")
        // To find the tasks is most of the work.
        let known = plan.workers.map(recollection.tasks.count) { [plan] number in
            plan.taskIndices(programme: recollection.programmes[UInt32(number)], tasks: recollection.tasks[number])
        }
        let tasks = zip(recollection.programmes.all, zip(known, recollection.tasks)).map { programme, tasks in
            programme.isEmpty
                ? [] : zip(tasks.0, tasks.1).map { $0 ?? foreignTaskNumber(programme: programme, task: $1) }
        }
        for decision in recollection.decisions {
            let isAhead = now.map { decision.at > $0 } ?? false
            if isAhead, decision.held != nil { continue }
            if decision.programme == digests {
                decideDigest(
                    recollection.rules[decision.rule], recollection.occurrences[decision.occurrence], decision.nominal)
            } else {
                let task = tasks[Int(decision.programme)][Int(decision.task)]
                if let base = bases[Int(decision.occurrence)], decision.held == nil {
                    noteDue(task, occurrence: base, decision.due)
                }
                record(
                    task, occurrences[Int(decision.occurrence)],
                    Decided(
                        rule: rules[Int(decision.rule)], step: decision.step, repeatNumber: decision.repeatNumber,
                        nominal: decision.nominal, held: decision.held, due: decision.due,
                        subjects: decision.subjects < 0 ? nil : subjects[Int(decision.subjects)], isAhead: isAhead))
            }
        }
        place()
    }

    /// What was recorded under names of before finds its place.
    private mutating func place() {
        settleAll(edited: nil)
    }
}
