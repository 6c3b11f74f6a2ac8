public import ArgumentParser
import Dates
import Diagnostics
import Engine
import Planning
public import Programmes
import RuleLanguage
import SiteFiles

/// Whose tasks and which a command speaks of.
struct TaskChoice: ParsableArguments {
    @Option(
        help: .words(
            "Chỉ những việc của cơ quan này, của nhóm có nó hay của cơ quan mà nó kế thừa.",
            "Only the tasks of this body, of a group it belongs to, of a body it succeeded.", value: "B"),
        completion: Completions.bodies)
    var body: String?

    @Option(
        help: .words(
            "Với --body: chỉ việc mà cơ quan đó giữ vai trò này; không thì việc có ai đó giữ vai trò này.",
            "With --body: only where it has this role; else where anybody has.",
            value: "directing|lead|executing|coordinating|monitoring"))
    var role: Role?

    @Option(
        help: .words("Chỉ những việc của chương trình này.", "Only the tasks of this programme.", value: "P"),
        completion: Completions.programmes)
    var programme: String?

    @Option(help: .words("Chỉ những việc có nhãn này.", "Only the tasks with this tag.", value: "TAG"))
    var tag: String?

    @Option(
        help: .words(
            "Chỉ những việc có mức ưu tiên này.", "Only the tasks of this priority.", value: "low|normal|high|urgent"))
    var priority: Priority?

    @Option(
        help: .words(
            "Chỉ những việc của người phụ trách này.", "Only the tasks of this person in charge.", value: "NAME"))
    var officer: String?

    /// What is made of where each of them stands, in the order of the programmes' files.
    /// - Parameters:
    ///   - isForetold: with what comes next.
    ///   - bound: more rows than these are refused.
    ///   - make: gets the index of each; keeps little of a state: a daily duty has hundreds of occurrences.
    func mapStates<Row: Sendable>(
        of site: OpenSite, isForetold: Bool, bound: Int = .max,
        _ make: @escaping @Sendable (_ states: inout TaskStates, _ task: Int) throws -> [Row]
    ) throws -> [Row] {
        let memory = try site.memory()
        let tasks = try tasks(of: site)
        let (plan, now, workers) = (site.plan, site.now, Workers.processors)
        let made = workers.map(workers.count) { part in
            Result {
                var states = TaskStates(plan, memory, at: now, isForetold: isForetold)
                var rows: [Row] = []
                for index in tasks.count * part / workers.count..<tasks.count * (part + 1) / workers.count {
                    rows += try make(&states, tasks[index])
                    guard rows.count <= bound else { throw AnswerBound.exceeded() }
                }
                return rows
            }
        }
        let rows = try made.flatMap { try $0.get() }
        guard rows.count <= bound else { throw AnswerBound.exceeded() }
        return rows
    }

    func tasks(of site: OpenSite) throws -> [Int] {
        let chosen = try programme.map { try site.programmeIndex($0) }
        let mine = try body.map { try site.body($0) }
        return (0..<site.plan.taskCount).filter { index in
            let programmeIndex = site.plan.programmeIndex(ofTask: index)
            if let chosen, programmeIndex != chosen { return false }
            guard mine != nil || role != nil || tag != nil || priority != nil || officer != nil else { return true }
            let task = site.plan.task(index)
            if let priority, task.priority != priority { return false }
            if let officer {
                guard let name = task.extra?.officer?.name, fold(name).contains(fold(officer)) else { return false }
            }
            if let tag {
                let programme = site.plan.site.programmes[programmeIndex]
                let tags = programme.tagSets.indices.contains(Int(task.tags)) ? programme.tagSets[Int(task.tags)] : []
                guard tags.contains(where: { fold($0) == fold(tag) }) else { return false }
            }
            guard mine != nil || role != nil else { return true }
            return task.assignments.contains { assignment in
                (role.map { assignment.role == $0 } ?? true)
                    && (mine.map { isOf($0, assignment.body, site) } ?? true)
            }
        }
    }

    /// Whether a share is the chosen body's.
    func concerns(_ share: ShareState, _ site: OpenSite) throws -> Bool {
        guard let body else { return true }
        guard let owner = share.body.flatMap(site.plan.site.bodies.body(named:)) else { return false }
        return isOf(try site.body(body), owner, site)
    }

    /// What one is given is another's: as its group's member or its successor, or the other way round, where who asks names
    /// the group or the body of before.
    private func isOf(_ mine: BodyIndex, _ other: BodyIndex, _ site: OpenSite) -> Bool {
        let bodies = site.plan.site.bodies
        return bodies.reaches(mine, from: other, on: site.today) || bodies.reaches(other, from: mine, on: site.today)
    }
}

extension Role: ExpressibleByArgument {
    public init?(argument: String) {
        let word = fold(argument)
        guard
            let role = Role.allCases.first(where: { role in
                role.word == word || Language.allCases.contains { fold(printRecipient(.role(role), in: $0)) == word }
            })
        else { return nil }
        self = role
    }
}

extension Priority: ExpressibleByArgument {
    public init?(argument: String) {
        let word = fold(argument)
        guard let priority = Priority.allCases.first(where: { $0.key == word || fold($0.shown) == word }) else {
            return nil
        }
        self = priority
    }
}
