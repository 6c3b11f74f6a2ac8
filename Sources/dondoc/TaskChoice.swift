public import ArgumentParser
import Dates
import Diagnostics
import Engine
import Planning
public import Programmes
import RuleLanguage

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

    /// Where they stand, in the order of the programmes' files.
    func states(of site: OpenSite, isForetold: Bool = true) throws -> [TaskState] {
        var states: [TaskState] = []
        try forEachState(of: site, isForetold: isForetold) { states.append($0) }
        return states
    }

    /// Where they stand, in the order of the programmes' files, a few at a time: a daily duty has hundreds of occurrences.
    /// - Parameter isForetold: with what comes next.
    func forEachState(of site: OpenSite, isForetold: Bool = true, _ each: (TaskState) throws -> Void) throws {
        let memory = try site.memory()
        let tasks = try tasks(of: site)
        for start in stride(from: 0, to: tasks.count, by: 256) {
            let some = Array(tasks[start..<min(start + 256, tasks.count)])
            let states = taskStates(site.plan, memory, at: site.now, tasks: some, isForetold: isForetold)
            for state in states { try each(state) }
        }
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
