public import Dates

/// Every notice from the beginning of one day to the end of another, each at its own instant.
/// - Parameters:
///   - reports: in any order; one at the same instant as a notice comes first.
///   - memory: nil: from the files alone, every programme first loaded on `from` at 00:00.
///   - each: called in the order of the specification.
public func simulate(
    _ plan: Plan, from: Day, through: Day, reports: [Report] = [], memory: Memory? = nil, _ each: (Notice) throws -> Void
) rethrows {}

/// The same, collected.
public func simulate(
    _ plan: Plan, from: Day, through: Day, reports: [Report] = [], memory: Memory? = nil
) -> [Notice] {
    var notices: [Notice] = []
    simulate(plan, from: from, through: through, reports: reports, memory: memory) { notices.append($0) }
    return notices
}
