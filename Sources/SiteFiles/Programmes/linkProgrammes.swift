import Diagnostics
import Programmes

/// Holds the programmes against each other: ids given twice, tasks that wait for what is not there or for each other.
/// - Returns: those in force, in the order of their files.
func linkProgrammes(_ memories: inout [FileMemory]) -> [Programme] {
    let owners = nameOwners(&memories)
    var linker = TaskLinker(memories: memories, owners: owners)
    linker.link()
    memories = linker.memories

    // A file that has errors only now may have fallen back to its last good version: its id may be another.
    var taken: Set<String> = []
    return memories.indices.compactMap { i in
        guard case .programme(let read) = memories[i].inForce, var programme = read.programme,
            owners[programme.id] == nil || owners[programme.id] == i, taken.insert(programme.id).inserted
        else { return nil }
        for reference in linker.broken[i] ?? [] where memories[i].state != .lastGood {
            programme.tasks[reference.task].extra = programme.tasks[reference.task].extra?.withoutAfter
        }
        return programme
    }
}

/// Says which file each id is: the one in force under it before, so that a copy laid beside it changes nothing; else the
/// first by name. The others are told.
private func nameOwners(_ memories: inout [FileMemory]) -> [String: Int] {
    var owners: [String: Int] = [:]
    var contested: [(file: Int, id: String, at: Span?)] = []
    for i in memories.indices {
        guard case .programme(let read) = memories[i].inForce, let id = read.programme?.id else { continue }
        guard let owner = owners[id] else {
            owners[id] = i
            continue
        }
        contested.append((i, id, read.idSpan))
        guard memories[i].wasInForce(as: id), !memories[owner].wasInForce(as: id) else { continue }
        owners[id] = i
        if case .programme(let read) = memories[owner].inForce { contested.append((owner, id, read.idSpan)) }
    }
    for (i, id, span) in contested {
        guard let owner = owners[id], owner != i else { continue }
        let other = memories[owner].file.path
        memories[i].isDisplaced = true
        memories[i].links.add(
            "S311", at: span,
            Wording(
                vi: "mã chương trình \(id) đã dùng trong \(other)",
                en: "the programme id \(id) is already used in \(other)"),
            help: Wording(
                vi: "đặt mã khác, hoặc bỏ tệp thừa; tệp này tạm thời không được dùng",
                en: "choose another id or remove the superfluous file; for now this file is not used"))
    }
    return owners
}

extension FileMemory {
    fileprivate func wasInForce(as id: String) -> Bool {
        if case .programme(let read)? = self.good?.content { read.programme?.id == id } else { false }
    }
}

/// Finds what `after:` names.
private struct TaskLinker {
    struct Node: Hashable {
        let file: Int
        let task: Int
    }

    var memories: [FileMemory]
    let owners: [String: Int]
    /// The references that lead nowhere or in a circle, by file.
    private(set) var broken: [Int: [TaskReference]] = [:]
    private var numbers: [Int: [String: Int]] = [:]
    private var next: [Node: Node] = [:]
    private var sources: [Node: TaskReference] = [:]
    private var order: [Node] = []

    init(memories: [FileMemory], owners: [String: Int]) {
        self.memories = memories
        self.owners = owners
    }

    mutating func link() {
        for i in memories.indices {
            guard case .programme(let read) = memories[i].inForce, !read.references.isEmpty,
                let programme = read.programme
            else { continue }
            for reference in read.references {
                guard let target = find(reference.after, from: programme, file: i) else {
                    reportUnknown(reference, programme, file: i)
                    continue
                }
                let node = Node(file: i, task: reference.task)
                next[node] = target
                sources[node] = reference
                order.append(node)
            }
        }
        for start in order { breakCircle(from: start) }
    }

    private func programme(_ file: Int) -> Programme? {
        if case .programme(let read) = memories[file].inForce { read.programme } else { nil }
    }

    /// `1.4` of the same programme, or `programme/task`.
    private mutating func find(_ name: String, from programme: Programme, file: Int) -> Node? {
        let name = composed(name)
        let parts = name.split(separator: "/", maxSplits: 1, omittingEmptySubsequences: false).map(String.init)
        if parts.count == 1 { return task(name, in: file).map { Node(file: file, task: $0) } }
        if parts[0] == programme.id { return task(parts[1], in: file).map { Node(file: file, task: $0) } }
        guard let owner = owners[parts[0]] else { return nil }
        return task(parts[1], in: owner).map { Node(file: owner, task: $0) }
    }

    private mutating func task(_ id: String, in file: Int) -> Int? {
        if let known = numbers[file] { return known[id] }
        var table: [String: Int] = [:]
        for (i, id) in (programme(file)?.tasks ?? TaskList()).ids.enumerated() { table[id] = i }
        numbers[file] = table
        return table[id]
    }

    private mutating func reportUnknown(_ reference: TaskReference, _ programme: Programme, file: Int) {
        broken[file, default: []].append(reference)
        guard memories[file].state != .lastGood else { return }
        // To look for what was meant takes its time, and of the thousandth nobody is told.
        guard !memories[file].links.isFull else { return }
        let meant = guessName(reference.after, among: programme.tasks.ids.prefix(5000))
        memories[file].links.add(
            "S312", at: reference.span,
            Wording(
                vi: "không có nhiệm vụ “\(reference.after)” để chờ",
                en: "there is no task “\(reference.after)” to wait for"),
            help: meant.map { Wording(vi: "có phải ý là “\($0.text)”?", en: "was “\($0.text)” meant?") }
                ?? Wording(
                    vi: "ghi số của một nhiệm vụ cùng chương trình, hoặc chương-trình/nhiệm-vụ",
                    en: "write the id of a task of the same programme, or programme/task"),
            fixes: FileReport.fix(meant, at: reference.span))
    }

    /// Every task waits for one at most, so that a circle is found by going on until a node comes again.
    private mutating func breakCircle(from start: Node) {
        var path = [start]
        var seen: Set<Node> = [start]
        while let node = path.last, let following = next[node] {
            guard seen.insert(following).inserted else {
                return report(circle: Array(path[(path.firstIndex(of: following) ?? 0)...]))
            }
            path.append(following)
        }
        for node in path { next[node] = nil }
    }

    private mutating func report(circle: [Node]) {
        var names = circle.prefix(8).map { node in
            programme(node.file).map { "\($0.id)/\($0.tasks.id(of: node.task))" } ?? ""
        }
        if circle.count > names.count { names.append("…") }
        guard let last = circle.last, let reference = sources[last] else { return }
        next[last] = nil
        broken[last.file, default: []].append(reference)
        let after = memories[last.file].report.name(of: .after, in: .task)
        memories[last.file].links.add(
            "S314", at: reference.span,
            Wording(
                vi: "các nhiệm vụ chờ nhau vòng quanh: \((names + names.prefix(1)).joined(separator: " → "))",
                en: "tasks wait for each other in a circle: \((names + names.prefix(1)).joined(separator: " → "))"),
            help: Wording(
                vi: "bỏ “\(after.vi)” của một nhiệm vụ trong vòng",
                en: "remove the `\(after.en)` of one task of the circle"))
    }
}

extension FileMemory {
    /// The last good version of a programme, with its bodies as they stand in another directory: a body that is gone is
    /// left out.
    mutating func moveGood(from old: BodyDirectory, to new: BodyDirectory) {
        guard let good = self.good, case .programme(let read) = good.content, var programme = read.programme else {
            return
        }
        programme.forgetReadings()
        var ids: [String: BodyIndex] = [:]
        for index in new.indices { ids[new[index].id] = index }
        // Whose id is another's alias by now goes on under that.
        func move(_ body: BodyIndex) -> BodyIndex? { ids[old[body].id] ?? new.body(named: old[body].id) }
        programme.issuer = programme.issuer.flatMap(move)
        programme.tasks.mapAssignments { assignment in
            move(assignment.body).map { Assignment(assignment.role, $0) }
        }
        self.good = (.programme(read.with(programme)), good.digest)
    }
}
