/// A task that was found, with the places of the outline that its id is made of.
struct FoundTask {
    /// "III" of what stands in part III.
    var part: String
    /// "1.1" within it.
    var local: String
    /// The numbers of the headings above it in its part.
    var above: [String]
    /// Of a table.
    var isRow: Bool
    var task: TaskDraft
}

/// Gives each task its id: the document's own number, and where another part has the same numbers, the part's before it.
///
/// The part with the most tasks keeps its numbers as they are.
func nameTasks(_ found: [FoundTask]) -> [TaskDraft] {
    var counts: [String: Int] = [:]
    var order: [String] = []
    for task in found {
        if counts[task.part] == nil { order.append(task.part) }
        counts[task.part, default: 0] += 1
    }
    let ranked = order.enumerated().sorted { a, b in
        let (x, y) = (counts[a.element] ?? 0, counts[b.element] ?? 0)
        return x != y ? x > y : a.offset < b.offset
    }.map(\.element)
    var numbersOfPart: [String: Set<String>] = [:]
    for task in found { numbersOfPart[task.part, default: []].formUnion(task.above + [task.local]) }
    var taken: Set<String> = []
    var prefixed: Set<String> = []
    for part in ranked {
        let numbers = numbersOfPart[part] ?? []
        // An appendix numbers by itself.
        if part.hasPrefix("PL"), order.count > 1 {
            prefixed.insert(part)
        } else if !part.isEmpty, !taken.isDisjoint(with: numbers) {
            prefixed.insert(part)
        } else {
            taken.formUnion(numbers)
        }
    }
    var ids: Set<Folded> = []
    // How often each id was given, so that none is tried from the beginning again.
    var given: [Folded: Int] = [:]
    return found.map { item in
        var task = item.task
        var id = prefixed.contains(item.part) ? item.part + "." + item.local : item.local
        if id.isEmpty { id = "\(ids.count + 1)" }
        id = safeID(id)
        var unique = id
        var k = given[Folded(folded: id)] ?? 1
        while !ids.insert(Folded(folded: unique)).inserted {
            k += 1
            unique = "\(id)-\(k)"
        }
        given[Folded(folded: id)] = k
        if unique != id, !task.doubts.contains(.madeUpID) { task.doubts.append(.madeUpID) }
        task.id = unique
        return task
    }
}

/// No white space, '@' or '/', and short enough for a number to follow.
private func safeID(_ id: String) -> String {
    var result = String.UnicodeScalarView()
    var length = 0
    for scalar in id.unicodeScalars where isWordScalar(scalar) || scalar == "." || scalar == "-" {
        length += String(scalar).utf8.count
        guard length <= 52 else { break }
        result.append(scalar)
    }
    let text = String(result)
    return text.isEmpty ? "1" : text
}
