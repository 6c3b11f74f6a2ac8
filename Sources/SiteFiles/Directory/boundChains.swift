import Diagnostics
import Programmes

/// Cuts what of a directory would take too long to follow: groups too deep in one another, groups that come to too many
/// members, too many successors in a row. Each kind is told once.
/// - Parameter directory: without circles.
func boundChains(_ directory: BodyDirectory, _ report: inout FileReport) -> BodyDirectory {
    var bodies = directory.bodies
    let order = membersFirst(bodies)
    let isCut =
        [
            cutDeepGroups(&bodies, order, &report), cutLargeGroups(&bodies, order, &report),
            cutSuccessors(&bodies, &report),
        ].contains(true)
    return isCut ? BodyDirectory(bodies, keyLanguage: directory.keyLanguage) : directory
}

/// The groups, each after those that are its members.
private func membersFirst(_ bodies: [Body]) -> [Int] {
    var order: [Int] = []
    var isMet = [Bool](repeating: false, count: bodies.count)
    for root in bodies.indices where !isMet[root] && !bodies[root].members.isEmpty {
        isMet[root] = true
        var path = [(node: root, next: 0)]
        while let (node, next) = path.last {
            guard next < bodies[node].members.count else {
                order.append(node)
                path.removeLast()
                continue
            }
            path[path.count - 1].next += 1
            let member = Int(bodies[node].members[next].rawValue)
            if !isMet[member], !bodies[member].members.isEmpty {
                isMet[member] = true
                path.append((member, 0))
            }
        }
    }
    return order
}

private func cutDeepGroups(_ bodies: inout [Body], _ order: [Int], _ report: inout FileReport) -> Bool {
    let limit = Bound.groupsInOneAnother.limit
    // As they are written; and of those that are kept.
    var written = [Int](repeating: 0, count: bodies.count)
    var kept = written
    var first: Int?
    for group in order {
        let members = bodies[group].members.map { Int($0.rawValue) }
        written[group] = 1 + (members.map { written[$0] }.max() ?? 0)
        if members.contains(where: { kept[$0] >= limit }) {
            first = first ?? group
            bodies[group].members.removeAll { kept[Int($0.rawValue)] >= limit }
        }
        if let deepest = bodies[group].members.map({ kept[Int($0.rawValue)] }).max() { kept[group] = 1 + deepest }
    }
    guard let first else { return false }
    report.addBeyond(.groupsInOneAnother, written.max() ?? 0, at: bodies[first].place.span)
    return true
}

private func cutLargeGroups(_ bodies: inout [Body], _ order: [Int], _ report: inout FileReport) -> Bool {
    let limit = Bound.membersOfAll.limit
    var sizes = [Int](repeating: 1, count: bodies.count)
    var total = 0
    var written = 0
    var first: Int?
    for group in order where !bodies[group].members.isEmpty {
        // A body that is in a group twice over is counted twice: so long it takes to find.
        let size = bodies[group].members.reduce(0) { min($0 + sizes[Int($1.rawValue)], 1 << 40) }
        written = min(written + size, 1 << 40)
        if total + size > limit {
            first = first ?? group
            bodies[group].members = []
        } else {
            total += size
            sizes[group] = size
        }
    }
    guard let first else { return false }
    report.addBeyond(.membersOfAll, written, at: bodies[first].place.span)
    return true
}

private func cutSuccessors(_ bodies: inout [Body], _ report: inout FileReport) -> Bool {
    let limit = Bound.successorsInARow.limit
    var lengths = [Int?](repeating: nil, count: bodies.count)
    var longest = 0
    var first: Int?
    for start in bodies.indices where lengths[start] == nil {
        var path = [start]
        while let next = bodies[path[path.count - 1]].successor, lengths[Int(next.rawValue)] == nil {
            path.append(Int(next.rawValue))
        }
        for body in path.reversed() {
            let length = bodies[body].successor.map { 1 + (lengths[Int($0.rawValue)] ?? 0) } ?? 0
            lengths[body] = length
            longest = max(longest, length)
        }
    }
    guard longest > limit else { return false }
    for body in bodies.indices where (lengths[body] ?? 0) % (limit + 1) == 0 && lengths[body] != 0 {
        first = first ?? body
        bodies[body].successor = nil
    }
    report.addBeyond(.successorsInARow, longest, at: first.map { bodies[$0].place.span })
    return true
}
