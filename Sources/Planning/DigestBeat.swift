import Dates
import RuleLanguage

/// An instant of a digest.
struct DigestBeat: Sendable {
    /// Counted from the cycle that 1970-01-05 lies in.
    var number: Int
    /// The cycle's first day, which names it.
    var first: Day
    var nominal: Instant
    var moved: Instant

    /// The first that has not been decided; a digest's instants before the first load do not exist.
    static func first(_ digest: CompiledDigest, _ plan: Plan, _ memory: Memory, at now: Instant) -> DigestBeat? {
        let decided = memory.digestMarks[digest.name]
        let from = decided ?? memory.earliestLoad ?? now
        var beat = DigestBeat(digest.cycle.number(of: plan.almanac.zone.day(at: from)) - 1, digest, plan)
        while let candidate = beat {
            if candidate.nominal > from || (decided == nil && candidate.nominal == from) { break }
            beat = candidate.next(digest, plan)
        }
        return beat
    }

    func next(_ digest: CompiledDigest, _ plan: Plan) -> DigestBeat? { DigestBeat(number + 1, digest, plan) }

    func beat(_ plan: Plan) -> Beat {
        Beat(step: 0, repeatNumber: 0, day: plan.almanac.zone.day(at: nominal), nominal: nominal, moved: moved)
    }

    private init?(_ number: Int, _ digest: CompiledDigest, _ plan: Plan) {
        let span = digest.cycle.span(number, from: Cycle.epoch)
        guard span.lowerBound <= Day.range.upperBound else { return nil }
        let almanac = plan.almanac
        let day = digest.cycle.day(in: span, almanac)
        self.number = number
        first = span.lowerBound
        nominal = almanac.zone.instant(day, digest.at)
        moved =
            digest.onWorkingDays
            ? almanac.zone.instant(almanac.workingDay(day, earlier: false), digest.at) : nominal
    }
}
