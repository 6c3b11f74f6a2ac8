import Dates

/// The times at which nothing goes out: mutes and snoozes, with the time of day at which it then does.
struct Quiet {
    private let plan: Plan
    private let mutes: [Int]
    private let snoozes: [Standing.Snooze]
    private let at: TimeOfDay
    private let onWorkingDays: Bool

    init(_ plan: Plan, mutes: [Int], snoozes: [Standing.Snooze], at: TimeOfDay, onWorkingDays: Bool) {
        self.plan = plan
        self.mutes = mutes
        self.snoozes = snoozes
        self.at = at
        self.onWorkingDays = onWorkingDays
    }

    /// When an instant takes effect. What was missed before a quiet time in which we are now waits for its end.
    func pending(_ beat: Beat, now: Instant) -> Decider.Pending {
        if let mute = mutes.first(where: { plan.mutes[$0].drops && contains($0, beat.moved) }) {
            return Decider.Pending(beat: beat, effective: beat.moved, droppedBy: mute)
        }
        var effective = end(of: beat.moved)
        if now - effective > Decider.lateAfter {
            let after = waitingEnd(now)
            if after > now { effective = after }
        }
        return Decider.Pending(beat: beat, effective: effective)
    }

    /// The instant itself; inside a quiet time the first day after, at the rule's time.
    private func end(of instant: Instant) -> Instant {
        var instant = instant
        // Each pass leaves one of them behind.
        for _ in 0...mutes.count + snoozes.count {
            let day: Day
            if let mute = mutes.first(where: { contains($0, instant) }) {
                day = plan.mutes[mute].to + 1
            } else if let snooze = snoozes.first(where: { holds($0, instant) }) {
                day = snooze.until
            } else {
                return instant
            }
            instant = release(day)
        }
        return instant
    }

    /// When what was missed may go out: now, or where a quiet time lasts that has not released what it held, then.
    private func waitingEnd(_ now: Instant) -> Instant {
        var instant = now
        for _ in 0...mutes.count + snoozes.count {
            let released =
                mutes.lazy.filter { plan.almanac.zone.day(at: instant) >= plan.mutes[$0].from }
                .map { release(plan.mutes[$0].to + 1) }.first { $0 > instant }
                ?? snoozes.lazy.filter { $0.from <= instant }.map { release($0.until) }.first { $0 > instant }
            guard let released else { return instant }
            instant = released
        }
        return instant
    }

    /// The rule's time on a day, or on the working day after it.
    private func release(_ day: Day) -> Instant {
        plan.almanac.zone.instant(onWorkingDays ? plan.almanac.workingDay(day, earlier: false) : day, at)
    }

    private func contains(_ mute: Int, _ instant: Instant) -> Bool {
        let day = plan.almanac.zone.day(at: instant)
        return plan.mutes[mute].from <= day && day <= plan.mutes[mute].to
    }

    private func holds(_ snooze: Standing.Snooze, _ instant: Instant) -> Bool {
        snooze.from <= instant && plan.almanac.zone.day(at: instant) < snooze.until
    }
}
