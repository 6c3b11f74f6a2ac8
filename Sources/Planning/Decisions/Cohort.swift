/// Tasks that are decided together: those of a timetable that nothing sets apart, or one that something does: a report, an
/// edit, a mute that covers it.
struct Cohort: Hashable, Sendable {
    /// The greatest bit tells a single task.
    private let code: UInt32
    private static let single: UInt32 = 1 << 31

    private init(code: UInt32) { self.code = code }

    /// Those of a timetable, by its index in the plan, that nothing sets apart.
    static func shared(timetable: Int) -> Cohort { Cohort(code: UInt32(timetable)) }

    /// The task at a position of the plan's columns.
    static func apart(position: Int) -> Cohort { Cohort(code: single | UInt32(position)) }

    enum Members {
        case shared(timetable: Int)
        case apart(position: Int)
    }

    var members: Members {
        code & Self.single == 0 ? .shared(timetable: Int(code)) : .apart(position: Int(code & ~Self.single))
    }
}
