/// The notices of a decision, in the order of the specification.
///
/// A decision holds numbers; a notice gets its names when it is asked for. Of 86,000 notices the names are half of what
/// deciding them takes, and 28 MB.
public struct Notices: RandomAccessCollection, Sendable {
    /// nil where they are at hand.
    private let numbered: Numbered?
    private let named: [Notice]
    public let count: Int

    private final class Numbered: Sendable {
        let decided: Decided
        let order: [UInt32]

        init(_ decided: Decided) {
            self.decided = decided
            order = decided.order()
        }
    }

    init(_ decided: Decided) {
        let numbered = Numbered(decided)
        self.numbered = numbered
        named = []
        count = numbered.order.count
    }

    public init(_ notices: some Sequence<Notice>) {
        numbered = nil
        named = Array(notices)
        count = named.count
    }

    public var startIndex: Int { 0 }
    public var endIndex: Int { count }

    public subscript(position: Int) -> Notice {
        guard let numbered else { return named[position] }
        return numbered.decided.notice(numbered.order[position])
    }
}

extension Notices: Equatable {
    public static func == (a: Notices, b: Notices) -> Bool { a.elementsEqual(b) }
}
