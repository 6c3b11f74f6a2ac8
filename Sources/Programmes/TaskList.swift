public import Diagnostics

/// The tasks of a programme, in columns: a row of numbers for each, all texts one after the other in one array of bytes,
/// and each list of assignments once. To have a `String` and an array for every task of 100,000 takes twice the memory
/// and more time than reading them from their files.
///
/// As a collection it gives and takes whole tasks, each made when it is asked for. Who walks through many asks for the one
/// thing that is wanted: ``id(of:)``, ``assignments(of:)``, ``tagSet(of:)``…
public struct TaskList: Sendable {
    @usableFromInline
    struct Row: BitwiseCopyable, Sendable {
        /// Where its id begins in the texts; its title follows.
        @usableFromInline var text: UInt32
        @usableFromInline var idCount: UInt32
        @usableFromInline var titleCount: UInt32
        @usableFromInline var assignments: UInt32
        @usableFromInline var deadline: UInt32
        @usableFromInline var tags: UInt32
        @usableFromInline var priority: UInt32
        /// 0: none; else one more than its place.
        @usableFromInline var extra: UInt32
        @usableFromInline var start: UInt32
        @usableFromInline var end: UInt32
    }

    @usableFromInline var rows: [Row] = []
    /// UTF-8.
    @usableFromInline var texts: [UInt8] = []
    /// One list after the other, and where each ends; the first is empty.
    @usableFromInline var assigned: [Assignment] = []
    @usableFromInline var listEnds: [UInt32] = [0]
    /// What few tasks have.
    @usableFromInline var rare: [OfficeTask.Extra] = []

    /// Empty; the reader of a file fills a ``TaskListDraft``, which is faster.
    public init() {}

    /// Whether it is the very same list. While both are held, one cannot have taken the other's place in memory.
    public func isIdentical(to other: TaskList) -> Bool {
        func start(_ list: TaskList) -> UnsafeRawPointer? { list.rows.withUnsafeBytes { $0.baseAddress } }
        return rows.count == other.rows.count && listEnds.count == other.listEnds.count && start(self) == start(other)
    }

    // MARK: One thing of a task

    /// A copy of the text: who looks through all tasks takes ``withID(of:_:)``.
    @inlinable
    public func id(of task: Int) -> String { withID(of: task) { String(decoding: $0, as: UTF8.self) } }

    /// The UTF-8 of its id.
    @inlinable
    public func withID<Result>(of task: Int, _ body: (UnsafeBufferPointer<UInt8>) -> Result) -> Result {
        let start = Int(rows[task].text)
        return texts.withUnsafeBufferPointer { texts in
            body(UnsafeBufferPointer(rebasing: texts[start..<start + Int(rows[task].idCount)]))
        }
    }

    /// A copy of the text, made at each asking.
    public func title(of task: Int) -> String {
        let row = rows[task]
        let start = Int(row.text + row.idCount)
        return String(decoding: texts[start..<start + Int(row.titleCount)], as: UTF8.self)
    }

    /// A view of the one array in which all lists stand, in the order of ``OfficeTask/assignments``.
    @inlinable
    public func assignments(of task: Int) -> ArraySlice<Assignment> {
        let list = Int(rows[task].assignments)
        return assigned[(list == 0 ? 0 : Int(listEnds[list - 1]))..<Int(listEnds[list])]
    }

    /// Index into ``Programme/deadlines``.
    @inlinable
    public func deadline(of task: Int) -> Int { Int(rows[task].deadline) }

    /// Index into ``Programme/tagSets``.
    @inlinable
    public func tagSet(of task: Int) -> Int { Int(rows[task].tags) }

    /// In constant time, without making the task.
    @inlinable
    public func priority(of task: Int) -> Priority { Priority(rawValue: UInt8(rows[task].priority)) ?? .normal }

    /// nil for most tasks; the object is shared, and not copied.
    @inlinable
    public func extra(of task: Int) -> OfficeTask.Extra? {
        rows[task].extra == 0 ? nil : rare[Int(rows[task].extra) - 1]
    }

    /// In bytes of the programme's file.
    @inlinable
    public func span(of task: Int) -> Span { Span(Int(rows[task].start), Int(rows[task].end)) }

    /// The assignments of one task after the other: for who walks through all, without a slice for each.
    @inlinable
    public func forEachAssignments(_ each: (UnsafeBufferPointer<Assignment>) -> Void) {
        assigned.withUnsafeBufferPointer { assigned in
            listEnds.withUnsafeBufferPointer { ends in
                for row in rows {
                    let list = Int(row.assignments)
                    let start = list == 0 ? 0 : Int(ends[list - 1])
                    each(UnsafeBufferPointer(rebasing: assigned[start..<Int(ends[list])]))
                }
            }
        }
    }

    /// In the order of the tasks; each text is made when it is asked for.
    public var ids: some RandomAccessCollection<String> { indices.lazy.map { id(of: $0) } }

    // MARK: Changing it

    /// Each list of assignments once, however many tasks have it: for who asks which bodies are named at all.
    public func forEachAssignment(_ body: (Assignment) -> Void) { for assignment in assigned { body(assignment) } }

    /// Changes every list of assignments.
    public mutating func mapAssignments(_ change: (Assignment) -> Assignment?) {
        var ends: [UInt32] = []
        var changed: [Assignment] = []
        var start = 0
        for end in listEnds {
            changed += assigned[start..<Int(end)].compactMap(change)
            ends.append(UInt32(changed.count))
            start = Int(end)
        }
        (assigned, listEnds) = (changed, ends)
        // Another list from now on: see `isIdentical(to:)`.
        rows = rows.map { $0 }
    }

    private mutating func add(_ assignments: UnsafeBufferPointer<Assignment>) -> UInt32 {
        guard !assignments.isEmpty else { return 0 }
        assigned.append(contentsOf: assignments)
        listEnds.append(UInt32(assigned.count))
        return UInt32(listEnds.count - 1)
    }

    private mutating func add(_ extra: OfficeTask.Extra?) -> UInt32 {
        guard let extra else { return 0 }
        rare.append(extra)
        return UInt32(rare.count)
    }
}

extension TaskList: RandomAccessCollection, MutableCollection, RangeReplaceableCollection {
    /// Always 0: a task's index is its place in the document.
    public var startIndex: Int { 0 }
    /// The number of tasks.
    public var endIndex: Int { rows.count }

    /// What a changed task no longer says is left behind in the columns: nobody changes many.
    public subscript(task: Int) -> OfficeTask {
        get {
            OfficeTask(
                id: id(of: task), title: title(of: task), assignments: Array(assignments(of: task)),
                deadline: rows[task].deadline, tags: rows[task].tags, priority: priority(of: task),
                extra: extra(of: task), span: span(of: task))
        }
        set { rows[task] = row(for: newValue, before: rows[task]) }
    }

    /// Takes as long as the list is; the indices of the tasks behind the range become others.
    public mutating func replaceSubrange(_ range: Range<Int>, with tasks: some Collection<OfficeTask>) {
        var last = rows.last
        let added = tasks.map { task in
            let row = row(for: task, before: last)
            last = row
            return row
        }
        rows.replaceSubrange(range, with: added)
    }

    /// - Parameter other: a row that may have the same assignments, text or extra.
    private mutating func row(for task: OfficeTask, before other: Row?) -> Row {
        var row = Row(
            text: UInt32(texts.count), idCount: UInt32(task.id.utf8.count), titleCount: UInt32(task.title.utf8.count),
            assignments: 0, deadline: task.deadline, tags: task.tags, priority: UInt32(task.priority.rawValue),
            extra: 0, start: UInt32(task.span.start), end: UInt32(task.span.end))
        if let other, other.idCount == row.idCount, other.titleCount == row.titleCount,
            texts[Int(other.text)...].starts(with: task.id.utf8),
            texts[Int(other.text + other.idCount)...].starts(with: task.title.utf8)
        {
            row.text = other.text
        } else {
            texts.append(contentsOf: task.id.utf8)
            texts.append(contentsOf: task.title.utf8)
        }
        if let other, list(other.assignments).elementsEqual(task.assignments) {
            row.assignments = other.assignments
        } else {
            row.assignments = task.assignments.withUnsafeBufferPointer { add($0) }
        }
        if let other, other.extra != 0, rare[Int(other.extra) - 1] === task.extra {
            row.extra = other.extra
        } else {
            row.extra = add(task.extra)
        }
        return row
    }

    private func list(_ number: UInt32) -> ArraySlice<Assignment> {
        assigned[(number == 0 ? 0 : Int(listEnds[Int(number) - 1]))..<Int(listEnds[Int(number)])]
    }
}

extension TaskList: Equatable {
    /// The same tasks in the same order.
    public static func == (a: TaskList, b: TaskList) -> Bool { a.elementsEqual(b) }
}
