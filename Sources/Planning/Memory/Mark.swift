import Dates

/// How far a rule has been decided for an occurrence.
struct Mark: Sendable {
    /// A number of ``Memory/ruleNames``.
    let rule: UInt32
    /// The mark of another rule for the same occurrence; -1 after the last.
    private(set) var next: Int32
    /// The last instant decided, by (nominal, step, repeat).
    private(set) var nominal = Instant(seconds: .min)
    private(set) var step: Int32 = -1
    private(set) var repeatNumber: Int32 = 0
    /// The first 64 steps that were decided: an edited rule does not say again what it said.
    private(set) var steps: UInt64 = 0
    /// The run of repeats (of a cycle, or of the last of a chain) to which the last one decided belongs. A step beyond
    /// the first 64 counts as repeat 0 of itself.
    private(set) var repeats = RepeatRun(step: -1, first: 0, last: 0)
    /// An edited rule counted anew: the memory keeps the runs of before.
    var hasOlderRuns = false

    /// Why the last instant decided brought no notice; nil: it went out.
    private(set) var held: Withheld.Reason?
    /// Nothing was decided yet.
    var isEmpty: Bool { step < 0 }

    /// It has ended for now, and the ledger says so: repeats pass in silence while it has.
    var isStopped: Bool {
        switch held {
        case .done, .cancelled, .reported, .untilHeld: true
        case .guardFailed, .superseded, .missed, .muted, .nothingToList, .noRecipient, nil: false
        }
    }

    init(rule: UInt32, next: Int32) {
        self.rule = rule
        self.next = next
    }

    /// As it was written down.
    init(
        rule: UInt32, next: Int32, last: (nominal: Instant, step: Int32, repeatNumber: Int32), steps: UInt64,
        repeats: RepeatRun, held: Withheld.Reason?
    ) {
        self.init(rule: rule, next: next)
        (nominal, step, repeatNumber) = last
        self.steps = steps
        self.repeats = repeats
        self.held = held
    }

    /// The marks before it stand elsewhere now.
    mutating func move(by distance: Int) { if next >= 0 { next += Int32(distance) } }

    /// - Parameter rule: of reports each stands for itself, whenever it was made.
    func hasDecided(_ trigger: Trigger, _ rule: CompiledRule) -> Bool {
        if rule.isOnReport { return hasDecided(step: trigger.step, repeatNumber: trigger.repeatNumber) }
        let isIndependent = rule.isIndependent
        if trigger.nominal < nominal { return true }
        if trigger.nominal == nominal, isIndependent || (trigger.step, trigger.repeatNumber) <= (step, repeatNumber) {
            return true
        }
        return hasDecided(step: trigger.step, repeatNumber: trigger.repeatNumber)
    }

    /// Whether an instant of this number was, under whatever version of the rule.
    func hasDecided(step: Int32, repeatNumber: Int32) -> Bool {
        repeatNumber == 0 && 0..<64 ~= step
            ? steps >> UInt64(step) & 1 != 0 : repeats.contains(step, repeatNumber)
    }

    /// - Returns: the run of repeats that this one does not carry on.
    mutating func decide(step: Int32, repeatNumber: Int32, nominal: Instant) -> RepeatRun? {
        if (nominal, step, repeatNumber) > (self.nominal, self.step, self.repeatNumber) {
            (self.nominal, self.step, self.repeatNumber) = (nominal, step, repeatNumber)
        }
        if repeatNumber == 0, 0..<64 ~= step {
            steps |= 1 << UInt64(step)
            return nil
        }
        let run = RepeatRun(step: step, first: repeatNumber, last: repeatNumber)
        if repeats.join(run) { return nil }
        defer { repeats = run }
        return repeats.step < 0 ? nil : repeats
    }

    /// What became of an instant that was decided. Rows may tell it in another order than that of the instants.
    mutating func conclude(step: Int32, repeatNumber: Int32, nominal: Instant, held reason: Withheld.Reason?) {
        if (nominal, step, repeatNumber) == (self.nominal, self.step, self.repeatNumber) { held = reason }
    }

    /// What was decided of the same under another name: a step that either has is decided.
    mutating func merge(_ other: Mark) -> RepeatRun? {
        steps |= other.steps
        if (other.nominal, other.step, other.repeatNumber) > (nominal, step, repeatNumber) {
            (nominal, step, repeatNumber, held) = (other.nominal, other.step, other.repeatNumber, other.held)
        }
        guard other.repeats.step >= 0, !repeats.join(other.repeats) else { return nil }
        defer { if repeats.step < 0 { repeats = other.repeats } }
        return repeats.step < 0 ? nil : other.repeats
    }

    /// - Returns: false where it does not adjoin the present run.
    mutating func join(_ run: RepeatRun) -> Bool { repeats.join(run) }
}
