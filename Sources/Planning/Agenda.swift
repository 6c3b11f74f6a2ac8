import Dates
import Deadlines
import RuleLanguage

/// What is due when: derived from a plan and a memory, and kept up to date by every decision.
///
/// Tasks of which nothing was reported are *shared*: for each part of a timetable and each rule one thread per
/// occurrence runs through the instants, and an instant sweeps over all the tasks it is meant for. A task with reports,
/// or with an instant that a mute holds back, is *private*: it is decided from its own definition, by itself.
struct Agenda: Sendable {
    /// A part of a timetable under a rule.
    struct Lane: Hashable, Sendable {
        let timetable: Int32
        let track: Int32
        let rule: Int32
    }

    /// The instants of one occurrence in a lane.
    struct Thread: Sendable {
        var lane: Int32
        /// The number of the occurrence in its track.
        var number: Int32
        /// The next occurrence's thread is opened when this one first sounds.
        var isFront: Bool
        var cursor: BeatCursor
    }

    struct Entry: Comparable, Sendable {
        let at: Instant
        /// Of a thread, or the position of a private task.
        let index: UInt32

        static func < (a: Entry, b: Entry) -> Bool { (a.at, a.index) < (b.at, b.index) }
    }

    var lanes: [Lane] = []
    var threads: [Thread] = []
    private var freeThreads: [UInt32] = []
    var sharedHeap = Heap<Entry>()
    /// Threads of lanes that have no shared task at the moment, by timetable.
    var parked: [Int32: [UInt32]] = [:]
    /// By position.
    var isPrivate: Bitset
    private var privateHeap = Heap<Entry>()
    /// By position: when a private task is next looked at. Other entries of the heap are stale.
    var privateNext: [UInt32: Instant] = [:]
    /// By programme: an occurrence that was due before is history.
    private(set) var chasedFrom: [Day] = []
    /// The latest of them: what is due from then on is history of none.
    private(set) var allChasedFrom = Day.range.lowerBound
    /// By timetable: the earliest of its tasks'.
    var floors: [Day] = []
    /// By rule of the plan: its number in the memory.
    private(set) var ruleNumbers: [UInt32] = []
    /// The instant of the last decision, and the last instant there was a decision at: a clock may be set back.
    var decidedAt = Instant(seconds: .min)
    var decidedThrough = Instant(seconds: .min)
    /// By digest: the next instant; nil after the last.
    var digestBeats: [DigestBeat?] = []

    init(_ plan: Plan, _ memory: inout Memory, at now: Instant) {
        self.init(settingsOf: plan, &memory, at: now)
        let empty = self
        var parts = plan.workers.map(plan.workers.count) { empty.opening(part: $0, of: plan) }
        // Moved out, so that it grows where it lies.
        self = parts.removeFirst()
        for part in parts { join(part) }
        for task in memory.reportedTasks() where Int(task) < plan.taskCount {
            makePrivate(task: Int(task), plan, at: now)
        }
    }

    /// Without any entries.
    init(settingsOf plan: Plan, _ memory: inout Memory, at now: Instant) {
        isPrivate = Bitset(count: plan.taskCount)
        takeRules(of: plan, &memory, at: now)
        floors = plan.timetables.indices.map { floor(ofTimetable: $0, plan) }
    }

    /// With the lanes of one part of the timetables, in so many parts as there are workers: those that lie together are
    /// alike, and some take far longer than others, so that the parts take turns.
    private func opening(part: Int, of plan: Plan) -> Agenda {
        var agenda = self
        // Most lanes have one thread. Room for those of the other parts, too, costs nothing while it is not used.
        agenda.threads.reserveCapacity(3 * plan.timetables.count)
        agenda.sharedHeap.reserveCapacity(3 * plan.timetables.count)
        // Whoever takes hold of a rule counts its holders, and all workers would, in the same place: a third of the time.
        let rules = plan.rules.map { Unmanaged.passUnretained($0) }
        let turn = 256
        for first in stride(from: part * turn, to: plan.timetables.count, by: plan.workers.count * turn) {
            let tables = first..<min(first + turn, plan.timetables.count)
            // Timetable by timetable, each while it is at hand: the timetable in the upper half, the rule in the lower.
            var pairs: [UInt64] = []
            for (number, rule) in plan.rules.enumerated() where !rule.isOnEvent {
                plan.columns.forEachTimetable(in: tables, of: rule.matches) { table in
                    pairs.append(UInt64(table) << 32 | UInt64(number))
                }
            }
            pairs.sort()
            for pair in pairs {
                let (table, number) = (Int(pair >> 32), Int(pair & 0xFFFF_FFFF))
                let timetable = plan.timetables[table]
                rules[number]._withUnsafeGuaranteedRef { rule in
                    for track in timetable.tracks.indices {
                        agenda.lanes.append(Lane(timetable: Int32(table), track: Int32(track), rule: Int32(number)))
                        agenda.open(agenda.lanes.count - 1, from: nil, timetable, rule, plan)
                    }
                }
            }
        }
        return agenda
    }

    /// Takes over the lanes of other timetables, and their threads.
    private mutating func join(_ other: Agenda) {
        let (firstLane, firstThread) = (Int32(lanes.count), UInt32(threads.count))
        lanes += other.lanes
        for var thread in other.threads {
            thread.lane += firstLane
            threads.append(thread)
        }
        sharedHeap.push(
            contentsOf: other.sharedHeap.storage.lazy.map { Entry(at: $0.at, index: $0.index + firstThread) })
    }

    /// What of the plan's programmes and rules every decision asks.
    mutating func takeRules(of plan: Plan, _ memory: inout Memory, at now: Instant) {
        let today = plan.almanac.zone.day(at: now)
        chasedFrom = plan.site.programmes.map { memory.chasedFrom($0) ?? today }
        allChasedFrom = chasedFrom.max() ?? today
        ruleNumbers = plan.rules.map { memory.ruleNumber($0.name) }
        digestBeats = plan.digests.map { DigestBeat.first($0, plan, memory, at: now) }
    }

    func floor(ofTimetable table: Int, _ plan: Plan) -> Day {
        plan.columns.positions(ofTimetable: table).reduce(Day.range.upperBound) { floor, position in
            min(floor, chasedFrom[Int(plan.columns.programme[Int(plan.columns.task[position])])])
        }
    }

    /// The parts of a timetable under a rule, if it means a task of it.
    mutating func forEachLane(of plan: Plan, timetable table: Int, _ rule: Int, _ each: (inout Agenda, Lane) -> Void) {
        guard !plan.rules[rule].isOnEvent,
            plan.rules[rule].matches.intersects(plan.columns.positions(ofTimetable: table))
        else { return }
        for track in plan.timetables[table].tracks.indices {
            each(&self, Lane(timetable: Int32(table), track: Int32(track), rule: Int32(rule)))
        }
    }

    // MARK: Shared

    mutating func open(_ lane: Lane, _ plan: Plan) {
        lanes.append(lane)
        open(lanes.count - 1, from: nil, plan)
    }

    /// Opens the thread of the first occurrence after `number` that has an instant, and those after it that may sound
    /// no later.
    mutating func open(_ lane: Int, from number: Int?, _ plan: Plan) {
        let (timetable, rule) = (plan.timetables[Int(lanes[lane].timetable)], plan.rules[Int(lanes[lane].rule)])
        open(lane, from: number, timetable, rule, plan)
    }

    private mutating func open(
        _ lane: Int, from number: Int?, _ timetable: Timetable, _ rule: CompiledRule, _ plan: Plan
    ) {
        let track = timetable.tracks[Int(lanes[lane].track)]
        let floor = floors[Int(lanes[lane].timetable)]
        // The legal due date may lie after the due date, by a break.
        var k = number.map { $0 + 1 } ?? track.index(dueOnOrAfter: floor - 30)
        while let occurrence = track.occurrence(k) {
            if rule.isOfFirstOccurrence, k > 0 { return }
            if occurrence.legalDue ?? floor >= floor, !track.isRepeated(occurrence) {
                var cursor = BeatCursor(Origin(occurrence, issued: timetable.issued, isFirst: k == 0))
                if let beat = cursor.next(rule, plan.almanac) {
                    let isFront = !mayPrecede(track.occurrence(k + 1), beat, cursor, rule)
                    add(Thread(lane: Int32(lane), number: Int32(k), isFront: isFront, cursor: cursor), at: beat.moved)
                    if isFront { return }
                }
            }
            k += 1
        }
    }

    private mutating func add(_ thread: Thread, at instant: Instant) {
        if let free = freeThreads.popLast() {
            threads[Int(free)] = thread
            sharedHeap.push(Entry(at: instant, index: free))
        } else {
            sharedHeap.push(Entry(at: instant, index: UInt32(threads.count)))
            threads.append(thread)
        }
    }

    /// - Parameter number: of a lane the number it has now; negative: its threads go.
    mutating func renumberThreads(_ number: (Int32) -> Int32) {
        var kept: [Entry] = []
        kept.reserveCapacity(sharedHeap.count)
        func keep(_ index: UInt32) -> Bool {
            let lane = number(threads[Int(index)].lane)
            threads[Int(index)].lane = lane
            if lane < 0 { freeThreads.append(index) }
            return lane >= 0
        }
        for entry in sharedHeap.storage where keep(entry.index) { kept.append(entry) }
        sharedHeap = Heap(kept)
        for (table, indices) in parked {
            let left = indices.filter(keep)
            parked[table] = left.isEmpty ? nil : left
        }
    }

    /// Takes the first thread whose instant has come.
    mutating func popThread(through now: Instant) -> Int? {
        guard let top = sharedHeap.top, top.at <= now else { return nil }
        return sharedHeap.pop().map { Int($0.index) }
    }

    /// Puts a thread back with its next instant, or ends it.
    mutating func advance(_ thread: Int, to beat: Beat?) {
        if let beat {
            sharedHeap.push(Entry(at: beat.moved, index: UInt32(thread)))
        } else {
            freeThreads.append(UInt32(thread))
        }
    }

    private func hasSharedTask(_ lane: Lane, _ plan: Plan) -> Bool {
        let range = plan.columns.positions(ofTimetable: Int(lane.timetable))
        let matches = plan.rules[Int(lane.rule)].matches
        return Bitset.words(of: range).contains {
            matches.bits(ofWord: $0, in: range) & ~isPrivate.words[$0] != 0
        }
    }

    /// The next instant of a lane that has a task; threads of others are parked.
    mutating func nextShared(_ plan: Plan) -> Instant? {
        while let top = sharedHeap.top {
            let lane = lanes[Int(threads[Int(top.index)].lane)]
            if hasSharedTask(lane, plan) { return top.at }
            _ = sharedHeap.pop()
            parked[lane.timetable, default: []].append(top.index)
        }
        return nil
    }

    // MARK: Private

    /// From now on a task is decided by itself; it is looked at when next something is decided.
    mutating func makePrivate(task: Int, _ plan: Plan, at instant: Instant) {
        let position = plan.columns.position[task]
        isPrivate[Int(position)] = true
        schedule(position, at: instant)
    }

    /// A decision begins. After a clock was set back no task waits for the end of a quiet time that has yet to begin.
    mutating func note(_ now: Instant) {
        if now < decidedAt {
            let tasks = isPrivate
            tasks.visit { schedule(UInt32($0), at: now) }
        }
        decidedAt = now
        decidedThrough = max(decidedThrough, now)
    }

    mutating func forgetPrivateTasks(of plan: Plan) {
        isPrivate = Bitset(count: plan.taskCount)
        privateNext = [:]
        privateHeap = Heap()
    }

    mutating func schedule(_ position: UInt32, at instant: Instant?) {
        guard privateNext[position] != instant else { return }
        privateNext[position] = instant
        if let instant { privateHeap.push(Entry(at: instant, index: position)) }
    }

    /// Back among the others: everything up to now is decided, and their threads are no further.
    mutating func makeShared(_ position: UInt32, _ plan: Plan, at now: Instant) {
        isPrivate[Int(position)] = false
        privateNext[position] = nil
        let timetable = Int32(plan.columns.timetable[Int(plan.columns.task[Int(position)])])
        for thread in parked.removeValue(forKey: timetable) ?? [] { catchUp(Int(thread), plan, to: now) }
    }

    /// A parked thread carries on from now.
    private mutating func catchUp(_ thread: Int, _ plan: Plan, to now: Instant) {
        let lane = Int(threads[thread].lane)
        let rule = plan.rules[Int(lanes[lane].rule)]
        var beat = threads[thread].cursor.last
        while let sounded = beat, sounded.moved <= now {
            if threads[thread].isFront {
                threads[thread].isFront = false
                let count = Int(threads[thread].number)
                open(lane, from: count, plan)
            }
            beat = threads[thread].cursor.next(rule, plan.almanac)
        }
        advance(thread, to: beat)
    }

    mutating func popPrivate(through now: Instant) -> UInt32? {
        while let top = privateHeap.top, top.at <= now {
            _ = privateHeap.pop()
            if privateNext[top.index] == top.at {
                privateNext[top.index] = nil
                return top.index
            }
        }
        return nil
    }

    mutating func nextPrivate() -> Instant? {
        while let top = privateHeap.top {
            if privateNext[top.index] == top.at { return top.at }
            _ = privateHeap.pop()
        }
        return nil
    }
}

/// Whether a later occurrence may sound before an instant of the one before it: where a first step does not exist, or
/// where cycles are counted from another beginning.
private func mayPrecede(
    _ next: @autoclosure () -> Occurrence?, _ beat: Beat, _ cursor: BeatCursor, _ rule: CompiledRule
) -> Bool {
    if case .every = rule.start { return next().map { $0.start <= beat.day } ?? false }
    return cursor.hasSkipped && next() != nil
}

extension CompiledRule {
    /// It has no instants before its event is reported.
    var isOnEvent: Bool { if case .event = start { true } else { false } }

    /// What is counted from the programme's issue concerns the first occurrence of a deadline alone.
    var isOfFirstOccurrence: Bool {
        if case .offsets(_, .issued, _) = start { true } else { false }
    }
}
