public import Diagnostics
public import Planning

/// Warns of tasks of which something was reported and that an edit takes out of the files: a number or an id that was
/// changed by the way leaves what was reported behind.
/// - Parameter before: those that no file had before the edit.
/// - Returns: nil where the edit takes none out.
public func tellStrangers(_ memory: Memory, before: [String]) -> Diagnostic? {
    let gone = Set(memory.reportedStrangers).subtracting(before).sorted { $0.utf8.lexicographicallyPrecedes($1.utf8) }
    guard !gone.isEmpty else { return nil }
    let tasks = gone.count == 1 ? "task with reports no longer stands" : "tasks with reports no longer stand"
    let names = gone.prefix(5).joined(separator: ", ") + (gone.count > 5 ? ", …" : "")
    return Diagnostic(
        code: "S408", severity: .warning, path: "programmes", span: nil,
        message: Wording(
            vi: "\(gone.count) nhiệm vụ đã có báo cáo nay không còn trong tệp nào: \(names)",
            en: "\(gone.count) \(tasks) in any file: \(names)"),
        help: Wording(
            vi: "nếu chỉ đổi số nhiệm vụ hay mã chương trình, hãy trả lại như cũ: báo cáo không theo sang tên mới",
            en: "if only a number or a programme's id was changed, change it back: reports do not follow to a new name"
        ))
}
