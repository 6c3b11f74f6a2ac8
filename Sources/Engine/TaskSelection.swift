import Control
import Dates
import Diagnostics
import Planning
import Programmes

/// The tasks that are asked for, held against their outlines first: what stands where is worked out of those alone that
/// come onto a page.
struct TaskSelection {
    /// A task's place in a list: by due date, then as the documents have it.
    struct Place: Comparable {
        var due: Int32
        var task: Int

        static func < (a: Place, b: Place) -> Bool { (a.due, a.task) < (b.due, b.task) }

        init(due: Int32, task: Int) {
            self.due = due
            self.task = task
        }

        init?(_ text: String) {
            let parts = text.split(separator: ".", omittingEmptySubsequences: false)
            guard parts.count == 2, let due = Int32(parts[0]), let task = Int(parts[1]), task >= 0 else { return nil }
            self.init(due: due, task: task)
        }

        var text: String { "\(due).\(task)" }
    }

    private let plan: Plan
    private let today: Day
    private var reach: BodyReach?
    private var roles: Set<Role>
    private let programme: Int?
    // Of a list alone.
    private var query = TaskQuery()
    private var outlines: [TaskOutline] = []
    /// Of each task whether its words fit; nil: none are asked for.
    private var fits: [Bool]?
    private var statuses: [OccurrenceStatus] = []
    private var marks: [ShareMark] = []
    private var owner: (id: String, reach: BodyReach)?

    init(_ query: StatsQuery, _ plan: Plan, at now: Instant) throws(ReportFailure) {
        self.plan = plan
        today = plan.site.settings.zone.day(at: now)
        reach = try TaskSelection.reach(query.bodies, plan, today)
        roles = try TaskSelection.roles(query.roles)
        programme = try TaskSelection.programme(query.programme, plan)
    }

    /// - Parameter texts: of the plan's tasks; asked for where words are.
    init(
        _ query: TaskQuery, _ plan: Plan, _ outlines: [TaskOutline], _ texts: @autoclosure () -> TaskTexts,
        at now: Instant
    ) throws(ReportFailure) {
        self.plan = plan
        self.query = query
        self.outlines = outlines
        today = plan.site.settings.zone.day(at: now)
        reach = try TaskSelection.reach(query.bodies, plan, today)
        roles = try TaskSelection.roles(query.roles)
        programme = try TaskSelection.programme(query.programme, plan)
        for word in query.statuses {
            guard let status = OccurrenceStatus(rawValue: word) else {
                throw .invalid(parameter: "statuses", Wording(vi: "không có “\(word)”", en: "there is no “\(word)”"))
            }
            statuses.append(status)
        }
        for word in query.shares {
            guard let mark = ShareMark(rawValue: word) else {
                throw .invalid(parameter: "shares", Wording(vi: "không có “\(word)”", en: "there is no “\(word)”"))
            }
            marks.append(mark)
        }
        if let owner = query.owner {
            let body = try TaskSelection.body(owner, plan)
            self.owner = (plan.site.bodies[body].id, BodyReach([body], plan.site.bodies, on: today))
        }
        if let text = query.text { fits = texts().tasks(holding: text) }
    }

    private static func body(_ name: String, _ plan: Plan) throws(ReportFailure) -> BodyIndex {
        if let body = plan.site.bodies.body(named: name) { return body }
        throw .notFound(Wording(vi: "không có cơ quan “\(name)”", en: "there is no body “\(name)”"))
    }

    private static func reach(_ names: [String], _ plan: Plan, _ today: Day) throws(ReportFailure) -> BodyReach? {
        guard !names.isEmpty else { return nil }
        var bodies: [BodyIndex] = []
        for name in names { bodies.append(try body(name, plan)) }
        return BodyReach(bodies, plan.site.bodies, on: today)
    }

    private static func roles(_ words: [String]) throws(ReportFailure) -> Set<Role> {
        var roles: Set<Role> = []
        for word in words {
            guard let role = Role(word: word) else {
                throw .invalid(
                    parameter: "roles", Wording(vi: "không có vai trò “\(word)”", en: "there is no role “\(word)”"))
            }
            roles.insert(role)
        }
        return roles
    }

    private static func programme(_ id: String?, _ plan: Plan) throws(ReportFailure) -> Int? {
        guard let id else { return nil }
        if let index = plan.programmeIndex(id) { return index }
        throw .notFound(Wording(vi: "không có chương trình “\(id)”", en: "there is no programme “\(id)”"))
    }

    // MARK: Choosing

    /// Whether a task is of the programme and the bodies that are asked for.
    mutating func isOfThese(_ task: Int) -> Bool {
        if let programme, plan.programmeIndex(ofTask: task) != programme { return false }
        guard reach != nil || owner != nil || !roles.isEmpty else { return true }
        let assignments = plan.assignments(ofTask: task)
        if owner != nil, !(owner?.reach.holds(assignments, [.lead, .executing]) ?? true) { return false }
        if reach != nil { return reach?.holds(assignments, roles) ?? true }
        return roles.isEmpty || assignments.contains { roles.contains($0.role) }
    }

    /// In the order of the documents.
    func tasks() -> [Place] {
        var choice = self
        var places: [Place] = []
        for task in outlines.indices {
            guard isWanted(outlines[task]), fits?[task] ?? true, choice.isOfThese(task) else { continue }
            let due = query.order == .due ? outlines[task].due?.number ?? .max : 0
            places.append(Place(due: due, task: task))
        }
        return places
    }

    private func isWanted(_ outline: TaskOutline) -> Bool {
        guard marks.isEmpty || marks.contains(where: outline.has) else { return false }
        if !statuses.isEmpty || query.dueWithin != nil {
            let isNear = query.dueWithin.map { days in outline.soonest.map { $0 <= today + days } ?? false } ?? false
            return isNear || statuses.contains(where: outline.has) || query.currentOnly && outline.isWithoutOccurrence
        }
        return query.withEnded || !marks.isEmpty || TaskSelection.openStatuses.contains(where: outline.has)
            || outline.isWithoutOccurrence && owner == nil
    }

    private static let openStatuses: [OccurrenceStatus] = [.open, .overdue, .reported, .awaited, .upcoming]

    /// The occurrences of a task that rows are to be about; nil among them: there is none.
    func rows(of state: TaskState) -> [OccurrenceState?] {
        if query.currentOnly {
            guard let current = state.occurrences.current else { return [nil] }
            return isWanted(current) ? [current] : []
        }
        guard query.every else {
            return [owner.flatMap { state.occurrences.current(of: $0.id) } ?? standing(for: state)]
        }
        let fitting = state.occurrences.filter(isWanted)
        return fitting.isEmpty && state.occurrences.isEmpty ? [nil] : fitting
    }

    /// Of those that fit the one that stands for the task.
    private func standing(for state: TaskState) -> OccurrenceState? {
        guard !statuses.isEmpty || query.dueWithin != nil || !marks.isEmpty else { return state.occurrences.current }
        return state.occurrences.filter(isWanted).current ?? state.occurrences.current
    }

    private func isWanted(_ occurrence: OccurrenceState) -> Bool {
        guard marks.isEmpty || occurrence.shares.contains(where: { share in marks.contains(where: share.has) }) else {
            return false
        }
        if !statuses.isEmpty || query.dueWithin != nil {
            let isNear = query.dueWithin.map { days in
                !occurrence.status.isEnded && occurrence.legalDue.map { $0 >= today } ?? false
                    && occurrence.prudentDue.map { $0 <= today + days } ?? false
            }
            return isNear ?? false || statuses.contains(occurrence.status)
        }
        return query.withEnded || !marks.isEmpty || TaskSelection.openStatuses.contains(occurrence.status)
    }
}
