import Programmes

/// The numbers of a site's tasks, and their order by name.
struct TaskOrder: Sendable {
    /// For each programme the index of its first task, and at the end the number of tasks.
    let firstTasks: [Int]
    /// By task.
    let programme: [UInt32]
    /// By task: its place in the order of (programme, task) by bytes.
    let rank: [UInt32]
    /// By rank: the task.
    let ranked: [UInt32]
    /// For each programme the least rank of its tasks.
    let firstRanks: [Int]

    init(_ programmes: [Programme], _ carryover: Carryover? = nil) {
        if let carryover, carryover.edits.keepsNumbers {
            self = carryover.old.columns.order
            return
        }
        var first = [0]
        first.reserveCapacity(programmes.count + 1)
        for i in programmes.indices { first.append(first[i] + programmes[i].tasks.count) }
        var programmeOf: [UInt32] = []
        programmeOf.reserveCapacity(first[programmes.count])
        for i in programmes.indices {
            programmeOf.append(contentsOf: repeatElement(UInt32(i), count: first[i + 1] - first[i]))
        }
        firstTasks = first
        programme = programmeOf
        (ranked, firstRanks) = Self.rank(programmes, first, carryover)
        var rank = [UInt32](repeating: 0, count: programmeOf.count)
        for (i, task) in ranked.enumerated() { rank[Int(task)] = UInt32(i) }
        self.rank = rank
    }

    var count: Int { rank.count }

    /// The tasks in the order of (programme, task) by bytes.
    private static func rank(
        _ programmes: [Programme], _ first: [Int], _ carryover: Carryover?
    ) -> ([UInt32], [Int]) {
        var ranked: [UInt32] = []
        var firstRanks = [Int](repeating: 0, count: programmes.count)
        ranked.reserveCapacity(first[first.count - 1])
        let order = programmes.indices.sorted { precedes(programmes[$0].id, programmes[$1].id) }
        for programme in order {
            let tasks = programmes[programme].tasks
            let base = first[programme]
            firstRanks[programme] = ranked.count
            if let same = carryover?.edits.unedited[programme], let old = carryover?.old.columns.order {
                let stretch = old.firstRanks[same]..<old.firstRanks[same] + tasks.count
                for task in old.ranked[stretch] { ranked.append(UInt32(base + Int(task) - old.firstTasks[same])) }
                continue
            }
            var indices = Array(tasks.indices)
            if !indices.dropFirst().allSatisfy({ tasks.idPrecedes($0 - 1, $0) }) {
                let keys = tasks.indices.map { tasks.idKey($0) }
                indices.sort { keys[$0] == keys[$1] ? tasks.idPrecedes($0, $1) : keys[$0] < keys[$1] }
            }
            for index in indices { ranked.append(UInt32(base + index)) }
        }
        return (ranked, firstRanks)
    }

    /// Where a task of a programme stands, found by halving.
    func find(_ id: String, in tasks: TaskList, ofProgramme programme: Int) -> Int? {
        let base = firstTasks[programme]
        guard !tasks.isEmpty else { return nil }
        // A programme's tasks have their ranks in one stretch.
        var low = firstRanks[programme]
        var high = low + tasks.count
        var id = id
        return id.withUTF8 { id in
            while low < high {
                let middle = (low + high) / 2
                let task = Int(ranked[middle])
                let order = tasks.withID(of: task - base) { compare($0, id) }
                if order == 0 { return task }
                if order < 0 { low = middle + 1 } else { high = middle }
            }
            return nil
        }
    }
}

/// Below, at or above 0, as the one comes before the other, is it, or comes after it, by bytes.
private func compare(_ a: UnsafeBufferPointer<UInt8>, _ b: UnsafeBufferPointer<UInt8>) -> Int {
    for i in 0..<min(a.count, b.count) where a[i] != b[i] { return Int(a[i]) - Int(b[i]) }
    return a.count - b.count
}

/// The order of bytes, which `String`'s own (by canonical equivalence) is not.
@inline(__always)
func precedes(_ a: String, _ b: String) -> Bool {
    a.utf8.lexicographicallyPrecedes(b.utf8)
}

/// For each of some names its place in their order by bytes.
func ranks(_ names: [String]) -> [UInt32] {
    var ranks = [UInt32](repeating: 0, count: names.count)
    for (rank, index) in names.indices.sorted(by: { precedes(names[$0], names[$1]) }).enumerated() {
        ranks[index] = UInt32(rank)
    }
    return ranks
}

extension TaskList {
    /// The first eight bytes of an id as a number, zeros for those that it lacks: where two differ, the ids are in their
    /// order.
    fileprivate func idKey(_ task: Int) -> UInt64 {
        withID(of: task) { id in
            var key: UInt64 = 0
            for i in 0..<8 { key = key << 8 | (i < id.count ? UInt64(id[i]) : 0) }
            return key
        }
    }

    /// By bytes, as ``precedes(_:_:)``.
    fileprivate func idPrecedes(_ a: Int, _ b: Int) -> Bool {
        withID(of: a) { a in withID(of: b) { b in a.lexicographicallyPrecedes(b) } }
    }
}
