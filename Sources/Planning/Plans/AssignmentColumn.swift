import Programmes

/// Who has which role in each task: one row after another, four bytes an assignment.
///
/// A decision asks it once per notice. Asking the tasks themselves, each with an array of its own, took a quarter of a
/// decision at 1,000,000 tasks.
struct AssignmentColumn: Equatable, Sendable {
    /// By task, and at the end the number of assignments.
    private var firsts: [UInt32] = [0]
    private var packed: [Assignment] = []

    init(_ programmes: [Programme], count: Int, _ carryover: Carryover? = nil) {
        if let carryover, carryover.edits.keepsNumbers, carryover.keepsAssignments(programmes) {
            self = carryover.old.assignments
            return
        }
        firsts.reserveCapacity(count + 1)
        if let old = carryover?.old.assignments { packed.reserveCapacity(old.packed.count + 1000) }
        for (index, programme) in programmes.enumerated() {
            if let old = carryover?.old.assignments, let tasks = carryover?.oldTasks(ofProgramme: index) {
                append(old, tasks)
                continue
            }
            programme.tasks.forEachAssignments {
                packed.append(contentsOf: $0)
                firsts.append(UInt32(packed.count))
            }
        }
    }

    private mutating func append(_ old: AssignmentColumn, _ tasks: Range<Int>) {
        let start = old.firsts[tasks.lowerBound]
        let base = UInt32(packed.count)
        packed.append(contentsOf: old.packed[Int(start)..<Int(old.firsts[tasks.upperBound])])
        for task in tasks { firsts.append(base + old.firsts[task + 1] - start) }
    }

    /// The roles that somebody has, as bits by ``Role/rawValue``.
    func roles(ofTask task: Int) -> UInt8 {
        var roles: UInt8 = 0
        for i in Int(firsts[task])..<Int(firsts[task + 1]) { roles |= 1 << packed[i].role.rawValue }
        return roles
    }

    /// The bodies in a role, in the order written.
    @inline(__always)
    func forEach(_ role: Role, ofTask task: Int, _ each: (BodyIndex) -> Void) {
        for i in Int(firsts[task])..<Int(firsts[task + 1]) where packed[i].role == role {
            each(packed[i].body)
        }
    }
}

extension Carryover {
    /// Whether no edited task has other bodies than before; numbers are kept.
    fileprivate func keepsAssignments(_ programmes: [Programme]) -> Bool {
        edits.tasks.allSatisfy { task in
            let programme = old.programmeIndex(ofTask: Int(task))
            let place = Int(task) - old.columns.firstTasks[programme]
            return programmes[programme].tasks.assignments(of: place)
                == old.site.programmes[programme].tasks.assignments(of: place)
        }
    }
}
