/// How many shares stand where: the one count behind every figure that is shown. Each share is in just one, and they add
/// up to all.
public struct ShareCounts: Hashable, Sendable {
    /// Of those in progress what is due within 14 days.
    public private(set) var dueSoon = 0
    private var counts = [Int](repeating: 0, count: ShareState.Count.allCases.count)

    public init() {}

    public subscript(count: ShareState.Count) -> Int { counts[count.place] }

    public mutating func add(_ count: ShareState.Count, _ number: Int = 1) { counts[count.place] += number }

    public mutating func add(_ share: ShareState) {
        add(share.count)
        if share.isDueSoon { dueSoon += 1 }
    }

    /// The shares of all shown occurrences of a task.
    public mutating func add(_ task: TaskState) {
        for occurrence in task.occurrences { for share in occurrence.shares { add(share) } }
    }

    mutating func add(_ other: ShareCounts, times: Int) {
        dueSoon += other.dueSoon * times
        for place in counts.indices { counts[place] += other.counts[place] * times }
    }

    public var all: Int { counts.reduce(0, +) }

    public var done: Int { self[.doneInTime] + self[.doneLate] }
}

extension ShareState.Count {
    fileprivate var place: Int {
        switch self {
        case .notBegun: 0
        case .inProgress: 1
        case .reported: 2
        case .overdue: 3
        case .doneInTime: 4
        case .doneLate: 5
        case .withoutDate: 6
        case .awaiting: 7
        case .cancelled: 8
        case .history: 9
        }
    }
}
