import Dates
import Programmes

/// Who receives what is meant for a body, worked out beforehand.
struct Roster: Sendable {
    /// By body: its members, each once; itself where it is no group.
    private let members: [[BodyIndex]]
    private let bodies: BodyDirectory
    /// Some body ends; else who receives does not depend on the day.
    private let changes: Bool
    /// By body: its place in the order of ids by bytes.
    let rank: [UInt32]

    init(_ bodies: BodyDirectory) {
        self.bodies = bodies
        members = bodies.indices.map(bodies.expand)
        changes = bodies.bodies.contains { $0.until != nil }
        rank = ranks(bodies.bodies.map(\.id))
    }

    /// The bodies that receive a recipient's notices on a day, in order, with the body whose superior each is told as.
    func receivers(
        of recipient: CompiledRecipient, _ assignments: [Assignment], on day: Day,
        _ each: (BodyIndex, _ superiorOf: BodyIndex?) -> Void
    ) {
        switch recipient.base {
        case .body(let body): if let body { climb(from: body, recipient.climbs, day, each) }
        case .role(let role):
            for assignment in assignments where assignment.role == role {
                climb(from: assignment.body, recipient.climbs, day, each)
            }
        }
    }

    private func climb(
        from body: BodyIndex, _ climbs: Int, _ day: Day, _ each: (BodyIndex, _ superiorOf: BodyIndex?) -> Void
    ) {
        for member in members[Int(successor(body, day).rawValue)] {
            let origin = successor(member, day)
            guard let current = superior(climbs, of: origin, day) else { continue }
            for receiver in members[Int(current.rawValue)] {
                each(successor(receiver, day), climbs > 0 ? origin : nil)
            }
        }
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
