import Programmes

/// Where the tasks of one plan are in another: by programme and id.
struct TaskMap {
    private let old: Plan
    private let new: Plan
    let carryover: Carryover?
    /// By programme of the old plan: its place in the new one; nil: it is gone.
    private let programmes: [Int?]
    /// By programme of the old plan: nothing of it was edited.
    private var isUnedited: [Bool]

    init(from old: Plan, to new: Plan) {
        self.old = old
        self.new = new
        carryover = Carryover(from: old, to: new.site)
        programmes = old.site.programmes.map { new.programmeIndex($0.id) }
        isUnedited = [Bool](repeating: false, count: programmes.count)
        for case let same? in carryover?.unedited ?? [] { isUnedited[same] = true }
    }

    /// nil: the new plan has no such task.
    subscript(task: Int) -> Int? {
        let programme = old.programmeIndex(ofTask: task)
        guard let other = programmes[programme] else { return nil }
        if isUnedited[programme] {
            return task - old.columns.firstTasks[programme] + new.columns.firstTasks[other]
        }
        return new.columns.find(old.taskID(task), in: new.site.programmes[other].tasks, ofProgramme: other)
    }

    /// The same for a task of a programme that was not edited; nil for others.
    func unedited(_ task: Int) -> Int? { isUnedited[old.programmeIndex(ofTask: task)] ? self[task] : nil }
}
