public import Dates
import Deadlines
import Diagnostics
import Programmes

/// Turns what a person typed into a report whose occurrence and bodies are settled.
/// - Throws: what is unknown, with the one that was likely meant; what is ambiguous, with the open shares; what would change
///   nothing.
public func resolveReport(
    _ demand: ReportDemand, plan: Plan, memory: Memory, now: Instant
) throws(Refusal) -> Report {
    var report = Report(
        at: now, kind: demand.kind, on: demand.on, document: demand.document, by: demand.by, uid: demand.uid,
        note: demand.note)
    switch demand.kind {
    case .event(let name, _), .withdraw(let name):
        try checkEvent(name, memory)
        return report
    default: break
    }
    let (path, occurrence) = split(demand.reference)
    let task = try findTask(path, plan)
    if let occurrence {
        try checkOccurrence(occurrence, ofTask: task, reference: path, memory, at: now)
        report.occurrence = occurrence
    } else {
        switch demand.kind {
        case .snooze, .cancel, .reopen: break
        default: report.occurrence = memory.currentOccurrence(ofTask: task, at: now)?.id
        }
    }
    report.programme = plan.site.programmes[plan.programmeIndex(ofTask: task)].id
    report.task = plan.taskID(task)
    return report
}

/// `programme/task`, as an index into the plan.
/// - Throws: with the one that was likely meant.
public func findTask(_ reference: String, _ plan: Plan) throws(Refusal) -> Int {
    if let task = plan.task(reference: reference) { return task }
    guard let slash = reference.firstIndex(of: "/") else {
        // Its number alone; of several programmes that have it the first serves as the example.
        let meant = plan.site.programmes.lazy.map { $0.id + "/" + reference }
            .first { plan.task(reference: $0) != nil }
        throw Refusal(
            Wording(
                vi: "“\(reference)” không phải là một nhiệm vụ; hãy viết chương-trình/nhiệm-vụ, ví dụ "
                    + (meant ?? "01-KH-TU/1.1"),
                en: "“\(reference)” is not a task; write programme/task, as in " + (meant ?? "01-KH-TU/1.1")))
    }
    let id = String(reference[..<slash])
    guard let programme = plan.programmeIndex(id) else {
        // A document's number, 15/KH-UBND, has a slash of its own.
        if let meant = plan.site.programmes.first(where: { $0.number.map { reference.hasPrefix($0 + "/") } ?? false }) {
            let task = reference.dropFirst((meant.number?.count ?? 0) + 1)
            throw Refusal(
                Wording(
                    vi: "\(meant.number ?? "") là số của văn bản; hãy viết mã của chương trình: \(meant.id)/\(task)",
                    en: "\(meant.number ?? "") is the document's number; write the programme's id: \(meant.id)/\(task)")
            )
        }
        throw unknown(
            id, Wording(vi: "không có chương trình", en: "there is no programme"),
            among: plan.site.programmes.lazy.map(\.id))
    }
    throw unknown(
        String(reference[reference.index(after: slash)...]),
        Wording(vi: "\(id) không có nhiệm vụ", en: "\(id) has no task"),
        among: plan.site.programmes[programme].tasks.ids)
}

private func split(_ reference: String) -> (path: String, occurrence: String?) {
    guard let at = reference.lastIndex(of: "@") else { return (reference, nil) }
    return (String(reference[..<at]), String(reference[reference.index(after: at)...]))
}

/// An event that nothing waits for is likely mistyped.
private func checkEvent(_ name: String, _ memory: Memory) throws(Refusal) {
    let plan = memory.plan
    if plan.waiting[name] != nil { return }
    if let task = plan.task(reference: name), plan.isAwaiting(task) { return }
    if plan.rules.contains(where: { if case .event(name) = $0.start { true } else { false } }) { return }
    throw unknown(
        name, Wording(vi: "không nhiệm vụ hay quy tắc nào chờ sự kiện", en: "no task and no rule waits for the event"),
        among: plan.waiting.keys.sorted(by: precedes))
}

private func checkOccurrence(
    _ id: String, ofTask task: Int, reference: String, _ memory: Memory, at now: Instant
) throws(Refusal) {
    let programme = memory.plan.site.programmes[memory.plan.programmeIndex(ofTask: task)]
    let today = memory.plan.almanac.zone.day(at: now)
    var near: [String] = []
    for track in memory.tracks(ofTask: task) {
        var k = 0
        while let occurrence = track.occurrence(k) {
            if occurrence.id == id { return }
            near.append(occurrence.id)
            k += 1
            // A year ahead is as far as anyone reports.
            if occurrence.start > max(today, programme.issued) + 400 { break }
        }
    }
    throw unknown(id, Wording(vi: "\(reference) không có kỳ", en: "\(reference) has no occurrence"), among: near)
}

private func unknown(_ word: String, _ missing: Wording, among names: some Collection<String>) -> Refusal {
    let meant = guessName(word, among: names)?.text
    return Refusal(
        Wording(
            vi: "\(missing.vi) “\(word)”" + (meant.map { "; có phải là “\($0)” không?" } ?? ""),
            en: "\(missing.en) “\(word)”" + (meant.map { "; did you mean “\($0)”?" } ?? "")))
}
