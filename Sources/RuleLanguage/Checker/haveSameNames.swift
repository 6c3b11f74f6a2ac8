public import Programmes

/// Whether the programmes of one site name what those of another do: the same tags, tasks and events, the same bodies in
/// the same roles. Then ``checkRules(_:bodies:programmes:templates:)`` says the same with both.
public func haveSameNames(_ a: [Programme], _ b: [Programme]) -> Bool {
    // By index: to take one out would count a reference to each of its parts.
    a.count == b.count && a.indices.allSatisfy { a[$0].isUntouched(since: b[$0]) || a[$0].hasSameNames(as: b[$0]) }
}

extension Programme {
    fileprivate func hasSameNames(as other: Programme) -> Bool {
        id == other.id && tagSets == other.tagSets && tasks.ids.elementsEqual(other.tasks.ids)
            && tasks.indices.allSatisfy { task in
                let (a, b) = (tasks.extra(of: task), other.tasks.extra(of: task))
                return a?.after == b?.after && a?.event == b?.event
            } && hasSameRoles(as: other)
    }

    /// Told in the order in which they are first met.
    private func hasSameRoles(as other: Programme) -> Bool {
        tasks.indices.allSatisfy { tasks.assignments(of: $0) == other.tasks.assignments(of: $0) }
            || firstAssignments == other.firstAssignments
    }

    private var firstAssignments: [Assignment] {
        var met: Set<Assignment> = []
        return tasks.indices.flatMap { tasks.assignments(of: $0) }.filter { met.insert($0).inserted }
    }
}
