import Dates
import RuleLanguage

/// What was reported of an occurrence, or of a task as a whole.
struct Standing: Hashable, Sendable {
    /// In the order reported; open before the first.
    private(set) var changes: [Change] = []
    private(set) var acknowledged: Instant?
    private(set) var progressMilli: Int?
    private(set) var snooze: Snooze?

    struct Change: Hashable, Sendable {
        var at: Instant
        /// Its number among all reports: of two the later made holds, whatever the clock said.
        var order: Int
        var status: StatusName
    }

    struct Snooze: Hashable, Sendable {
        var from: Instant
        /// The first day of notices again.
        var until: Day
    }

    mutating func change(to status: StatusName, at instant: Instant, order: Int) {
        changes.append(Change(at: instant, order: order, status: status))
    }

    mutating func acknowledge(at instant: Instant) { acknowledged = acknowledged ?? instant }

    mutating func progress(_ milli: Int) { progressMilli = milli }

    /// One that follows another before it has ended carries it on.
    mutating func snooze(at instant: Instant, until day: Day, _ zone: Zone) {
        let from = snooze.flatMap { zone.day(at: instant) < $0.until ? $0.from : nil }
        snooze = Snooze(from: from ?? instant, until: day)
    }

    /// The last change at or before an instant.
    func change(at instant: Instant) -> Change? { changes.last { $0.at <= instant } }
}

/// Where an occurrence stands at an instant: of what was said of it and of the task as a whole, the later holds.
func status(_ occurrence: Standing?, _ task: Standing?, at instant: Instant) -> StatusName {
    let a = occurrence?.change(at: instant)
    let b = task?.change(at: instant)
    guard let a else { return b?.status ?? .open }
    guard let b, b.order > a.order else { return a.status }
    return b.status
}

/// What was reported of an occurrence and of its task as a whole.
struct Reported {
    var ofOccurrence: Standing?
    var ofTask: Standing?

    func status(at instant: Instant) -> StatusName { Planning.status(ofOccurrence, ofTask, at: instant) }
}
