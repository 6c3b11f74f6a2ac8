public import Dates

/// What another plan would change.
public enum PlanChange: Hashable, Sendable {
    case added(Notice)
    case dropped(Notice)
    case moved(Notice, from: Instant)
}

/// The notices of the coming time under both plans, by identity; in the order of the specification.
public func comparePlans(_ old: Plan, _ new: Plan, memory: Memory, from: Day, through: Day) -> [PlanChange] { [] }
