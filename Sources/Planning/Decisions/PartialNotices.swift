/// What went out about some shares of an occurrence alone: the others were not told of.
struct PartialNotices: Sendable {
    struct Step: Hashable, Sendable {
        /// A number of the memory's.
        var rule: UInt32
        var step: Int32
        var repeatNumber: Int32
    }

    private(set) var steps: Set<Step> = []
    /// By body, a number of the memory's.
    private(set) var bodies: [UInt32: Set<Step>] = [:]

    init() {}

    init(steps: Set<Step>, bodies: [UInt32: Set<Step>]) {
        self.steps = steps
        self.bodies = bodies
    }

    mutating func add(_ step: Step, _ bodies: [UInt32]) {
        steps.insert(step)
        for body in bodies { self.bodies[body, default: []].insert(step) }
    }

    /// What went out of the same under another name.
    mutating func add(_ other: PartialNotices) {
        steps.formUnion(other.steps)
        bodies.merge(other.bodies) { $0.union($1) }
    }

    /// What another memory knows.
    /// - Parameters:
    ///   - rules: by the other's number of a rule.
    ///   - names: by its number of a body.
    mutating func add(_ other: PartialNotices, _ rules: [UInt32], _ names: [UInt32]) {
        func own(_ step: Step) -> Step {
            Step(rule: rules[Int(step.rule)], step: step.step, repeatNumber: step.repeatNumber)
        }
        for step in other.steps { steps.insert(own(step)) }
        for (body, known) in other.bodies { bodies[names[Int(body)], default: []].formUnion(known.map(own)) }
    }

    /// Those that were about one of the bodies.
    func count(where isMeant: (UInt32) -> Bool) -> Int {
        bodies.reduce(into: Set<Step>()) { if isMeant($1.key) { $0.formUnion($1.value) } }.count
    }
}
