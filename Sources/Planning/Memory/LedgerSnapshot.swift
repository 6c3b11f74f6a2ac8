public import Dates
import Programmes

/// What a ledger says, in its order, before there is a plan to hold it against: so a ledger can be read while the
/// site's files are.
///
/// It is a fold over the rows: what was decided and reported is kept as far as it counts by now, so that the rows of ten
/// years take no more than what they mean, and what was read up to a row can be written down and gone on with
/// (``encode(to:)``). What was written down of a programme stays so until somebody asks for that programme.
public struct LedgerSnapshot: Sendable {
    /// A programme of which something was decided or reported.
    struct History: Sendable {
        /// A ``HistoryContent`` as it was written down; nil: it is what follows.
        var sealed: ArraySlice<UInt8>?
        var ids: [String] = []
        /// In ``LedgerSnapshot/decided``.
        var numbers: [UInt32] = []
        var places: [ByteText: Int] = [:]
        /// A report's task is a place here; all other numbers are those of ``LedgerSnapshot/decided``.
        var reports: [NumberedReport] = []
        var renumbered: Set<Renumbering> = []
    }

    /// A task that has another id than before.
    struct Renumbering: Hashable, Sendable {
        let from: String
        let to: String
    }

    /// An event that was reported, or taken back.
    struct EventRow: Sendable {
        /// Its number among all reports.
        let order: Int
        let name: String
        /// nil: it is taken back.
        let day: Day?
        let at: Instant
    }

    struct CountedKind: Hashable {
        let kind: NoticeKind
        /// A number of ``decided``.
        let rule: UInt32
    }

    /// What was decided by a clock that was ahead of it is known only as far as it went out; nil: no clock was.
    var now: Instant?
    var loads: [(programme: String, at: Instant)] = []
    /// What was decided of the programmes that are not sealed, by numbers of tasks that are this snapshot's own.
    var decided = Memory(.nothing)
    var programmes = Interner()
    /// By programme.
    var histories: [History] = []
    private var taskCount: UInt32 = 0
    var events: [EventRow] = []
    var reportCount = 0
    /// Of edits that gave tasks or programmes other ids.
    var renamingCount = 0
    /// Reports that decisions of earlier rows come before.
    private var pending: ArraySlice<(row: Int64, report: Report)> = []
    var counts: [CountedKind: NoticeCount] = [:]
    /// When the last report and the last decision were made, by the clock of then, and the latest of all decisions.
    var lastReport: Instant?
    var lastDecision: Instant?
    var latestDecision: Instant?
    /// Of what was reported later, and of all that was decided, nothing is known.
    private(set) var limit: Instant?

    public init(at now: Instant? = nil) { self.now = now }

    /// When it was last added to, by the clock of then; nil: never.
    public var lastInstant: Instant? { [loads.last?.at, lastReport, lastDecision].compactMap(\.self).max() }

    public mutating func load(programme: String, at instant: Instant) { loads.append((programme, instant)) }

    /// The same for who reads it at another time.
    /// - Returns: nil where some of it was decided by a clock that was ahead of it.
    public func asOf(_ now: Instant?) -> LedgerSnapshot? {
        if let now, let latestDecision, latestDecision > now { return nil }
        var same = self
        same.now = now
        return same
    }

    /// What was loaded and reported up to an instant; of what was decided nothing.
    public func reported(until instant: Instant) -> LedgerSnapshot {
        var earlier = settled()
        earlier.loads.removeAll { $0.at > instant }
        earlier.limit = instant
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

// MARK: What was reported

extension LedgerSnapshot {
    /// - Parameter row: its number in the ledger, where decisions of earlier rows are added after it.
    public mutating func add(_ report: Report, row: Int64? = nil) {
        lastReport = report.at
        if case .rename(let former) = report.kind {
            for i in loads.indices where loads[i].programme == former { loads[i].programme = report.programme ?? "" }
        }
        pending.append((row ?? .min, report))
        if row == nil { keepPending(before: .max) }
    }

    private mutating func keepPending(before row: Int64) {
        while let first = pending.first, first.row < row {
            pending.removeFirst()
            keep(first.report)
        }
    }

    /// With all that waited for decisions of earlier rows.
    func settled() -> LedgerSnapshot {
        if pending.isEmpty { return self }
        var settled = self
        settled.keepPending(before: .max)
        return settled
    }

    private mutating func keep(_ report: Report) {
        switch report.kind {
        case .event(let name, let day): keep(event: name, on: day, at: report.at)
        case .withdraw(let name): keep(event: name, on: nil, at: report.at)
        case .renumber(let ids):
            renamingCount += 1
            renumber(ids, of: report.programme ?? "")
        case .rename(let former):
            renamingCount += 1
            let programme = report.programme ?? ""
            programmes.rename(former, to: programme)
            renameEvents { renamedEvent($0, of: former, to: programme) }
        default:
            guard let programme = report.programme, let task = report.task else { return }
            reportCount += 1
            let number = historyNumber(of: programme)
            histories[number].reports.append(
                NumberedReport(
                    report, order: reportCount, task: UInt32(place(ofTask: task, in: number)),
                    occurrence: report.occurrence.map { decided.occurrenceNumber($0) },
                    bodies: report.bodies.map { decided.bodyNumber($0) }))
        }
    }

    private mutating func keep(event name: String, on day: Day?, at instant: Instant) {
        reportCount += 1
        events.append(EventRow(order: reportCount, name: name, day: day, at: instant))
    }

    /// What was known of tasks until now is known of them under their new ids.
    private mutating func renumber(_ ids: [String: String], of programme: String) {
        let number = historyNumber(of: programme)
        for (from, to) in ids { histories[number].renumbered.insert(Renumbering(from: from, to: to)) }
        histories[number].ids = histories[number].ids.map { ids[$0] ?? $0 }
        histories[number].findPlaces()
        renameEvents { renamedEvent($0, ids, of: programme) }
    }

    /// As ``Memory/renameEvents(_:)``: what was taken back under one name takes nothing back under the other.
    private mutating func renameEvents(_ present: (String) -> String?) {
        let renamed = Set(events.compactMap { present($0.name) })
        guard !renamed.isEmpty else { return }
        var takenBack: Set<String> = []
        var kept: [EventRow] = []
        for event in events.reversed() {
            let name = present(event.name)
            if name != nil || renamed.contains(event.name) {
                if event.day == nil { takenBack.insert(event.name) }
                if takenBack.contains(event.name) { continue }
            }
            kept.append(EventRow(order: event.order, name: name ?? event.name, day: event.day, at: event.at))
        }
        events = kept.reversed()
    }
}

// MARK: What was decided

extension LedgerSnapshot {
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
        keepPending(before: row)
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
        keepPending(before: row)
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
        let history = historyNumber(of: identity.programme)
        let task = histories[history].numbers[place(ofTask: identity.task, in: history)]
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
}

// MARK: Programmes and their tasks

extension LedgerSnapshot {
    /// Of a history that can be added to.
    private mutating func historyNumber(of programme: String) -> Int {
        let number = Int(programmes.number(of: programme))
        while number >= histories.count { histories.append(History()) }
        unseal(number)
        return number
    }

    private mutating func place(ofTask id: String, in history: Int) -> Int {
        let text = ByteText(id)
        if let known = histories[history].places[text] { return known }
        let place = histories[history].ids.count
        histories[history].places[text] = place
        histories[history].ids.append(id)
        histories[history].numbers.append(taskCount)
        taskCount += 1
        return place
    }

    /// Whether everything that is sealed can be read. What cannot would count as if it had never been: a snapshot is asked
    /// this before it is kept.
    public var isWhole: Bool {
        histories.compactMap(\.sealed).allSatisfy { HistoryContent(reading: $0, decided.numberLimits) != nil }
    }

    func unsealed() -> LedgerSnapshot {
        var open = self
        for number in open.histories.indices { open.unseal(number) }
        return open
    }

    private mutating func unseal(_ number: Int) {
        guard let sealed = histories[number].sealed else { return }
        let content = HistoryContent(reading: sealed, decided.numberLimits) ?? HistoryContent()
        var history = History()
        history.ids = content.ids
        history.numbers = (0..<UInt32(content.ids.count)).map { taskCount + $0 }
        history.reports = content.reports
        history.renumbered = content.renumbered
        history.findPlaces()
        taskCount += UInt32(content.ids.count)
        decided.append(content, tasks: history.numbers)
        histories[number] = history
    }

    /// What there is of each programme that is not sealed.
    func contents() -> [HistoryContent] {
        var contents = histories.map { history in
            HistoryContent(ids: history.ids, reports: history.reports, renumbered: history.renumbered)
        }
        var owners = [(history: Int, place: UInt32)](repeating: (0, 0), count: Int(taskCount))
        for (number, history) in histories.enumerated() {
            for (place, task) in history.numbers.enumerated() { owners[Int(task)] = (number, UInt32(place)) }
        }
        decided.distribute(to: &contents) { owners[Int($0)] }
        return contents
    }
}

extension LedgerSnapshot.History {
    /// Of two that have one id by now the first is found.
    mutating func findPlaces() {
        places = Dictionary(ids.enumerated().map { (ByteText($1), $0) }, uniquingKeysWith: { first, _ in first })
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
    /// - Parameter former: what a service had in force, where files were edited since.
    public init(_ plan: Plan, replaying snapshot: LedgerSnapshot, at now: Instant, after former: FormerPlan? = nil) {
        self.init(plan)
        replay(snapshot)
        let begin = loadInstant(at: now)
        if let former { _ = carryOver(from: former, at: now) }
        for programme in plan.site.programmes { load(programme: programme.id, at: begin) }
        _ = settle(at: now)
    }
}
