/// The notices of a decision, in the order of the specification.
///
/// A decision holds numbers; a notice gets its names when it is asked for. Of 86,000 notices the names are half of what
/// deciding them takes, and 28 MB.
public struct Notices: RandomAccessCollection, Sendable {
    /// nil where they are at hand.
    private let numbered: Numbered?
    private let named: [Notice]
    /// Counted without a name being made.
    public let count: Int

    private final class Numbered: Sendable {
        let decided: Decided
        let order: [UInt32]

        init(_ decided: Decided, order: [UInt32]) {
            self.decided = decided
            self.order = order
        }
    }

    init(_ decided: Decided) {
        self.init(Numbered(decided, order: decided.order()))
    }

    private init(_ numbered: Numbered) {
        self.numbered = numbered
        named = []
        count = numbered.order.count
    }

    /// Notices that are at hand, in the order given.
    public init(_ notices: some Sequence<Notice>) {
        numbered = nil
        named = Array(notices)
        count = named.count
    }

    /// Those at some positions, in the order given.
    func at(_ positions: [Int]) -> Notices {
        guard let numbered else { return Notices(positions.map { named[$0] }) }
        return Notices(Numbered(numbered.decided, order: positions.map { numbered.order[$0] }))
    }

    /// Always 0.
    public var startIndex: Int { 0 }
    /// The number of notices.
    public var endIndex: Int { count }

    /// Makes the notice anew at each asking, where it is held as numbers.
    public subscript(position: Int) -> Notice {
        guard let numbered else { return named[position] }
        return numbered.decided.notice(numbered.order[position])
    }
}

extension Notices: Equatable {
    /// Notice by notice, names and all.
    public static func == (a: Notices, b: Notices) -> Bool { a.elementsEqual(b) }
}
