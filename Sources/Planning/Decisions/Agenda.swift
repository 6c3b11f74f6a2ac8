import Dates
import Deadlines
import RuleLanguage

/// Which cohort is to be looked at when: derived from a plan and a memory, and kept up to date by every decision.
///
/// Of a cohort it holds no more than that: what is to be decided then follows from the definition, see
/// ``Decider/look(at:deciding:rule:_:)``.
struct Agenda: Sendable {
    struct Entry: Comparable, Sendable {
        let at: Instant
        let cohort: Cohort

        static func < (a: Entry, b: Entry) -> Bool { a.at < b.at }
    }

    /// With stale entries: the one that counts is at ``nextShared`` or ``nextApart``.
    private var heap = Heap<Entry>()
    /// By timetable; ``never`` where nothing is to come.
    private var nextShared: [Instant] = []
    /// By position.
    private var nextApart: [UInt32: Instant] = [:]
    /// By position: the tasks that are cohorts of their own.
    private(set) var isApart: Bitset
    /// By timetable: what came until then is decided for its shared tasks.
    private var decidedShared: [Instant] = []
    /// Timetables for whose shared tasks something waits.
    private var holdingBack: Set<Int> = []
    /// By programme: an occurrence that was due before is history.
    private(set) var chasedFrom: [Day] = []
    /// The latest of them: what is due from then on is history of none.
    private(set) var allChasedFrom = Day.range.lowerBound
    /// By timetable: the earliest of its tasks'.
    private(set) var floors: [Day] = []
    /// By rule of the plan: its number in the memory.
    private(set) var ruleNumbers: [UInt32] = []
    /// The instant of the last decision, and the last instant there was a decision at: a clock may be set back.
    private var decidedAt = Instant(seconds: .min)
    private(set) var decidedThrough = Instant(seconds: .min)
    /// By digest: the next instant; nil after the last.
    var digestTriggers: [DigestTrigger?] = []

    private static let never = Instant(seconds: .max)
    /// With the next decision, whenever that is.
    private static let soon = Instant(seconds: .min)

    init(_ plan: Plan, _ memory: inout Memory, at now: Instant) {
        self.init(settingsOf: plan, &memory, at: now)
        let empty = self
        nextShared = plan.workers.map(stretchesOf: plan.timetables.count) { tables in
            tables.map { empty.firstInstant(ofTimetable: $0, plan) ?? Self.never }
        }
        heap = Heap(
            nextShared.indices.lazy.filter { [nextShared] in nextShared[$0] != Self.never }
                .map { [nextShared] in Entry(at: nextShared[$0], cohort: .shared(timetable: $0)) })
        for task in memory.reportedTasks() where Int(task) < plan.taskCount { setApart(task: Int(task), plan, at: now) }
    }

    /// With nothing to look at.
    init(settingsOf plan: Plan, _ memory: inout Memory, at now: Instant) {
        isApart = Bitset(count: plan.taskCount)
        nextShared = [Instant](repeating: Self.never, count: plan.timetables.count)
        decidedShared = [Instant](repeating: Self.soon, count: plan.timetables.count)
        holdingBack = []
        takeSettings(of: plan, &memory, at: now)
    }

    /// What of the plan's programmes and rules every decision asks.
    private mutating func takeSettings(of plan: Plan, _ memory: inout Memory, at now: Instant) {
        let today = plan.siteCalendar.zone.day(at: now)
        chasedFrom = plan.site.programmes.indices.map { memory.chasedFrom(programme: $0) ?? today }
        allChasedFrom = chasedFrom.max() ?? today
        floors = plan.timetables.indices.map { floor(ofTimetable: $0, plan) }
        ruleNumbers = plan.rules.map { memory.ruleNumber($0.name) }
        digestTriggers = plan.digests.map { DigestTrigger.first($0, plan, memory, at: now) }
    }

    private func floor(ofTimetable table: Int, _ plan: Plan) -> Day {
        plan.columns.positions(ofTimetable: table).reduce(Day.range.upperBound) { floor, position in
            min(floor, chasedFrom[Int(plan.columns.programme[Int(plan.columns.task[position])])])
        }
    }

    /// The first instant that a rule has for a task of a timetable, decided or not.
    private func firstInstant(ofTimetable table: Int, _ plan: Plan) -> Instant? {
        let positions = plan.columns.positions(ofTimetable: table)
        var first: Instant?
        for rule in plan.rules where !rule.isOnEvent && rule.matches.intersects(positions) {
            for track in plan.timetables[table].tracks {
                guard let instant = firstInstant(rule, track, from: floors[table], plan.timetables[table].issued, plan)
                else { continue }
                first = min(first ?? instant, instant)
            }
        }
        return first
    }

    private func firstInstant(
        _ rule: CompiledRule, _ track: Track, from floor: Day, _ issued: Day, _ plan: Plan
    ) -> Instant? {
        var first: Instant?
        // The legal due date may lie after the due date, by a break.
        var k = track.index(dueOnOrAfter: floor - 30)
        while let occurrence = track.occurrence(k) {
            if rule.isOfFirstOccurrence, k > 0 { break }
            var cursor = TriggerCursor(Origin(occurrence, issued: issued, isFirst: k == 0))
            k += 1
            if occurrence.legalDue ?? floor < floor || track.isRepeated(occurrence) { continue }
            guard let trigger = cursor.next(rule, plan.siteCalendar) else { continue }
            first = min(first ?? trigger.moved, trigger.moved)
            if case .every = rule.start {
                // Cycles are counted from where each occurrence starts.
                if (track.occurrence(k).map { $0.start > trigger.day }) ?? true { break }
            } else if !cursor.hasSkipped {
                break
            }
        }
        return first
    }

    // MARK: Looking

    /// A decision begins. After a clock was set back nothing waits for the end of a quiet time that has yet to begin, or
    /// for the hour at which what was missed is made up for.
    mutating func note(_ now: Instant) {
        if now < decidedAt {
            for table in nextShared.indices where nextShared[table] != Self.never {
                schedule(.shared(timetable: table), at: now)
            }
            let tasks = isApart
            tasks.visit { schedule(.apart(position: $0), at: now) }
        }
        decidedAt = now
        decidedThrough = max(decidedThrough, now)
    }

    /// The next cohort whose instant has come.
    mutating func pop(through now: Instant) -> Cohort? {
        while let top = heap.top, top.at <= now {
            _ = heap.pop()
            guard next(top.cohort) == top.at else { continue }
            schedule(top.cohort, at: nil)
            return top.cohort
        }
        return nil
    }

    /// - Parameter instant: nil: there is nothing to come.
    mutating func schedule(_ cohort: Cohort, at instant: Instant?) {
        guard next(cohort) != instant else { return }
        switch cohort.members {
        case .shared(let timetable): nextShared[timetable] = instant ?? Self.never
        case .apart(let position): nextApart[UInt32(position)] = instant
        }
        if let instant { heap.push(Entry(at: instant, cohort: cohort)) }
    }

    private func next(_ cohort: Cohort) -> Instant? {
        switch cohort.members {
        case .shared(let timetable): nextShared[timetable] == Self.never ? nil : nextShared[timetable]
        case .apart(let position): nextApart[UInt32(position)]
        }
    }

    /// When next something is to be looked at.
    mutating func next(_ plan: Plan) -> Instant? {
        while let top = heap.top {
            if next(top.cohort) == top.at {
                if hasTask(top.cohort, plan) { return top.at }
                schedule(top.cohort, at: nil)
            }
            _ = heap.pop()
        }
        return nil
    }

    /// Whether a rule means a task of a timetable that is not apart.
    func hasShared(ofTimetable table: Int, of set: Bitset, _ plan: Plan) -> Bool {
        let range = plan.columns.positions(ofTimetable: table)
        return Bitset.words(of: range).contains { set.bits(ofWord: $0, in: range) & ~isApart.words[$0] != 0 }
    }

    private func hasTask(_ cohort: Cohort, _ plan: Plan) -> Bool {
        guard case .shared(let table) = cohort.members else { return true }
        let range = plan.columns.positions(ofTimetable: table)
        return range.contains { !isApart[$0] }
    }

    // MARK: Setting apart

    /// From now on a task is decided by itself; it is looked at when next something is decided.
    mutating func setApart(task: Int, _ plan: Plan, at instant: Instant) {
        let position = Int(plan.columns.position[task])
        isApart[position] = true
        schedule(.apart(position: position), at: instant)
    }

    /// Back among the others: all that came until now is decided.
    mutating func rejoin(position: Int, _ plan: Plan, at now: Instant) {
        isApart[position] = false
        nextApart[UInt32(position)] = nil
        let table = Int(plan.columns.timetable[Int(plan.columns.task[position])])
        // A rule may mean it and none of those that were there.
        schedule(.shared(timetable: table), at: now)
    }

    /// What came until then is decided for a timetable's shared tasks.
    func decided(timetable: Int) -> Instant { decidedShared[timetable] }

    /// - Parameter holdsBack: something has come for them and waits.
    mutating func noteDecided(timetable: Int, through now: Instant, holdsBack: Bool) {
        if holdsBack {
            holdingBack.insert(timetable)
        } else {
            holdingBack.remove(timetable)
            decidedShared[timetable] = max(decidedShared[timetable], now)
        }
    }

    /// Whether a task may come back among the others of its timetable: not while something waits there that it would be
    /// set apart for again.
    func takesBack(timetable: Int, at now: Instant) -> Bool {
        now >= decidedThrough && !holdingBack.contains(timetable)
    }

    // MARK: From one plan to the next

    /// All that is known of a task that nobody edited still holds. One that was edited, or is new, is decided by itself,
    /// from the definition, and then joins the others: so a reload costs what was edited.
    /// - Returns: false where too much was edited: then it is to be derived anew.
    mutating func carry(
        from before: Plan, to plan: Plan, touched: Set<Int>, _ memory: inout Memory, at now: Instant
    ) -> Bool {
        let map = TaskMap(from: before, to: plan)
        guard let edits = map.edits, before.mutes == plan.mutes, plan.keepsTimetables(before.timetables),
            before.rules.count == plan.rules.count,
            zip(before.rules, plan.rules).allSatisfy({ $0.name == $1.name && $0.hasSameInstants($1) }),
            // Deciding a task by itself takes about thirty times as long.
            edits.tasks.count < max(64, plan.taskCount / 32)
        else { return false }
        let oldFloors = floors
        takeSettings(of: plan, &memory, at: now)
        nextShared += repeatElement(Self.never, count: plan.timetables.count - nextShared.count)
        decidedShared += repeatElement(Self.soon, count: plan.timetables.count - decidedShared.count)
        for (table, floor) in oldFloors.enumerated() where floors[table] < floor {
            // Older occurrences may be chased now.
            decidedShared[table] = Self.soon
            schedule(.shared(timetable: table), at: Self.soon)
        }
        let apart = (isApart, nextApart)
        isApart = Bitset(count: plan.taskCount)
        nextApart = [:]
        apart.0.visit { position in
            guard let task = map.unedited(Int(before.columns.task[position])) else { return }
            let next = plan.isAwaiting(task) ? Self.soon : apart.1[UInt32(position)]
            let new = Int(plan.columns.position[task])
            isApart[new] = true
            schedule(.apart(position: new), at: next)
        }
        for task in edits.tasks { setApart(task: Int(task), plan, at: Self.soon) }
        // What others wait for may have been done before the edit, under a name that nobody had until now.
        for task in memory.reportedTasks() where Int(task) < plan.taskCount && plan.isAwaiting(Int(task)) {
            setApart(task: Int(task), plan, at: Self.soon)
        }
        for task in touched { setApart(task: task, plan, at: Self.soon) }
        return true
    }
}

extension Plan {
    /// Whether the timetables of a plan before have the numbers that they had.
    func keepsTimetables(_ before: [Timetable]) -> Bool {
        before.count <= timetables.count && zip(before, timetables).allSatisfy { $0 === $1 }
    }
}

extension CompiledRule {
    /// Whether the same instants exist for the same tasks; what is sent at them, and under which guards, is asked when
    /// they come.
    fileprivate func hasSameInstants(_ other: CompiledRule) -> Bool {
        start == other.start && steps.map(\.after) == other.steps.map(\.after) && repetition == other.repetition
            && at == other.at && onWorkingDays == other.onWorkingDays && isIndependent == other.isIndependent
            && condition == other.condition && catchUp == other.catchUp
    }

    /// It has no instants before its event is reported, or what it answers to.
    var isOnEvent: Bool {
        switch start {
        case .event, .report: true
        case .offsets, .every: false
        }
    }

    /// It answers to reports, each by itself.
    var isOnReport: Bool { if case .report = start { true } else { false } }

    /// Its instants are about one due date.
    var countsFromDue: Bool { if case .offsets(_, .due, _) = start { true } else { false } }

    /// What is counted from the programme's issue concerns the first occurrence of a deadline alone.
    var isOfFirstOccurrence: Bool {
        if case .offsets(_, .issued, _) = start { true } else { false }
    }
}
