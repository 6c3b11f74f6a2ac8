/// An array that grows without moving what it holds: in blocks, all of which are full but the last.
///
/// At 1,000,000 tasks an array of marks that doubled in the midst of a decision made it take 155 ms instead of 36.
struct ChunkedArray<Element: Sendable>: Sendable {
    private var blocks: [[Element]] = [[]]
    private(set) var count = 0

    private static var bits: Int { 14 }
    private static var size: Int { 1 << bits }

    mutating func append(_ element: Element) {
        if count == blocks.count << Self.bits {
            blocks.append([])
            blocks[blocks.count - 1].reserveCapacity(Self.size)
        }
        blocks[blocks.count - 1].append(element)
        count += 1
    }
}

extension ChunkedArray: RandomAccessCollection, MutableCollection {
    var startIndex: Int { 0 }
    var endIndex: Int { count }

    subscript(index: Int) -> Element {
        @inline(__always) get { blocks[index >> Self.bits][index & (Self.size - 1)] }
        @inline(__always) _modify { yield &blocks[index >> Self.bits][index & (Self.size - 1)] }
    }
}
