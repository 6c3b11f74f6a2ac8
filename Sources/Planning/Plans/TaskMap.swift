import Programmes

/// Where the tasks of one plan are in another: by programme and id.
struct TaskMap {
    private let old: Plan
    private let new: Plan
    /// nil where everything may be another.
    let edits: Edits?
    /// By programme of the old plan: its place in the new one; nil: it is gone.
    private let programmes: [Int?]
    /// By programme of the old plan: nothing of it was edited.
    private var isUnedited: [Bool]

    init(from old: Plan, to new: Plan) {
        self.old = old
        self.new = new
        edits = new.edits?.base === old.identity ? new.edits : Edits(from: old, to: new.site)
        guard !(edits?.keepsNumbers ?? false) else {
            programmes = []
            isUnedited = []
            return
        }
        programmes = old.site.programmes.map { new.programmeIndex($0.id) }
        isUnedited = [Bool](repeating: false, count: programmes.count)
        for case let same? in edits?.unedited ?? [] { isUnedited[same] = true }
    }

    /// Every task has the number that it had.
    var isIdentity: Bool { edits?.keepsNumbers ?? false }

    /// nil: the new plan has no such task.
    subscript(task: Int) -> Int? {
        if isIdentity { return task }
        let programme = old.programmeIndex(ofTask: task)
        guard let other = programmes[programme] else { return nil }
        if isUnedited[programme] {
            return task - old.columns.firstTasks[programme] + new.columns.firstTasks[other]
        }
        return new.columns.order.find(old.taskID(task), in: new.site.programmes[other].tasks, ofProgramme: other)
    }

    /// The same for a task that was not edited; nil for others.
    func unedited(_ task: Int) -> Int? {
        guard let edits, let new = self[task] else { return nil }
        return edits.oldNumber(ofTask: new) == nil ? nil : new
    }
}
