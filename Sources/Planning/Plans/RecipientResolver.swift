import Dates
import Programmes

/// Who receives what is meant for a body, worked out beforehand.
struct RecipientResolver: Sendable {
    /// By body: its members, each once; itself where it is no group.
    private let members: [[BodyIndex]]
    /// By body: it is no group and never ends, so that it receives what is its own.
    private let isPlain: [Bool]
    /// By body: the one above it.
    private let above: [BodyIndex?]
    private let bodies: BodyDirectory
    /// Some body ends; else who receives does not depend on the day.
    private let changes: Bool
    /// By body.
    let ids: [String]
    /// By id, and by the ids that bodies had before.
    private let numbers: [String: BodyIndex]
    /// By body: its place in the order of ids by bytes.
    let rank: [UInt32]

    init(_ bodies: BodyDirectory) {
        self.bodies = bodies
        members = bodies.indices.map(bodies.expand)
        isPlain = bodies.bodies.map { $0.members.isEmpty && $0.until == nil }
        above = bodies.bodies.map(\.parent)
        changes = bodies.bodies.contains { $0.until != nil }
        ids = bodies.bodies.map(\.id)
        numbers = Dictionary(
            bodies.indices.map { (bodies[$0].id, $0) }
                + bodies.indices.compactMap { index in bodies[index].was.map { ($0, index) } },
            uniquingKeysWith: { first, _ in first })
        rank = ranks(ids)
    }

    /// The bodies that receive a recipient's notices on a day, in order, with the body whose superior each is told as.
    @inline(__always)
    func receivers(
        of recipient: CompiledRecipient, ofTask task: Int, _ assignments: AssignmentColumn, on day: Day,
        _ each: (BodyIndex, _ superiorOf: BodyIndex?) -> Void
    ) {
        switch recipient.base {
        case .body(let body): if let body { receivers(from: body, recipient.climbs, day, each) }
        case .role(let role):
            assignments.forEach(role, ofTask: task) { receivers(from: $0, recipient.climbs, day, each) }
        case .officer:
            var hasLead = false
            assignments.forEach(.lead, ofTask: task) {
                hasLead = true
                receivers(from: $0, 0, day, each)
            }
            if !hasLead { assignments.forEach(.executing, ofTask: task) { receivers(from: $0, 0, day, each) } }
        }
    }

    /// Those that answer for a task on a day, each with the bodies whose part it is: itself, or those it took over from.
    ///
    /// The bodies of its lead; where it has none, and with `completion: each`, the executing ones.
    func responsible(ofTask task: Int, _ plan: Plan, on day: Day) -> [(body: BodyIndex, origins: [BodyIndex])] {
        var found: [(body: BodyIndex, origins: [BodyIndex])] = []
        func add(_ role: Role) {
            plan.assignments.forEach(role, ofTask: task) { assigned in
                forEachPart(of: assigned, day) { body, origin in
                    if let place = found.firstIndex(where: { $0.body == body }) {
                        if !found[place].origins.contains(origin) { found[place].origins.append(origin) }
                    } else {
                        found.append((body, [origin]))
                    }
                }
            }
        }
        add(.lead)
        if found.isEmpty || plan.completion(ofTask: task) == .each { add(.executing) }
        return found
    }

    /// Those that answer for what a body was given: itself, a group's members, the successors of what has ended.
    /// - Parameter each: with the body whose part it was. A group that has ended leaves none: its successor begins its own.
    private func forEachPart(of assigned: BodyIndex, _ day: Day, _ each: (BodyIndex, _ origin: BodyIndex) -> Void) {
        guard changes, !isPlain[Int(assigned.rawValue)] else {
            for member in members[Int(assigned.rawValue)] { each(member, member) }
            return
        }
        struct Step: Hashable {
            var body: BodyIndex
            var origin: BodyIndex?
        }
        var seen: Set<Step> = []
        var rest = [Step(body: assigned, origin: nil)]
        while let step = rest.popLast() {
            guard seen.insert(step).inserted else { continue }
            let body = bodies[step.body]
            if let until = body.until, day >= until, let next = body.successor {
                rest.append(Step(body: next, origin: step.origin ?? (body.members.isEmpty ? step.body : nil)))
            } else if body.members.isEmpty {
                each(step.body, step.origin ?? step.body)
            } else {
                rest += body.members.reversed().map { Step(body: $0, origin: step.origin) }
            }
        }
    }

    /// The first day on which a body answers for what was another's; nil: it never does.
    func takeover(by body: BodyIndex, from former: BodyIndex) -> Day? {
        changes ? bodies.takeover(by: body, from: former) : nil
    }

    /// Whether what was reported under a name is about what a body answers for on a day: the name is its own or its former
    /// one, or of one that it has taken over from.
    func stands(_ body: String, for name: String, on day: Day) -> Bool {
        if name == body { return true }
        guard let body = self.body(id: body), let named = self.body(id: name) else { return false }
        return body == named || takeover(by: body, from: named).map { $0 <= day } ?? false
    }

    /// The body of an id, or the one that had it before.
    func body(id: String) -> BodyIndex? { numbers[id] }

    @inline(__always)
    private func receivers(
        from body: BodyIndex, _ climbs: Int, _ day: Day, _ each: (BodyIndex, _ superiorOf: BodyIndex?) -> Void
    ) {
        // By far the most are plain, and so are those above them.
        var current = body
        var left = climbs
        while isPlain[Int(current.rawValue)] {
            if left == 0 { return each(current, climbs > 0 ? body : nil) }
            guard let next = above[Int(current.rawValue)] else { return }
            current = next
            left -= 1
        }
        climb(from: body, climbs, day, each)
    }

    private func climb(
        from body: BodyIndex, _ climbs: Int, _ day: Day, _ each: (BodyIndex, _ superiorOf: BodyIndex?) -> Void
    ) {
        for origin in members(of: body, day) {
            guard let current = superior(climbs, of: origin, day) else { continue }
            for receiver in members(of: current, day) { each(receiver, climbs > 0 ? origin : nil) }
        }
    }

    /// Those that receive what a body is sent: itself, a group's members, the successors of what has ended.
    private func members(of body: BodyIndex, _ day: Day) -> [BodyIndex] {
        guard changes else { return members[Int(body.rawValue)] }
        var found: [BodyIndex] = []
        var seen: Set<BodyIndex> = []
        var rest = [body]
        while let next = rest.popLast().map({ successor($0, day) }) {
            guard seen.insert(next).inserted else { continue }
            let members = bodies[next].members
            if members.isEmpty { found.append(next) } else { rest += members.reversed() }
        }
        return found
    }

    /// The body so many levels above; nil where there is none.
    private func superior(_ climbs: Int, of body: BodyIndex, _ day: Day) -> BodyIndex? {
        var current = body
        for _ in 0..<climbs {
            guard let above = bodies.superior(of: current) else { return nil }
            current = successor(above, day)
        }
        return current
    }

    private func successor(_ body: BodyIndex, _ day: Day) -> BodyIndex {
        changes ? bodies.successor(of: body, on: day) : body
    }
}
