import Dates
import RuleLanguage

/// How far a digest has been decided.
struct DigestMark: Sendable {
    /// Of the last instant decided.
    var nominal: Instant
    /// By name: an edited digest does not say again what it said.
    var cycles: Set<String> = []

    mutating func decide(_ cycle: String, _ nominal: Instant) {
        self.nominal = max(self.nominal, nominal)
        cycles.insert(cycle)
    }

    mutating func merge(_ other: DigestMark) {
        nominal = max(nominal, other.nominal)
        cycles.formUnion(other.cycles)
    }

    func hasDecided(_ cycle: String) -> Bool { cycles.contains(cycle) }
}

/// An instant of a digest.
struct DigestTrigger: Sendable {
    /// Counted from the cycle that 1970-01-05 lies in.
    var number: Int
    /// The cycle's first day, which names it.
    var first: Day
    var nominal: Instant
    var moved: Instant

    /// The first that has not been decided; a digest's instants before the first load do not exist.
    static func first(_ digest: CompiledDigest, _ plan: Plan, _ memory: Memory, at now: Instant) -> DigestTrigger? {
        let decided = memory.digestMarks[digest.name]?.nominal
        let from = max(decided ?? memory.earliestLoad ?? now, plan.siteCalendar.begin ?? Instant(seconds: .min))
        let number = digest.cycle.number(of: plan.siteCalendar.zone.day(at: from)) - 1
        return find(from: number, digest, plan, memory) { $0.nominal > from || decided != from && $0.nominal == from }
    }

    func next(_ digest: CompiledDigest, _ plan: Plan, _ memory: Memory) -> DigestTrigger? {
        Self.find(from: number + 1, digest, plan, memory) { _ in true }
    }

    /// Cycles that were decided under another version of the digest are passed over.
    private static func find(
        from number: Int, _ digest: CompiledDigest, _ plan: Plan, _ memory: Memory,
        where isMeant: (DigestTrigger) -> Bool
    ) -> DigestTrigger? {
        var number = number
        while let trigger = DigestTrigger(number, digest, plan) {
            let isDecided = memory.digestMarks[digest.name]?.hasDecided(digest.cycle.name(trigger.first)) ?? false
            if !isDecided, isMeant(trigger) { return trigger }
            number += 1
        }
        return nil
    }

    func trigger(_ plan: Plan) -> Trigger {
        Trigger(step: 0, repeatNumber: 0, day: plan.siteCalendar.zone.day(at: nominal), nominal: nominal, moved: moved)
    }

    private init?(_ number: Int, _ digest: CompiledDigest, _ plan: Plan) {
        let span = digest.cycle.span(number, from: Cycle.epoch)
        guard span.lowerBound <= Day.range.upperBound else { return nil }
        let siteCalendar = plan.siteCalendar
        let day = digest.cycle.day(in: span, siteCalendar)
        self.number = number
        first = span.lowerBound
        nominal = siteCalendar.zone.instant(day, digest.at)
        moved =
            digest.onWorkingDays
            ? siteCalendar.zone.instant(siteCalendar.workingDay(day, earlier: false), digest.at) : nominal
    }
}
