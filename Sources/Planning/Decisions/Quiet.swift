import Dates

/// The times at which nothing goes out: mutes and snoozes, each until the time of day at which a rule speaks again.
///
/// An instant inside waits for the end. Since of two instants the earlier never waits longer, none overtakes another.
struct Quiet {
    private let plan: Plan
    private let mutes: [Int]
    private let snoozes: [Standing.Snooze]
    private let at: TimeOfDay
    private let onWorkingDays: Bool
    /// What was missed goes out at once, whatever the hour and the day.
    private let atOnce: Bool

    init(
        _ plan: Plan, mutes: [Int], snoozes: [Standing.Snooze], at: TimeOfDay, onWorkingDays: Bool, atOnce: Bool
    ) {
        self.plan = plan
        self.mutes = mutes
        self.snoozes = snoozes
        self.at = at
        self.onWorkingDays = onWorkingDays
        self.atOnce = atOnce
    }

    /// When an instant is to go out. One on a day of a mute that drops will not, and waits for nothing.
    func pending(_ trigger: Trigger) -> Decider.Pending {
        let day = plan.siteCalendar.zone.day(at: trigger.moved)
        let mute = mutes.first { plan.mutes[$0].drops && plan.mutes[$0].from <= day && day <= plan.mutes[$0].to }
        return Decider.Pending(
            trigger: trigger, due: mute == nil ? end(of: trigger.moved) : trigger.moved, droppedBy: mute)
    }

    /// How many of these instants, which have come and are in order, are to be decided now. One that has to wait holds
    /// up those after it, unless one of them goes out on time.
    ///
    /// What was missed, and is found in a quiet time, waits for its end too.
    func countRipe(_ instants: [Decider.Pending], at now: Instant) -> Int {
        let isQuiet = makingUp(now) > now
        var count = 0
        for (i, instant) in instants.enumerated() {
            if instant.isMoot {
                if count == i { count = i + 1 }
            } else if instant.due <= now, !isQuiet || !instant.isLate(at: now) {
                count = i + 1
            }
        }
        return count
    }

    /// When an instant is decided that has not been yet, if none after it is.
    func decisive(_ instant: Decider.Pending, at now: Instant) -> Instant {
        instant.isMoot || instant.due > now ? instant.due : makingUp(now)
    }

    /// When what was missed is made up for: now, while the rule's hour of this day has passed, it is one on which the rule
    /// sends, and the office is open; else at the rule's next own time. Never in a quiet time.
    private func makingUp(_ now: Instant) -> Instant {
        var instant = end(of: now)
        while !atOnce {
            let opening = opening(onOrAfter: instant)
            if opening == instant { return instant }
            instant = end(of: opening)
            if instant == opening { return instant }
        }
        return instant
    }

    private func opening(onOrAfter instant: Instant) -> Instant {
        let siteCalendar = plan.siteCalendar
        let (day, time) = siteCalendar.zone.local(instant)
        let hours = plan.site.settings.officeHours
        if !onWorkingDays || siteCalendar.workingDay(day, earlier: false) == day {
            let own = siteCalendar.zone.instant(day, at)
            if instant <= own { return own }
            // At its own time a rule speaks also where that lies outside the office's hours.
            if instant - own <= Decider.lateAfter || hours.opens <= time && time < hours.closes { return instant }
            if time < hours.opens { return siteCalendar.zone.instant(day, hours.opens) }
        }
        return release(day + 1)
    }

    /// The instant itself; in a quiet time the end of that.
    private func end(of instant: Instant) -> Instant {
        var instant = instant
        // Each pass leaves one of them behind.
        for _ in 0...mutes.count + snoozes.count {
            let released =
                mutes.lazy.filter { plan.siteCalendar.zone.day(at: instant) >= plan.mutes[$0].from }
                .map { release(plan.mutes[$0].to + 1) }.first { $0 > instant }
                ?? snoozes.lazy.filter { $0.from <= instant }.map { release($0.until) }.first { $0 > instant }
            guard let released else { return instant }
            instant = released
        }
        return instant
    }

    /// The rule's time on a day, or on the working day after it.
    private func release(_ day: Day) -> Instant {
        plan.siteCalendar.zone.instant(onWorkingDays ? plan.siteCalendar.workingDay(day, earlier: false) : day, at)
    }
}
