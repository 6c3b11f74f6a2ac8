/// What is gathered of one task after another: its room is kept, and to empty it is to set a number.
///
/// Not copied, so that nothing is counted or asked whether it is shared: with arrays that took 12 % of the instructions of
/// reading a site of CSV, and each of a million counts is one that processors agree on.
struct Scratch<Element: BitwiseCopyable>: ~Copyable {
    private var room: UnsafeMutableBufferPointer<Element>
    private(set) var count = 0

    init() { room = .allocate(capacity: 16) }

    deinit { room.deallocate() }

    var isEmpty: Bool { count == 0 }

    /// Until the next change.
    @inline(__always)
    var elements: UnsafeMutableBufferPointer<Element> { UnsafeMutableBufferPointer(rebasing: room[..<count]) }

    @inline(__always)
    subscript(index: Int) -> Element {
        precondition(index < count, "beyond what was gathered")
        return room[index]
    }

    @inline(__always)
    mutating func removeAll() { count = 0 }

    @inline(__always)
    mutating func append(_ element: Element) {
        if count == room.count { grow(to: count + 1) }
        room.initializeElement(at: count, to: element)
        count += 1
    }

    @inline(__always)
    mutating func append(contentsOf new: UnsafeBufferPointer<Element>) {
        if count + new.count > room.count { grow(to: count + new.count) }
        _ = UnsafeMutableBufferPointer(rebasing: room[count...]).update(fromContentsOf: new)
        count += new.count
    }

    private mutating func grow(to wanted: Int) {
        let larger = UnsafeMutableBufferPointer<Element>.allocate(capacity: max(wanted, room.count * 2))
        _ = larger.update(fromContentsOf: elements)
        room.deallocate()
        room = larger
    }
}

extension Scratch where Element == UInt8 {
    var string: String { String(decoding: elements, as: UTF8.self) }
}
