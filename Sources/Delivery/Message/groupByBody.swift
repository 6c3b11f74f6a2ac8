internal import Dates
internal import Planning
internal import Programmes

/// The lines of a digest whose rule groups them by nothing: where several bodies have to do them, under those bodies, the
/// ones with the most overdue first. What is the recipient's own stands under its name.
func groupByBody(_ items: [DigestItem], for recipient: String, _ plan: Plan, on today: Day) -> [DigestItem] {
    guard !items.isEmpty, items.allSatisfy({ $0.group == nil }) else { return items }
    var grouped: [DigestItem] = []
    var overdue: [String: Int] = [:]
    for item in items {
        let bodies = responsible(for: item, plan, on: today)
        // One that is of no body stays without a heading.
        for body in bodies.contains(recipient) ? [recipient] : bodies {
            var line = item
            line.group = body
            grouped.append(line)
            overdue[body, default: 0] += item.daysOverdue > 0 ? 1 : 0
        }
        if bodies.isEmpty { grouped.append(item) }
    }
    guard overdue.count > 1 else { return items }
    let order = overdue.keys.sorted { a, b in
        overdue[a] != overdue[b] ? overdue[a]! > overdue[b]! : place(of: a, plan) < place(of: b, plan)
    }
    let places = Dictionary(uniqueKeysWithValues: order.enumerated().map { ($1, $0) })
    return grouped.enumerated().sorted { a, b in
        let (x, y) = (a.element.group.flatMap { places[$0] } ?? .max, b.element.group.flatMap { places[$0] } ?? .max)
        return (x, a.offset) < (y, b.offset)
    }.map(\.element)
}

/// Ids of those that lead it, and where nobody does, of those that carry it out.
private func responsible(for item: DigestItem, _ plan: Plan, on today: Day) -> [String] {
    guard let index = plan.taskIndex(programme: item.programme, task: item.task) else { return [] }
    let task = plan.task(index)
    let lead = task.bodies(.lead)
    var ids: [String] = []
    for body in lead.isEmpty ? task.bodies(.executing) : lead {
        let id = plan.site.bodies[plan.site.bodies.successor(of: body, on: today)].id
        if !ids.contains(id) { ids.append(id) }
    }
    return ids
}

private func place(of body: String, _ plan: Plan) -> BodyIndex { plan.site.bodies.body(named: body) ?? BodyIndex(0) }
