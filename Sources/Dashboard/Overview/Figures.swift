public import Planning

/// What a head of office asks first. Each share that counts is in just one of these.
public enum Figure: Int, Hashable, Sendable, CaseIterable {
    /// Done, by its due date.
    case inTime
    /// Done, after it.
    case late
    /// Neither done nor overdue nor due soon, with a due date: begun or not, and what was reported and waits to be confirmed.
    case inProgress
    /// Under way, and due within 14 days.
    case dueSoon
    /// The legal due date has passed.
    case overdue
    /// No due date yet: continuous, without a cadence, or its event has not happened.
    case withoutDate

    /// nil: it is cancelled, or history, and counts in none.
    public init?(_ share: ShareState) {
        switch share.count {
        case .doneInTime: self = .inTime
        case .doneLate: self = .late
        case .notBegun, .inProgress, .reported: self = share.isDueSoon ? .dueSoon : .inProgress
        case .overdue: self = .overdue
        case .withoutDate, .awaiting: self = .withoutDate
        case .cancelled, .history: return nil
        }
    }
}

/// The six figures of some shares; they add up to ``total``.
public struct Figures: Hashable, Sendable {
    private var counts = [Int](repeating: 0, count: Figure.allCases.count)
    /// Of those without a date, those whose event has not happened.
    public private(set) var awaiting = 0
    /// Shares that were let off; they are in no figure.
    public private(set) var cancelled = 0
    /// Shares that were due before the first load; they are in no figure.
    public private(set) var history = 0

    /// Nothing counted yet.
    public init() {}

    /// Of what was counted elsewhere.
    public init(
        _ counts: [Figure: Int], awaiting: Int = 0, cancelled: Int = 0, history: Int = 0
    ) {
        for (figure, count) in counts { self.counts[figure.rawValue] = count }
        (self.awaiting, self.cancelled, self.history) = (awaiting, cancelled, history)
    }

    /// How many shares are in one figure; 0 where none was added.
    public subscript(figure: Figure) -> Int { counts[figure.rawValue] }

    /// The sum of the six figures, so without what is cancelled or history.
    public var total: Int { counts.reduce(0, +) }

    /// A share must not be added twice, for nothing here knows which were.
    public mutating func add(_ share: ShareState) {
        if share.count == .awaiting { awaiting += 1 }
        if let figure = Figure(share) {
            counts[figure.rawValue] += 1
        } else if share.count == .cancelled {
            cancelled += 1
        } else {
            history += 1
        }
    }

    /// Of what has been done or is overdue, how much was done in time, in per cent, rounded down; nil where there is nothing.
    public var percentInTime: Int? {
        let concluded = self[.inTime] + self[.late] + self[.overdue]
        return concluded == 0 ? nil : self[.inTime] * 100 / concluded
    }

    /// By ``percentInTime``; ``Light/none`` where nothing has been done or fallen due.
    public var light: Light { Light(percentInTime: percentInTime) }
}

/// Red, amber, green: never shown without its word and its shape.
public enum Light: Hashable, Sendable, CaseIterable {
    case green, amber, red
    /// Nothing has been done or fallen due.
    case none

    /// From this share in time on, in per cent.
    public static let greenFrom = 90
    /// From this share in time on, in per cent; below it is red.
    public static let amberFrom = 70

    /// - Parameter percentInTime: 0…100; nil: nothing has been done or fallen due.
    public init(percentInTime: Int?) {
        switch percentInTime {
        case nil: self = .none
        case let percent? where percent >= Light.greenFrom: self = .green
        case let percent? where percent >= Light.amberFrom: self = .amber
        default: self = .red
        }
    }
}
