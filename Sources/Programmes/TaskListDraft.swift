public import Diagnostics

/// A ``TaskList`` while the file is read that it is of: each of its columns grows in room of its own, and ``finished()``
/// copies them, to the byte.
public struct TaskListDraft: ~Copyable {
    private var rows = ScratchBuffer<TaskList.Row>()
    private var texts = ScratchBuffer<UInt8>()
    private var assigned = ScratchBuffer<Assignment>()
    private var listEnds = ScratchBuffer<UInt32>()
    private var rare: [OfficeTask.Extra] = []

    /// Empty, with room that grows as the file is read.
    public init() { listEnds.append(0) }

    /// Of the tasks so far; the next one gets this index.
    public var count: Int { rows.count }

    /// A copy of the text, for diagnostics.
    public func id(of task: Int) -> String {
        let start = Int(rows[task].text)
        return String(decoding: texts.elements[start..<start + Int(rows[task].idCount)], as: UTF8.self)
    }

    /// In bytes of the file that is read.
    public func span(of task: Int) -> Span { Span(Int(rows[task].start), Int(rows[task].end)) }

    /// A list of assignments that tasks may have.
    /// - Returns: its number; 0: there are none.
    public mutating func add(_ assignments: UnsafeBufferPointer<Assignment>) -> UInt32 {
        guard !assignments.isEmpty else { return 0 }
        assigned.append(contentsOf: assignments)
        listEnds.append(UInt32(assigned.count))
        return UInt32(listEnds.count - 1)
    }

    /// A task without assignments so far.
    /// - Parameter id: UTF-8, as the title.
    public mutating func append(
        id: UnsafeBufferPointer<UInt8>, title: UnsafeBufferPointer<UInt8>, deadline: UInt32, tags: UInt32,
        priority: Priority, extra: OfficeTask.Extra?, span: Span
    ) {
        let start = texts.count
        texts.append(contentsOf: id)
        texts.append(contentsOf: title)
        if let extra { rare.append(extra) }
        rows.append(
            TaskList.Row(
                text: UInt32(start), idCount: UInt32(id.count), titleCount: UInt32(title.count), assignments: 0,
                deadline: deadline, tags: tags, priority: UInt32(priority.rawValue),
                extra: extra == nil ? 0 : UInt32(rare.count), start: UInt32(span.start), end: UInt32(span.end)))
    }

    /// - Parameter list: as ``add(_:)`` numbered it.
    public mutating func setAssignments(_ list: UInt32, of task: Int) {
        precondition(Int(list) < listEnds.count, "no list of assignments of this number")
        rows[task].assignments = list
    }

    /// - Parameter tags: index into ``Programme/tagSets``; set once the head is known, which may come after the tasks.
    public mutating func setTagSet(_ tags: UInt32, of task: Int) { rows[task].tags = tags }

    /// Set once the head's default is known, which may come after the tasks.
    public mutating func setPriority(_ priority: Priority, of task: Int) {
        rows[task].priority = UInt32(priority.rawValue)
    }

    /// The list to the byte; the draft may be gathered on, and is mostly let go.
    public func finished() -> TaskList {
        var list = TaskList()
        list.rows = Array(rows.elements)
        list.texts = Array(texts.elements)
        list.assigned = Array(assigned.elements)
        list.listEnds = Array(listEnds.elements)
        list.rare = rare
        return list
    }
}
