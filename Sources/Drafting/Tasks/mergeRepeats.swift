import Diagnostics
import Programmes

/// Takes a table's row or an appendix's item and the task of the text that it repeats for one: whoever follows both is
/// reminded twice. The text's task stays and takes over whom and when it does not say itself; where both name a deadline
/// and not the same, a person decides. Near is not enough: the words must be the same, or those of the one begin the other.
///
/// - Parameter appendix: the line after which the document has been signed.
func mergeRepeats(_ found: [FoundTask], appendix: Int?) -> [FoundTask] {
    var result: [FoundTask] = []
    // By their first words, so that each is held against few.
    var places: [String: [Int]] = [:]
    var keys: [[Substring]] = []
    for item in found {
        let key = words(of: item.task)
        let isAgain = item.isRow || appendix.map { item.task.lines.lowerBound > $0 } ?? false
        let first = key.prefix(3).joined(separator: " ")
        if isAgain, !item.task.isTarget, key.count >= 3 {
            let same = (places[first] ?? []).filter { place in
                let other = result[place]
                // Rows of one table are each their own.
                let isEarlier = !other.isRow && (appendix.map { other.task.lines.lowerBound <= $0 } ?? true)
                return isEarlier && !other.task.isTarget && areSame(keys[place], key)
                    && !other.task.doubts.contains { if case .repeated = $0 { true } else { false } }
            }
            if same.count == 1, key.count >= leastWords {
                merge(item.task, into: &result[same[0]].task)
                continue
            }
            var item = item
            if let place = same.first { item.task.doubts.append(.mayRepeat(result[place].task.lines)) }
            result.append(item)
        } else {
            result.append(item)
        }
        keys.append(key)
        // No row repeats another.
        if !item.isRow { places[first, default: []].append(result.count - 1) }
    }
    return result
}

/// Fewer words are said of many things: "Báo cáo kết quả thực hiện".
private let leastWords = 7

/// The same words, or those of the shorter begin the longer and no number follows that tells them apart.
private func areSame(_ a: [Substring], _ b: [Substring]) -> Bool {
    let (short, long) = a.count <= b.count ? (a, b) : (b, a)
    guard short.count >= leastWords || a == b, long.starts(with: short) else { return false }
    return !long.dropFirst(short.count).contains { $0.contains(where: \.isNumber) }
}

/// Of the title, without the deadline that a sentence names.
private func words(of task: TaskDraft) -> [Substring] {
    var title = fold(task.title, .plain)
    for phrase in task.deadlines {
        if let range = title.firstRange(of: fold(phrase.value, .plain)) { title.removeSubrange(range) }
    }
    return title.split { !($0.isLetter || $0.isNumber) }
}

/// Whether one says no more than the other: "Quý III/2025", "trong quý III/2025".
private func isSame(_ a: [Found<String>], _ b: [Found<String>]) -> Bool {
    let (a, b) = (a.map { fold($0.value) }, b.map { fold($0.value) })
    return a.count == b.count && zip(a, b).allSatisfy { $0.contains($1) || $1.contains($0) }
}

private func merge(_ repeated: TaskDraft, into task: inout TaskDraft) {
    task.doubts.append(.repeated(repeated.lines))
    if !repeated.deadlines.isEmpty {
        if task.deadlines.isEmpty || task.doubts.contains(.inheritedDeadline) {
            task.deadlines = repeated.deadlines
            task.doubts.removeAll { doubt in
                switch doubt {
                case .noDeadline, .unreadDeadline, .inheritedDeadline: true
                default: false
                }
            }
        } else if isSame(task.deadlines, repeated.deadlines) {
            // Said twice, it is what is meant.
            task.doubts.removeAll { $0 == .deadlineFromProse }
        } else {
            let phrase = repeated.deadlines.map(\.value).joined(separator: "; ")
            task.doubts.append(.otherDeadline(phrase, repeated.lines))
        }
    }
    let hasLead =
        task.assignments.contains { $0.role == .lead || $0.role == .executing }
        && !task.doubts.contains(.inheritedLead)
    let leads = repeated.assignments.contains { $0.role == .lead || $0.role == .executing }
    if !hasLead, leads {
        task.assignments.removeAll { $0.role == .lead || $0.role == .executing }
        task.doubts.removeAll { $0 == .noLead || $0 == .inheritedLead }
    }
    for assignment in repeated.assignments {
        let isLead = assignment.role == .lead || assignment.role == .executing
        if isLead, hasLead { continue }
        guard !task.assignments.contains(where: { $0.body.id == assignment.body.id }) else { continue }
        task.assignments.append(assignment)
    }
    // In the order of the roles, as everywhere.
    let order: [Role] = [.directing, .lead, .executing, .coordinating, .monitoring]
    task.assignments = order.flatMap { role in task.assignments.filter { $0.role == role } }
    if task.target == nil { task.target = repeated.target }
    if task.tags.isEmpty { task.tags = repeated.tags }
}
