import Dates

/// How far a rule has been decided for an occurrence.
struct Mark: Sendable {
    /// A number of ``Memory/ruleNames``.
    let rule: UInt32
    /// The mark of another rule for the same occurrence; -1 after the last.
    let next: Int32
    /// The last instant decided, by (nominal, step, repeat).
    private(set) var nominal = Instant(seconds: .min)
    private(set) var step: Int32 = -1
    private(set) var repeatNumber: Int32 = 0
    /// The steps that were decided, the first 64: an edited rule does not say again what it said.
    private var steps: UInt64 = 0
    /// The run of repeats (of a cycle, or of the last of a chain) to which the last one decided belongs.
    private var repeats = RepeatRun(step: -1, first: 0, last: 0)
    /// Its `until` held: the chain is over for good.
    var isEnded = false
    /// Done or cancelled, and said so in the ledger once: repeats pass in silence.
    var isStopped = false
    /// An edited rule counted anew: the memory keeps the runs of before.
    var hasOlderRuns = false

    /// Why the last instant decided brought no notice; nil: it went out.
    var held: Withheld.Reason?

    init(rule: UInt32, next: Int32) {
        self.rule = rule
        self.next = next
    }

    func hasDecided(_ beat: Beat, isIndependent: Bool) -> Bool {
        if beat.nominal < nominal { return true }
        if beat.nominal == nominal, isIndependent || (beat.step, beat.repeatNumber) <= (step, repeatNumber) {
            return true
        }
        if beat.repeatNumber > 0 { return repeats.contains(beat.step, beat.repeatNumber) }
        return beat.step < 64 && steps >> UInt64(beat.step) & 1 != 0
    }

    /// - Returns: the run of repeats that this one does not carry on.
    mutating func decide(step: Int32, repeatNumber: Int32, nominal: Instant) -> RepeatRun? {
        if (nominal, step, repeatNumber) > (self.nominal, self.step, self.repeatNumber) {
            (self.nominal, self.step, self.repeatNumber) = (nominal, step, repeatNumber)
        }
        if repeatNumber == 0 {
            if 0..<64 ~= step { steps |= 1 << UInt64(step) }
            return nil
        }
        let run = RepeatRun(step: step, first: repeatNumber, last: repeatNumber)
        if repeats.join(run) { return nil }
        defer { repeats = run }
        return repeats.step < 0 ? nil : repeats
    }

    /// - Returns: false where it does not adjoin the present run.
    mutating func join(_ run: RepeatRun) -> Bool { repeats.join(run) }
}
