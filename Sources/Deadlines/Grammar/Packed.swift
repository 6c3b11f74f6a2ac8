/// A value in fewer bytes: statements are handed on again and again while they are read, and most of what that costs is
/// their size. Numbers and offsets of a phrase fit in half a word.
@propertyWrapper
struct Packed<Value: Packable> {
    private var packed: Value.Packed

    init(wrappedValue: Value) { packed = wrappedValue.packed }

    var wrappedValue: Value {
        get { Value(packed) }
        set { packed = newValue.packed }
    }
}

/// What ``Packed`` can hold. What is beyond its bounds is clamped: no phrase is so long.
protocol Packable {
    associatedtype Packed
    init(_ packed: Packed)
    var packed: Packed { get }
}

extension Int: Packable {
    init(_ packed: Int32) { self = Int(exactly: packed)! }
    var packed: Int32 { Int32(clamping: self) }
}

extension Range<Int>: Packable {
    init(_ packed: Range<Int32>) {
        self.init(uncheckedBounds: (Int(packed.lowerBound), Int(packed.upperBound)))
    }

    var packed: Range<Int32> {
        Range<Int32>(uncheckedBounds: (Int32(clamping: lowerBound), Int32(clamping: upperBound)))
    }
}

extension Optional: Packable where Wrapped: Packable {
    init(_ packed: Wrapped.Packed?) { self = packed.map(Wrapped.init) }
    var packed: Wrapped.Packed? { map(\.packed) }
}

extension Term: Packable {
    struct Packed {
        fileprivate let count: Int32
        fileprivate let unit: TermUnit
    }

    init(_ packed: Packed) { self.init(Int(packed.count), packed.unit) }
    var packed: Packed { Packed(count: Int32(clamping: count), unit: unit) }
}
