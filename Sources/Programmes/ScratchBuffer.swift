/// What is gathered of one task after another: its room is kept, and to empty it is to set a number.
///
/// Not copied, so that nothing is counted or asked whether it is shared: with arrays that took 12 % of the instructions of
/// reading a site of CSV, and each of a million counts is one that processors agree on.
public struct ScratchBuffer<Element: BitwiseCopyable>: ~Copyable {
    @usableFromInline var room: UnsafeMutableBufferPointer<Element>
    @usableFromInline var used = 0

    /// Room for 16 elements, which doubles when it is needed and is given back at the end.
    @inlinable
    public init() { room = .allocate(capacity: 16) }

    @inlinable
    deinit { room.deallocate() }

    /// Of what was gathered since the last ``removeAll()``.
    @inlinable public var count: Int { used }

    /// True at the start of each task.
    @inlinable public var isEmpty: Bool { used == 0 }

    /// Until the next change.
    @inlinable @inline(__always)
    public var elements: UnsafeMutableBufferPointer<Element> {
        UnsafeMutableBufferPointer(start: room.baseAddress, count: used)
    }

    /// One that was gathered; any other index ends the program.
    @inlinable
    public subscript(index: Int) -> Element {
        @inline(__always) get {
            precondition(0 <= index && index < used, "beyond what was gathered")
            return room[index]
        }
        @inline(__always) set {
            precondition(0 <= index && index < used, "beyond what was gathered")
            room[index] = newValue
        }
    }

    @inlinable @inline(__always)
    /// Keeps the room, and takes the same time however much it held.
    public mutating func removeAll() { used = 0 }

    @inlinable @inline(__always)
    /// Takes constant time but for when the room doubles.
    public mutating func append(_ element: Element) {
        if used == room.count { grow(to: used + 1) }
        room.initializeElement(at: used, to: element)
        used += 1
    }

    @inlinable @inline(__always)
    /// - Parameter new: not of this buffer's own room, which may move.
    public mutating func append(contentsOf new: UnsafeBufferPointer<Element>) {
        if used + new.count > room.count { grow(to: used + new.count) }
        _ = UnsafeMutableBufferPointer(rebasing: room[used...]).update(fromContentsOf: new)
        used += new.count
    }

    @inlinable @inline(never)
    mutating func grow(to wanted: Int) {
        let larger = UnsafeMutableBufferPointer<Element>.allocate(capacity: max(wanted, room.count * 2))
        _ = larger.update(fromContentsOf: elements)
        room.deallocate()
        room = larger
    }
}

extension ScratchBuffer where Element == UInt8 {
    /// A copy of the bytes as text; what is not UTF-8 becomes U+FFFD.
    public var string: String { String(decoding: elements, as: UTF8.self) }
}
