/// What the engine asks of every task, in columns.
struct TaskColumns: Sendable {
    let order: TaskOrder
    /// By task: index into ``Plan/timetables``.
    let timetable: [UInt32]
    /// By position: the task. Ordered by timetable, then rank.
    let task: [UInt32]
    /// By task: its position.
    let position: [UInt32]
    /// For each timetable the position of its first task, and at the end the number of tasks.
    let firstPositions: [Int]

    var count: Int { task.count }

    /// For each programme the index of its first task, and at the end the number of tasks.
    var firstTasks: [Int] { order.firstTasks }
    /// By task.
    var programme: [UInt32] { order.programme }
    /// By task: its place in the order of (programme, task) by bytes.
    var rank: [UInt32] { order.rank }

    func positions(ofTimetable index: Int) -> Range<Int> { firstPositions[index]..<firstPositions[index + 1] }

    init(_ order: TaskOrder, timetable: [UInt32], timetables: Int, _ carryover: Carryover? = nil) {
        self.order = order
        if let carryover, carryover.edits.keepsNumbers, timetable == carryover.old.columns.timetable {
            let old = carryover.old.columns
            (self.timetable, task, position) = (old.timetable, old.task, old.position)
            firstPositions = old.firstPositions
            return
        }
        self.timetable = timetable

        // Sorted by counting: stable, so that the order of ranks is kept within a timetable.
        var next = [Int](repeating: 0, count: timetables + 1)
        for index in timetable { next[Int(index) + 1] += 1 }
        for i in 0..<timetables { next[i + 1] += next[i] }
        firstPositions = next
        var task = [UInt32](repeating: 0, count: timetable.count)
        var position = task
        for index in order.ranked {
            let table = Int(timetable[Int(index)])
            task[next[table]] = index
            position[Int(index)] = UInt32(next[table])
            next[table] += 1
        }
        self.task = task
        self.position = position
    }

    /// How many timetables no task has any more.
    var unusedTimetables: Int { zip(firstPositions, firstPositions.dropFirst()).count { $0 == $1 } }
}
