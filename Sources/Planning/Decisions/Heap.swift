/// A binary heap with the smallest on top. Equal elements come in no particular order: who cares sorts what was popped.
struct Heap<Element: Comparable & Sendable>: Sendable {
    /// In no particular order but for the first, which is the smallest.
    private(set) var storage: [Element]

    init(_ elements: [Element] = []) {
        storage = elements
        order()
    }

    /// Many at once: from the leaves up, in linear time.
    private mutating func order() {
        for i in stride(from: storage.count / 2 - 1, through: 0, by: -1) { siftDown(i) }
    }

    var top: Element? { storage.first }
    var count: Int { storage.count }

    mutating func reserveCapacity(_ count: Int) { storage.reserveCapacity(count) }

    mutating func push(_ element: Element) {
        storage.append(element)
        var child = storage.count - 1
        while child > 0 {
            let parent = (child - 1) / 2
            guard storage[child] < storage[parent] else { break }
            storage.swapAt(child, parent)
            child = parent
        }
    }

    mutating func push(contentsOf elements: some Collection<Element>) {
        storage.append(contentsOf: elements)
        order()
    }

    mutating func pop() -> Element? {
        guard let first = storage.first else { return nil }
        let last = storage.removeLast()
        if !storage.isEmpty {
            storage[0] = last
            siftDown(0)
        }
        return first
    }

    private mutating func siftDown(_ start: Int) {
        var parent = start
        while true {
            var child = 2 * parent + 1
            guard child < storage.count else { return }
            if child + 1 < storage.count, storage[child + 1] < storage[child] { child += 1 }
            guard storage[child] < storage[parent] else { return }
            storage.swapAt(child, parent)
            parent = child
        }
    }
}
