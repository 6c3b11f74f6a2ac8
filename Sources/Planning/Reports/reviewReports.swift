import Deadlines
public import Diagnostics
import Programmes

/// Warns of each task or occurrence that something was reported of and that the plan has no place for.
/// - Parameter names: as ``Memory/unplaced`` gives them.
public func tellUnplaced(_ names: [String]) -> [Diagnostic] {
    names.map { name in
        Diagnostic(
            code: "S408", severity: .warning, path: "programmes", span: nil,
            message: Wording(
                vi: "\(name) đã có báo cáo, nay không còn chỗ trong tệp nào",
                en: "something was reported of \(name), which has no place in any file now"),
            help: Wording(
                vi: "báo cáo vẫn được giữ; nếu chỉ đổi số, ghi số cũ ở nhiệm vụ mới: trước đây: \"…\"",
                en: "the report is kept; where a number was changed, write the former one at the task: was: \"…\""))
    }
}

/// Warns of what was reported and finds no place under a plan, and of duties that an event has begun without giving them
/// a date.
public func reviewReports(_ plan: Plan, _ memory: Memory) -> [Diagnostic] {
    var memory = memory
    memory.bind(to: plan)
    memory.wakeAll()
    var found: [Diagnostic] = []
    found += tellUnplaced(memory.unplaced)
    for task in 0..<plan.taskCount where plan.isAwaiting(task) && memory.awaited(ofTask: task) != nil {
        for track in memory.tracks(ofTask: task) {
            guard let occurrence = track.occurrence(0), occurrence.due == nil, occurrence.kind == .once,
                memory.latestLegalDue(ofTask: task, occurrence) == nil
            else { continue }
            let programme = plan.site.programmes[plan.programmeIndex(ofTask: task)]
            found.append(
                Diagnostic(
                    code: "S411", severity: .warning, path: programme.path, span: plan.task(task).span,
                    message: Wording(
                        vi: "sự kiện mà \(plan.reference(task)) chờ đã đến, nhưng không có hạn nào được ghi",
                        en: "what \(plan.reference(task)) waits for has happened, and no term is written"),
                    help: Wording(
                        vi:
                            "giao hạn bằng “dondoc extend … --until”, hoặc ghi “sau sự kiện” (reading.afterEvent) trong dondoc.yaml",
                        en: "give it a date with “dondoc extend … --until”, or set reading.afterEvent in dondoc.yaml")))
        }
    }
    return found
}
