import Dates
import Planning
import Programmes

/// Whether what bodies are given is one of some others': as its group's member or its successor, or the other way round,
/// where who asks names the group or the body of before. What was found is kept.
struct BodyReach {
    private let bodies: BodyDirectory
    private let mine: [BodyIndex]
    private let today: Day
    private var known: [BodyIndex: Bool] = [:]

    init(_ mine: [BodyIndex], _ bodies: BodyDirectory, on today: Day) {
        self.mine = mine
        self.bodies = bodies
        self.today = today
    }

    mutating func holds(_ body: BodyIndex) -> Bool {
        if let found = known[body] { return found }
        let found = mine.contains {
            bodies.reaches($0, from: body, on: today) || bodies.reaches(body, from: $0, on: today)
        }
        known[body] = found
        return found
    }

    /// Whether one of them has a part in a task.
    /// - Parameter roles: the part has to be one of these; empty: any.
    mutating func holds(_ assignments: some Sequence<Assignment>, _ roles: Set<Role>) -> Bool {
        for assignment in assignments
        where (roles.isEmpty || roles.contains(assignment.role)) && holds(assignment.body) { return true }
        return false
    }
}
