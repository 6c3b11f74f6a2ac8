public import Diagnostics
import Programmes

/// Tasks that an edit seems to have renumbered without saying so: one keeps its id and has another's title, or a title
/// turns up under another id, and something was reported or sent about either.
///
/// What is known of a task is kept by its id: taken over in silence, one task's report would be another's.
/// - Parameter memory: bound to the plan before the edit.
/// - Returns: by path of a programme's file what to tell of it; it should be set aside.
public func findRenumbered(_ old: Plan, _ new: Plan, _ memory: Memory) -> [String: [Diagnostic]] {
    var found: [String: [Diagnostic]] = [:]
    let known = memory.knownTasks
    guard !known.isEmpty else { return found }
    for (index, programme) in new.site.programmes.enumerated() {
        guard let former = old.programmeIndex(programme.id) else { continue }
        let before = old.site.programmes[former]
        if before.tasks.isIdentical(to: programme.tasks) { continue }
        let pairs = renumberedPairs(before, programme) { id in
            old.taskIndex(programme: before.id, task: id).map { known.contains(UInt32($0)) } ?? false
        }
        guard !pairs.isEmpty else { continue }
        found[programme.path] = [tell(pairs, programme, new.tasks(ofProgramme: index), new)]
    }
    return found
}

/// A task by its former and its present id.
private struct RenumberedPair {
    var from: String
    var to: String
    var title: String
}

private func renumberedPairs(
    _ before: Programme, _ after: Programme, isKnown: (String) -> Bool
) -> [RenumberedPair] {
    let formerIDs = Dictionary(
        before.tasks.map { (fold($0.title), $0.id) }, uniquingKeysWith: { first, _ in first })
    let formerTitles = Dictionary(before.tasks.map { ($0.id, fold($0.title)) }, uniquingKeysWith: { first, _ in first })
    var pairs: [RenumberedPair] = []
    for task in after.tasks {
        let title = fold(task.title)
        // A `was` of an earlier edit does not say which number it had last.
        guard !title.isEmpty, formerTitles[task.id] != title, let from = formerIDs[title], from != task.id,
            task.extra?.was != from,
            isKnown(from) || isKnown(task.id),
            // A title that two tasks have tells nothing.
            !after.tasks.contains(where: { $0.id == from && fold($0.title) == title })
        else { continue }
        pairs.append(RenumberedPair(from: from, to: task.id, title: task.title))
    }
    return pairs
}

private func tell(_ pairs: [RenumberedPair], _ programme: Programme, _ tasks: Range<Int>, _ plan: Plan) -> Diagnostic {
    let shown = pairs.prefix(5)
    let more = pairs.count > shown.count ? ", …" : ""
    let first = plan.taskIndex(programme: programme.id, task: pairs[0].to).map { plan.task($0).span }
    return Diagnostic(
        code: "S412", severity: .error, path: programme.path, span: first,
        message: Wording(
            vi: "có vẻ nhiệm vụ được đánh số lại, mà số cũ đã có báo cáo hoặc thông báo: "
                + shown.map { "“\($0.title)” \($0.from) → \($0.to)" }.joined(separator: ", ") + more,
            en: "tasks seem to be renumbered, and something was reported or sent under the former numbers: "
                + shown.map { "“\($0.title)” \($0.from) → \($0.to)" }.joined(separator: ", ") + more),
        help: Wording(
            vi: "thêm vào " + shown.map { "nhiệm vụ \($0.to): trước đây: \"\($0.from)\"" }.joined(separator: "; ")
                + more,
            en: "add to " + shown.map { "task \($0.to): was: \"\($0.from)\"" }.joined(separator: "; ") + more))
}
