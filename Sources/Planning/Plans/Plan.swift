public import Dates
public import Deadlines
import Diagnostics
public import Programmes

/// A site, compiled: deadlines read once, rules in a flat form, tasks in columns. Immutable; made by ``makePlan(_:)``.
///
/// Inside, a task has a *position*: tasks that share a timetable stand side by side, so that what a rule means of one
/// timetable is worked out once and then sweeps over a stretch of bits.
public final class Plan: Sendable {
    /// What it was made of; positions of programmes in it are indices of the plan.
    public let site: Site
    let siteCalendar: SiteCalendar
    let rules: [CompiledRule]
    let digests: [CompiledDigest]
    let mutes: [CompiledMute]
    /// By rule: its place in the order of names by bytes.
    let ruleRanks: [UInt32]
    let timetables: [Timetable]
    let columns: TaskColumns
    let assignments: AssignmentColumn
    let resolver: RecipientResolver
    /// The tasks that wait for an event which has a name or is another task's being done: by `event:`, or by the other
    /// task's reference.
    let waiting: [String: [UInt32]]
    /// By question of the rules' conditions, where the answer does not depend on dates.
    let answers: [Predicate.Test: Selector.Answer]
    private let programmes: [String: Int]
    /// What was edited since the plan before it, if it was made from one.
    let edits: Edits?
    /// For what is worked out of a whole plan.
    let workers: Workers
    let identity = Identity()

    /// Tells a plan from others, also when it is gone.
    final class Identity: Sendable {}

    init(
        site: Site, siteCalendar: SiteCalendar, rules: CompiledRules, deadlines: ReadDeadlines, columns: TaskColumns,
        assignments: AssignmentColumn, resolver: RecipientResolver, answers: [Predicate.Test: Selector.Answer],
        waiting: [String: [UInt32]], _ carryover: Carryover?, _ workers: Workers
    ) {
        self.site = site
        self.siteCalendar = siteCalendar
        self.rules = rules.rules
        digests = rules.digests
        mutes = rules.mutes
        ruleRanks = ranks(rules.rules.map { $0.name })
        timetables = deadlines.timetables
        self.columns = columns
        self.assignments = assignments
        self.resolver = resolver
        self.answers = answers
        self.waiting = waiting
        self.workers = workers
        edits = carryover?.edits
        programmes =
            carryover.flatMap { $0.edits.keepsNumbers ? $0.old.programmes : nil }
            ?? Dictionary(site.programmes.enumerated().map { ($1.id, $0) }, uniquingKeysWith: { first, _ in first })
    }

    /// Indices of tasks are 0 up to this, programme after programme, in the order of their files.
    public var taskCount: Int { columns.count }

    /// Index into ``Site/programmes``.
    public func programmeIndex(_ id: String) -> Int? { programmes[id] }

    /// The programme of a task, as an index into ``Site/programmes``.
    public func programmeIndex(ofTask task: Int) -> Int { Int(columns.programme[task]) }

    /// Makes the task anew at each asking; a single thing of it is cheaper to ask for.
    public func task(_ index: Int) -> OfficeTask {
        let programme = Int(columns.programme[index])
        return site.programmes[programme].tasks[index - columns.firstTasks[programme]]
    }

    /// One thing of a task, without making the rest of it.
    @inline(__always)
    func ofTask<Value>(_ index: Int, _ value: (borrowing TaskList, Int) -> Value) -> Value {
        let programme = Int(columns.programme[index])
        return value(site.programmes[programme].tasks, index - columns.firstTasks[programme])
    }

    /// Its id within its programme.
    public func taskID(_ index: Int) -> String { ofTask(index) { $0.id(of: $1) } }

    func completion(ofTask index: Int) -> Completion {
        extra(ofTask: index)?.completion ?? site.programmes[programmeIndex(ofTask: index)].completion
    }

    /// Whether what was reported under a body's id is about what another answers for on a day.
    public func stands(_ body: String, for name: String, on day: Day) -> Bool {
        resolver.stands(body, for: name, on: day)
    }

    func confirmation(ofTask index: Int) -> Confirmation {
        extra(ofTask: index)?.confirmation ?? site.programmes[programmeIndex(ofTask: index)].confirmation
    }

    func extra(ofTask index: Int) -> OfficeTask.Extra? { ofTask(index) { $0.extra(of: $1) } }

    /// In the order of ``OfficeTask/assignments``, without making the task.
    public func assignments(ofTask index: Int) -> ArraySlice<Assignment> { ofTask(index) { $0.assignments(of: $1) } }

    /// The tasks of a programme, as indices into the plan.
    public func tasks(ofProgramme programme: Int) -> Range<Int> {
        columns.firstTasks[programme]..<columns.firstTasks[programme + 1]
    }

    /// nil where there is no such programme or task; the task's id may come in NFD.
    public func taskIndex(programme id: String, task: String) -> Int? {
        programmes[id].flatMap { columns.order.find(composed(task), in: site.programmes[$0].tasks, ofProgramme: $0) }
    }

    /// Of each task of a programme its index; nil where there is none.
    func taskIndices(programme id: String, tasks: [String]) -> [UInt32?] {
        guard let programme = programmes[id] else { return tasks.map { _ in nil } }
        let list = site.programmes[programme].tasks
        return tasks.map { columns.order.find(composed($0), in: list, ofProgramme: programme).map { UInt32($0) } }
    }

    /// `programme/task`: how a task is referred to; also the name of the event that it is done.
    public func reference(_ task: Int) -> String {
        site.programmes[programmeIndex(ofTask: task)].id + "/" + taskID(task)
    }

    /// How the phrases of a task's deadline were read.
    public func deadlines(ofTask task: Int) -> [Deadline] {
        let programme = site.programmes[programmeIndex(ofTask: task)]
        let context = ReadingContext(programme, in: site)
        return programme.deadlines[ofTask(task) { $0.deadline(of: $1) }].map { readDeadline($0, in: context) }
    }

    /// The kind of a task's deadline: of one phrase its own, of several compound.
    func deadlineKind(ofTask task: Int) -> DeadlineKind {
        let deadlines = deadlines(ofTask: task)
        return deadlines.count == 1 ? deadlines[0].kind : .compound
    }

    /// Whether a task's deadline, or a part of it, comes again and again.
    public func recurs(task: Int) -> Bool {
        timetables[Int(columns.timetable[task])].tracks.contains { !$0.series.isSingle }
    }

    /// The name of the event a task waits for, if its deadline waits for one.
    public func eventName(ofTask task: Int) -> String {
        let extra = extra(ofTask: task)
        if let event = extra?.event { return event }
        if let after = extra?.after { return afterReference(after, programme: programmeIndex(ofTask: task)) }
        return reference(task)
    }

    func afterReference(_ after: String, programme: Int) -> String {
        let after = composed(after)
        return after.contains("/") ? after : site.programmes[programme].id + "/" + after
    }
}

extension Plan {
    /// Of a site without anything in it.
    static let nothing = makePlan(
        Site(settings: Settings(), bodies: BodyDirectory([]), programmes: [], ruleFiles: [], calendar: .vietnam))
}
