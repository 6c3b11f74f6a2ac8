extension Plan {
    /// How many tasks a rule means: those of which some occurrence satisfies its `for`.
    /// - Returns: nil where no rule of that name is in force.
    public func taskCount(ofRule name: String, in path: String) -> Int? {
        guard let rule = rules.first(where: { $0.name == name && $0.path == path }) else { return nil }
        return (0..<rule.matches.count).count { rule.matches[$0] }
    }
}
