public import Diagnostics

/// What was drafted and what is missing, a sentence each.
public func summary(of draft: Draft, _ language: Language) -> [String] {
    func count(_ n: Int, _ vi: String, _ one: String, _ many: String) -> String {
        language == .vi ? "\(n) \(vi)" : "\(n) \(n == 1 ? one : many)"
    }
    let tasks = draft.tasks.count { !$0.isTarget }
    let targets = draft.tasks.count - tasks
    var first = count(tasks, "nhiệm vụ", "task", "tasks")
    if targets > 0 { first += ", " + count(targets, "chỉ tiêu", "target", "targets") }
    first += "; " + count(draft.countWithoutDeadline, "chưa có thời hạn", "without a deadline", "without a deadline")
    first += "; " + count(draft.countWithoutLead, "chưa rõ ai chủ trì", "without a lead", "without a lead")
    first +=
        "; "
        + count(
            draft.unknownBodies.count, "cơ quan chưa có trong danh bạ", "body not in the directory",
            "bodies not in the directory")
    let questions = draft.tasks.reduce(0) { $0 + $1.doubts.count(where: \.isQuestion) } + draft.doubts.count
    // A table that is not sure is told at once: it has more tasks than one.
    return [first + ".", count(questions, "chỗ cần xem lại", "place to review", "places to review") + "."]
        + draft.doubts.filter(\.isOfTable).map { reviewText($0.wording, language) + "." }
}

/// What was passed over and may give work, a sentence each with its line, for standard error.
public func remarks(of draft: Draft, _ language: Language) -> [String] {
    draft.doubts.compactMap { doubt in
        if case .passedOver = doubt { reviewText(doubt.wording, language) } else { nil }
    }
}
