public import ArgumentParser
public import Dates

/// A day as people type it: `2021-12-31` or `31/12/2021`.
extension Day: ExpressibleByArgument {
    public init?(argument: String) {
        if let day = Day(argument) {
            self = day
            return
        }
        let parts = argument.split(separator: "/", omittingEmptySubsequences: false)
        let numbers = parts.compactMap { $0.allSatisfy { "0"..."9" ~= $0 } && $0.count <= 4 ? Int($0) : nil }
        guard parts.count == 3, numbers.count == 3 else { return nil }
        self.init(year: numbers[2], month: numbers[1], day: numbers[0])
    }
}
