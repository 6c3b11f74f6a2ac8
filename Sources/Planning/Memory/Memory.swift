public import Dates
import Deadlines
import Programmes
import RuleLanguage

/// What was reported and what was decided: the part of the engine's state that the ledger keeps.
///
/// It is bound to a plan for speed and keyed by names for endurance: ``decide(_:_:at:)`` binds it anew when it is given
/// another plan, and what the new one does not know is kept for a later one that does.
public struct Memory: Sendable {
    public internal(set) var plan: Plan
    /// Of an occurrence of a task: what went out, what was reported, how far each rule is decided.
    struct Record: Sendable {
        var task: UInt32
        var occurrence: UInt32
        /// Distinct (rule, step, repeat) that went out.
        var sent: Int32 = 0
        /// Into ``Memory/marks``; -1: none.
        var firstMark: Int32 = -1
        /// Into ``Memory/occurrenceReports``; -1: nothing was reported.
        var reports: Int32 = -1
        /// The first due date that it had when the last notice went out, as a day's number; none where none did.
        var knownDue: Int32 = .min

        var layer = Layer.plain

        /// In place of a task's number: another record has taken it over.
        static let gone = UInt32.max - 1
        var isGone: Bool { task == Self.gone }
    }

    /// What a record stands for, where edits have given an occurrence another name than the ledger's rows have.
    enum Layer: UInt8, Sendable {
        /// The occurrence of its name, which nothing else is about.
        case plain
        /// As the ledger has it, under a name of before or beside others; ``merged`` ones tell what holds.
        case recorded
        /// All that is recorded about an occurrence of the plan, under whatever name; made anew when the plan is another.
        case merged
    }

    /// A task that the plan does not know. Its number is the plan's count of tasks plus its place here.
    struct ForeignTask: Hashable, Sendable {
        var programme: String
        var task: String
    }

    /// A task that has another id than before.
    struct Renumbered: Hashable, Sendable {
        var programme: String
        var from: String
        var to: String
    }

    /// A task and an occurrence, by their numbers.
    struct RecordedName: Hashable, Sendable {
        var task: UInt32
        var occurrence: UInt32
    }

    /// When an event was reported, and for which day.
    struct EventReport: Hashable, Sendable {
        var on: Day
        var at: Instant
        /// Its number among all reports.
        var order: Int
    }

    var records = ChunkedArray<Record>()
    /// By occurrence: of a task its record. A sweep asks one of them, which is small, for all its tasks.
    var recordIndex: [IndexTable] = []
    /// The records of ``Layer/recorded``, which the index does not have.
    var recordedPlaces: [RecordedName: Int] = [:]
    var marks = ChunkedArray<Mark>()
    /// By mark: repeats decided under older versions of its rule.
    var olderRuns: [Int: [RepeatRun]] = [:]
    private(set) var occurrenceReports: [OccurrenceReports] = []
    /// Of whole tasks.
    private(set) var taskStandings: [UInt32: Standing] = [:]
    /// By task with reports of single occurrences: how many have some.
    private var reportedOccurrences: [UInt32: Int32] = [:]
    /// By record: what went out about some shares alone.
    var partialNotices: [UInt32: PartialNotices] = [:]
    /// Of which a due date was moved.
    private var movedTasks: Set<UInt32> = []
    private(set) var foreign: [ForeignTask] = []
    /// Of programmes that the plan does not have, a ``HistoryContent`` as it was written down: by id.
    var dormant: [String: [ArraySlice<UInt8>]] = [:]
    private var foreignNumber: [ForeignTask: UInt32] = [:]
    var occurrenceNames = Interner()
    var ruleNames = Interner()
    /// Of bodies that were named in reports, by id.
    var bodyNames = Interner()
    private var firstLoads: [String: Instant] = [:]
    private var events: [String: EventReport] = [:]
    /// When tasks that others wait for were done.
    var completions: [UInt32: EventReport] = [:]
    /// Of digests: how far each is decided.
    var digestMarks: [String: DigestMark] = [:]
    /// What was carried over already.
    private(set) var renumbered: Set<Renumbered> = []
    /// The number of the last.
    var reportCount = 0
    /// How many edits gave tasks or programmes other ids.
    public internal(set) var renamingCount = 0
    /// What is due when, derived from all this and the plan; nil: to be derived.
    private(set) var agenda: Agenda?
    /// The agenda of the plan before, of which the next decision takes over what still holds.
    private(set) var outdated: (agenda: Agenda, plan: Plan, touched: Set<Int>)?

    public init(_ plan: Plan) { self.plan = plan }

    /// A programme was first loaded; a later call for the same one changes nothing.
    public mutating func load(programme: String, at instant: Instant) {
        guard firstLoads[programme] == nil else { return }
        firstLoads[programme] = instant
        // What a programme that is new brings is new to every agenda.
        if outdated?.plan.programmeIndex(programme) != nil { outdated = nil }
        agenda = nil
    }

    /// The instant a programme was first loaded.
    public func firstLoad(of programme: String) -> Instant? { firstLoads[programme] }

    /// When a programme that is new counts as loaded: now; with the very first ones when the site began to send, which may
    /// lie back.
    public func loadInstant(at now: Instant) -> Instant {
        earliestLoad == nil ? min(now, plan.siteCalendar.begin ?? now) : now
    }

    /// The instant the first programme was loaded: digests before it do not exist.
    var earliestLoad: Instant? { firstLoads.values.min() }

    func event(_ name: String) -> EventReport? { events[name] }

    func completion(of task: UInt32) -> EventReport? { completions[task] }

    /// - Parameter cycle: its name.
    mutating func decideDigest(_ name: String, _ cycle: String, _ nominal: Instant) {
        digestMarks[name, default: DigestMark(nominal: nominal)].decide(cycle, nominal)
    }
}

extension Memory {
    /// The plan's index of a task; of one that it does not know a number beyond.
    mutating func taskNumber(programme: String, task: String) -> UInt32 {
        if let number = plan.taskIndex(programme: programme, task: task) { return UInt32(number) }
        _ = wake(CollectionOfOne(programme))
        return foreignTaskNumber(programme: programme, task: task)
    }

    mutating func foreignTaskNumber(programme: String, task: String) -> UInt32 {
        let name = ForeignTask(programme: programme, task: task)
        if let number = foreignNumber[name] { return number }
        let number = UInt32(plan.taskCount + foreign.count)
        foreign.append(name)
        foreignNumber[name] = number
        return number
    }

    func record(_ task: UInt32, _ occurrence: UInt32) -> Record? {
        recordPlace(task, occurrence).map { records[$0] }
    }

    func record(_ task: Int, _ occurrence: String) -> Record? {
        occurrenceNames.find(occurrence).flatMap { record(UInt32(task), $0) }
    }

    func recordPlace(_ task: Int, _ occurrence: String) -> Int? {
        occurrenceNames.find(occurrence).flatMap { recordPlace(UInt32(task), $0) }
    }

    func recordPlace(_ task: UInt32, _ occurrence: UInt32) -> Int? {
        Int(occurrence) < recordIndex.count
            ? recordIndex[Int(occurrence)][task].flatMap { $0 == .max ? nil : Int($0) } : nil
    }

    /// All records of some tasks, in order.
    func places(of tasks: Set<UInt32>) -> [Int] {
        // Of a few it is asked by name, and not which of all are theirs.
        guard tasks.count * recordIndex.count < records.count else {
            return records.indices.filter { tasks.contains(records[$0].task) }
        }
        var places = recordedPlaces.filter { tasks.contains($0.key.task) }.map(\.value)
        for occurrence in recordIndex {
            for task in tasks { if let place = occurrence[task], place != .max { places.append(Int(place)) } }
        }
        return places.sorted()
    }

    mutating func recordNumber(_ task: UInt32, _ occurrence: UInt32) -> Int {
        if let known = recordPlace(task, occurrence) { return known }
        index(records.count, task, occurrence)
        records.append(Record(task: task, occurrence: occurrence))
        return records.count - 1
    }

    mutating func removeFromIndex(_ record: Int) {
        recordIndex[Int(records[record].occurrence)].insert(.max, for: records[record].task)
    }

    /// Puts a record in another's place; what both know of the same is one.
    mutating func put(_ record: Int, _ task: UInt32, _ occurrence: UInt32) {
        guard let other = recordPlace(task, occurrence), other != record else {
            records[record].occurrence = occurrence
            return index(record, task, occurrence)
        }
        addDecisions(of: record, to: other)
        addReports(of: record, to: other)
        records[record] = Record(task: Record.gone, occurrence: occurrence)
    }

    /// What was decided of the one was decided of the other.
    mutating func addDecisions(of record: Int, to other: Int) {
        var next = records[record].firstMark
        while next >= 0 {
            let mark = marks[Int(next)]
            let own = markNumber(other, mark.rule)
            if let run = marks[own].merge(mark) { keep(run, ofMark: own) }
            for run in olderRuns[Int(next)] ?? [] { keep(run, ofMark: own) }
            next = mark.next
        }
        records[other].sent &+= records[record].sent
        records[other].knownDue = max(records[other].knownDue, records[record].knownDue)
        if let partial = partialNotices[UInt32(record)] {
            partialNotices[UInt32(other), default: PartialNotices()].add(partial)
        }
    }

    /// What was reported of the one was reported of the other.
    mutating func addReports(of record: Int, to other: Int) {
        guard records[record].reports >= 0 else { return }
        let reports = occurrenceReports[Int(records[record].reports)]
        changeReports(ofRecord: other) { $0.merge(reports) }
    }

    /// Takes a record out: nothing is known by it any more.
    mutating func forget(_ record: Int) {
        removeFromIndex(record)
        partialNotices[UInt32(record)] = nil
        records[record] = Record(task: Record.gone, occurrence: records[record].occurrence)
    }

    /// A record that nothing is known by yet.
    mutating func append(_ record: Record) -> Int {
        records.append(record)
        return records.count - 1
    }

    mutating func index(_ record: Int, _ task: UInt32, _ occurrence: UInt32) {
        while recordIndex.count <= Int(occurrence) { recordIndex.append(IndexTable()) }
        recordIndex[Int(occurrence)].insert(UInt32(record), for: task)
    }

    mutating func ruleNumber(_ name: String) -> UInt32 { ruleNames.number(of: name) }

    /// - Parameter due: the number of the due date: each has its own record of what was decided.
    mutating func occurrenceNumber(_ id: String, due: Int = 0) -> UInt32 {
        occurrenceNames.number(of: due == 0 ? id : id + "#\(due)")
    }

    /// - Returns: nil where nothing is known of it.
    func knownOccurrenceNumber(_ id: String, due: Int) -> UInt32? {
        occurrenceNames.find(due == 0 ? id : id + "#\(due)")
    }

    func reports(_ record: Record?) -> OccurrenceReports? {
        guard let record, record.reports >= 0 else { return nil }
        return occurrenceReports[Int(record.reports)]
    }

    /// Whether a due date of one of a task's occurrences was moved.
    func hasMovedDues(_ task: UInt32) -> Bool { movedTasks.contains(task) }

    /// Whether anything was reported of one of a task's occurrences.
    func hasReports(_ task: UInt32) -> Bool { reportedOccurrences[task] != nil }

    /// Whether anything was reported of a task, as a whole or of one of its occurrences.
    func isReported(_ task: Int) -> Bool { hasReports(UInt32(task)) || taskStanding(task) != nil }

    func taskStanding(_ task: Int) -> Standing? { taskStandings.isEmpty ? nil : taskStandings[UInt32(task)] }

    mutating func bodyNumber(_ id: String) -> UInt32 { bodyNames.number(of: id) }

    /// The number of a report that is being applied.
    mutating func countReport() -> Int {
        reportCount += 1
        return reportCount
    }

    mutating func changeWhole(_ task: UInt32, _ change: (inout Standing) -> Void) {
        change(&taskStandings[task, default: Standing()])
    }

    /// Something was reported of an occurrence under this name.
    mutating func change(_ task: UInt32, _ occurrence: UInt32, _ change: (inout OccurrenceReports) -> Void) {
        let recorded = recordedPlace(task, occurrence)
        changeReports(ofRecord: recorded, change)
        if let merged = recordPlace(task, occurrence), merged != recorded { changeReports(ofRecord: merged, change) }
    }

    private mutating func changeReports(ofRecord place: Int, _ change: (inout OccurrenceReports) -> Void) {
        let task = records[place].task
        if records[place].reports < 0 {
            records[place].reports = Int32(occurrenceReports.count)
            occurrenceReports.append(OccurrenceReports())
            reportedOccurrences[task, default: 0] += 1
        }
        change(&occurrenceReports[Int(records[place].reports)])
        if !occurrenceReports[Int(records[place].reports)].dueReports.isEmpty { movedTasks.insert(task) }
    }

    /// - Parameter day: nil: it is taken back.
    mutating func setEvent(_ name: String, on day: Day?, at instant: Instant, order: Int) {
        events[name] = day.map { EventReport(on: $0, at: instant, order: order) }
    }

    /// An event that a task gives its name goes with that task; of two that have one name by now the later report holds.
    /// - Parameter present: the new name of an event; nil: it stays as it is.
    mutating func renameEvents(_ present: (String) -> String?) {
        let moving = events.compactMap { name, event in present(name).map { (from: name, to: $0, event: event) } }
        for event in moving { events[event.from] = nil }
        for (_, name, event) in moving where (events[name]?.order ?? 0) < event.order { events[name] = event }
    }

    mutating func note(renumbered from: String, _ to: String, of programme: String) {
        renumbered.insert(Renumbered(programme: programme, from: from, to: to))
    }

    mutating func rename(programme former: String, to programme: String) {
        if let load = firstLoads.removeValue(forKey: former) { firstLoads[programme] = firstLoads[programme] ?? load }
        // What was carried over within it is not carried over again under its new id.
        for old in renumbered where old.programme == former {
            renumbered.remove(old)
            renumbered.insert(Renumbered(programme: programme, from: old.from, to: old.to))
        }
        agenda = nil
        outdated = nil
    }

    /// Carries over what is known of tasks to others, all at once.
    mutating func renumber(_ numbers: [UInt32: UInt32], at instant: Instant) {
        guard !numbers.isEmpty else { return }
        separate(Set(numbers.keys).union(numbers.values))
        var moving: [Int] = []
        for (place, record) in records.enumerated() where numbers[record.task] != nil {
            moving.append(place)
            removeFromIndex(place)
        }
        for place in moving { records[place].task = numbers[records[place].task] ?? records[place].task }
        for place in moving { put(place, records[place].task, records[place].occurrence) }
        func moved<Value>(_ values: [UInt32: Value]) -> [UInt32: Value] {
            var result = values.filter { numbers[$0.key] == nil }
            for (from, to) in numbers { if let value = values[from] { result[to] = value } }
            return result
        }
        taskStandings = moved(taskStandings)
        reportedOccurrences = moved(reportedOccurrences)
        movedTasks = Set(movedTasks.map { numbers[$0] ?? $0 })
        settleAll(edited: numbers.values.filter { Int($0) < plan.taskCount })
        // What is shared and what is apart is another.
        agenda = nil
        outdated = nil
    }

    /// The tasks of which anything was reported, sent or withheld.
    var knownTasks: Set<UInt32> {
        Set(records.lazy.filter { !$0.isGone }.map(\.task)).union(taskStandings.keys)
    }

    /// The tasks of which something is known that sets them apart from others of their timetable.
    func reportedTasks() -> [UInt32] {
        var tasks = Array(taskStandings.keys) + Array(reportedOccurrences.keys)
        for name in events.keys { for task in self.tasks(waitingFor: name) { tasks.append(UInt32(task)) } }
        for task in completions.keys where Int(task) < plan.taskCount {
            tasks.append(contentsOf: plan.waiting[plan.reference(Int(task))] ?? [])
        }
        return tasks
    }

    /// `programme/task` of those of which something was reported and that the plan does not have, in order; without what
    /// nobody has asked for since it was written down.
    public var reportedStrangers: [String] {
        Set(taskStandings.keys).union(reportedOccurrences.keys).filter { $0 >= plan.taskCount }
            .map { foreign[Int($0) - plan.taskCount] }
            .map { $0.programme + "/" + $0.task }
            .sorted(by: precedes)
    }

    /// Binds it to another plan, as ``decide(_:_:at:)`` does by itself.
    public mutating func bind(to other: Plan) {
        guard other !== plan else { return }
        let old = plan
        let strangers = foreign
        let map = TaskMap(from: old, to: other)
        if let agenda { outdated = (agenda, old, []) } else if !(outdated?.touched.isEmpty ?? true) { outdated = nil }
        agenda = nil
        plan = other
        if map.isIdentity {
            settleOccurrences(edited: map.edits?.tasks)
            if !(map.edits?.tasks.isEmpty ?? false) { settleCompletions() }
            return
        }
        foreign = []
        foreignNumber = [:]
        // By number of a task until now: its number from now on; .max: not asked for yet.
        var numbers = [UInt32](repeating: .max, count: old.taskCount + strangers.count)
        func number(_ task: UInt32, _ memory: inout Memory) -> UInt32 {
            if numbers[Int(task)] != .max { return numbers[Int(task)] }
            let number: UInt32
            if Int(task) < old.taskCount, let same = map[Int(task)] {
                number = UInt32(same)
            } else if Int(task) < old.taskCount {
                let programme = old.site.programmes[old.programmeIndex(ofTask: Int(task))].id
                number = memory.taskNumber(programme: programme, task: old.taskID(Int(task)))
            } else {
                let name = strangers[Int(task) - old.taskCount]
                number = memory.taskNumber(programme: name.programme, task: name.task)
            }
            numbers[Int(task)] = number
            return number
        }
        var areMoved = false
        for i in records.indices where !records[i].isGone {
            let number = number(records[i].task, &self)
            areMoved = areMoved || number != records[i].task
            records[i].task = number
        }
        if areMoved {
            for occurrence in recordIndex.indices { recordIndex[occurrence].removeAll() }
            recordedPlaces = [:]
            for (i, record) in records.enumerated() where !record.isGone {
                if record.layer == .recorded {
                    recordedPlaces[RecordedName(task: record.task, occurrence: record.occurrence)] = i
                } else {
                    index(i, record.task, record.occurrence)
                }
            }
        }
        let whole = taskStandings
        taskStandings = [:]
        for (task, standing) in whole { taskStandings[number(task, &self)] = standing }
        let moved = movedTasks
        movedTasks = []
        for task in moved { movedTasks.insert(number(task, &self)) }
        let counts = reportedOccurrences
        reportedOccurrences = [:]
        for (task, count) in counts { reportedOccurrences[number(task, &self)] = count }
        let woken = wake(plan.site.programmes.lazy.map(\.id))
        settleAll(edited: map.edits.map { $0.tasks + woken })
    }
}

// MARK: The agenda

extension Memory {
    mutating func forgetAgenda() {
        agenda = nil
        outdated = nil
    }

    /// Moves the agenda out, which is then to be kept again: two of them would be copied.
    mutating func takeAgenda(at now: Instant) -> Agenda {
        if let known = agenda {
            forgetAgenda()
            return known
        }
        // Taken out, so that it is changed where it lies.
        if case (var carried, let before, let touched)? = outdated.take(),
            carried.carry(from: before, to: plan, touched: touched, &self, at: now)
        {
            return carried
        }
        return Agenda(plan, &self, at: now)
    }

    mutating func keep(_ agenda: consuming Agenda) { self.agenda = agenda }

    /// Something was reported of a task: it is decided by itself from now on.
    mutating func touch(_ task: Int, _ instant: Instant) {
        agenda?.setApart(task: task, plan, at: instant)
        outdated?.touched.insert(task)
    }
}
