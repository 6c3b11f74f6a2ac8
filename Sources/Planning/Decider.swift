import Dates
import Deadlines
import Programmes
import RuleLanguage

/// One decision in the making.
struct Decider {
    /// An instant that has come, as it concerns an occurrence.
    struct Pending {
        var trigger: Trigger
        /// After the move to a working day, and after what a mute or a snooze holds back.
        var due: Instant
        /// By its index the mute that drops it.
        var droppedBy: Int?
        /// Done or cancelled when it was due.
        var hasEnded = false

        /// It brings no notice, whenever it is decided.
        var isMoot: Bool { hasEnded || droppedBy != nil }
        var isDeferred: Bool { due != trigger.moved }

        func isLate(at now: Instant) -> Bool { now - due > Decider.lateAfter }
    }

    /// An occurrence under decision, shared by the tasks of its timetable.
    struct Subject {
        var occurrence: Occurrence
        var isCompound: Bool
        /// A number of the memory.
        var number: UInt32
    }

    /// A missed instant is one decided later than this, in seconds.
    static let lateAfter = 300

    let plan: Plan
    let now: Instant
    let today: Day
    var memory: Memory
    var agenda: Agenda
    var subjects: [Subject] = []
    var dispatches: [Dispatched] = []
    var firings: [Firing] = []
    var held: [Held] = []
    var digestFirings: [DigestFiring] = []
    var digestsHeld: [DigestHeld] = []
    /// What went out counts from the next decision on, so that the order within one does not matter.
    var sentRecords: [UInt32] = []
    // Kept, so that one more sweep, or judging one more task, costs no allocation.
    /// By their place among the instants being judged those that may go out.
    private var survivors: [Int] = []
    /// What is to go out of them, about whichever task.
    var outgoing: [Outgoing] = []

    init(_ plan: Plan, _ memory: consuming Memory, _ agenda: consuming Agenda, at now: Instant) {
        self.plan = plan
        self.now = now
        self.memory = memory
        self.agenda = agenda
        today = plan.almanac.zone.day(at: now)
    }

    mutating func run() {
        agenda.note(now)
        while let cohort = agenda.pop(through: now) { decide(cohort) }
        for digest in plan.digests.indices { decideDigest(digest) }
        for record in sentRecords { memory.countSent(Int(record), 1) }
    }

    private mutating func decide(_ cohort: Cohort) {
        var next: Instant?
        var holdsBack = false
        let again = look(at: cohort, deciding: true) { _, _, look in
            holdsBack = holdsBack || look.holdsBack
            if let instant = look.next { next = min(next ?? instant, instant) }
        }
        if let again { next = min(next ?? again, again) }
        switch cohort.members {
        case .shared(let timetable):
            if !holdsBack { agenda.noteDecided(timetable: timetable, through: now) }
        case .apart(let position):
            if !holdsBack, now >= agenda.decidedThrough, isPlain(Int(plan.columns.task[position])) {
                return agenda.rejoin(position: position, plan, at: now)
            }
        }
        agenda.schedule(cohort, at: next)
    }

    /// Adds an occurrence; the same one for all firings about it.
    mutating func add(_ occurrence: Occurrence, isCompound: Bool) -> Int {
        subjects.append(
            Subject(
                occurrence: occurrence, isCompound: isCompound, number: memory.occurrenceNumber(occurrence.id)))
        return subjects.count - 1
    }

    // MARK: Many tasks at once

    /// Decides what has come of an occurrence for the shared tasks of a timetable. Of them nothing was reported.
    mutating func judgeShared(
        _ timetable: Int, _ subject: Int, _ ruleIndex: Int, _ rule: CompiledRule, _ pending: [Pending]
    ) {
        let occurrence = subjects[subject].occurrence
        let mutes = mutes(touching: pending, rule)
        let mayBeHistory = occurrence.legalDue.map { $0 < agenda.allChasedFrom } ?? false
        let range = plan.columns.positions(ofTimetable: timetable)
        for word in Bitset.words(of: range) {
            var bits = rule.matches.bits(ofWord: word, in: range) & ~agenda.isApart.words[word]
            while bits != 0 {
                let position = word << 6 + bits.trailingZeroBitCount
                bits &= bits - 1
                let task = Int(plan.columns.task[position])
                if mayBeHistory, isHistory(occurrence, task) { continue }
                if rule.doubtful[position], !rule.condition.holds(facts(task, subject)) { continue }
                if !mutes.isEmpty, mutes.contains(where: { covers($0, task, subject) }) {
                    agenda.setApart(task: task, plan, at: now)
                    continue
                }
                judge(task, find(task, subject, ruleIndex), Reported(), subject, ruleIndex, rule, pending)
            }
        }
        send(subject, ruleIndex, rule, pending)
    }

    /// It was due before its programme was chased.
    private func isHistory(_ occurrence: Occurrence, _ task: Int) -> Bool {
        occurrence.legalDue.map { $0 < agenda.chasedFrom[plan.programmeIndex(ofTask: task)] } ?? false
    }

    /// The mutes that hold back one of these instants, or what was missed until now.
    private func mutes(touching pending: [Pending], _ rule: CompiledRule) -> [Int] {
        let zone = plan.almanac.zone
        return plan.mutes.indices.filter { index in
            let mute = plan.mutes[index]
            let after = rule.onWorkingDays ? plan.almanac.workingDay(mute.to + 1, earlier: false) : mute.to + 1
            let end = zone.instant(after, rule.at)
            return mute.from <= today && now < end
                || pending.contains { mute.from <= zone.day(at: $0.due) && $0.due < end }
        }
    }

    private func covers(_ mute: Int, _ task: Int, _ subject: Int) -> Bool {
        plan.mutes[mute].condition?.holds(facts(task, subject)) ?? true
    }

    func facts(_ task: Int, _ subject: Int) -> Facts {
        let subject = subjects[subject]
        return Facts(
            plan: plan, programme: plan.programmeIndex(ofTask: task), task: task, occurrence: subject.occurrence,
            kind: subject.occurrence.kind, isCompound: subject.isCompound, today: today)
    }

    // MARK: One occurrence under one rule

    /// What the memory has of a task, for an occurrence and a rule.
    mutating func find(_ task: Int, _ subject: Int, _ ruleIndex: Int) -> Memory.Found {
        memory.find(UInt32(task), subjects[subject].number, rule: agenda.ruleNumbers[ruleIndex])
    }

    /// Decides instants that have come, in their order; those already decided pass. What goes out is put into
    /// ``outgoing``.
    mutating func judge(
        _ task: Int, _ found: Memory.Found, _ reported: Reported, _ subject: Int, _ ruleIndex: Int,
        _ rule: CompiledRule, _ pending: [Pending]
    ) {
        let markNumber = Int(found.mark)
        var mark = memory.marks[markNumber]
        survivors.removeAll(keepingCapacity: true)
        var condition: (until: Bool, guardHolds: Bool)?
        func conclude(_ pending: Pending, _ reason: Withheld.Reason?) {
            let trigger = pending.trigger
            mark.conclude(step: trigger.step, repeatNumber: trigger.repeatNumber, nominal: trigger.nominal, held: reason)
        }
        func hold(_ pending: Pending, _ reason: Withheld.Reason, _ detail: String = "") {
            conclude(pending, reason)
            held.append(
                Held(
                    task: task, subject: subject, rule: ruleIndex, trigger: pending.trigger, reason: reason, detail: detail))
        }
        // In the memory the mark is still as it was: of several offsets that give the same instant, one decided now
        // does not hide the other.
        var olderRuns: [RepeatRun] = []
        for (i, instant) in pending.enumerated()
        where !memory.hasDecided(markNumber, instant.trigger, isIndependent: rule.isIndependent) {
            if mark.isEnded { break }
            let (step, repeatNumber) = (instant.trigger.step, instant.trigger.repeatNumber)
            let then = reported.status(at: instant.due)
            // It leaves no trace, and so is not remembered either: a memory made of rows is to be as good as this one.
            if then != .open, mark.isStopped, repeatNumber > 0 { continue }
            if let older = mark.decide(step: step, repeatNumber: repeatNumber, nominal: instant.trigger.nominal) {
                olderRuns.append(older)
            }
            let ended = then == .open ? reported.status(at: now) : then
            if ended != .open {
                hold(instant, ended == .done ? .done : .cancelled)
                continue
            }
            if rule.until != nil || rule.guardCondition != nil, condition == nil {
                var facts = facts(task, subject)
                facts.status = .open
                facts.fill(reported.ofOccurrence, memory.records[Int(found.record)])
                condition = (rule.until?.holds(facts) ?? false, rule.guardCondition?.holds(facts) ?? true)
            }
            if let mute = instant.droppedBy {
                hold(instant, .muted, plan.mutes[mute].name)
            } else if condition?.until ?? false {
                hold(instant, .untilHeld)
            } else if !(condition?.guardHolds ?? true) {
                hold(instant, .guardFailed)
            } else {
                conclude(instant, nil)
                survivors.append(i)
            }
        }
        if survivors.count == 1, !pending[survivors[0]].isLate(at: now) {
            outgoing.append(Outgoing(task: UInt32(task), found: found, instant: survivors[0], isLate: false))
        } else if !survivors.isEmpty {
            let fates = fates(survivors.map { pending[$0] }, rule.catchUp)
            for (i, fate) in zip(survivors, fates) {
                switch fate {
                case .superseded: hold(pending[i], .superseded)
                case .missed: hold(pending[i], .missed)
                case .send(let late):
                    outgoing.append(Outgoing(task: UInt32(task), found: found, instant: i, isLate: late))
                }
            }
        }
        memory.updateMark(markNumber) { $0 = mark }
        for run in olderRuns { memory.keep(run, ofMark: markNumber) }
    }

    enum Fate {
        case send(late: Bool)
        case superseded, missed
    }

    /// Of the instants of one occurrence and rule that have come together: which go out.
    func fates(_ instants: [Pending], _ catchUp: CatchUp) -> [Fate] {
        let isLate = instants.map { $0.isLate(at: now) }
        if catchUp == .all { return isLate.map { .send(late: $0) } }
        let lastPrompt = instants.indices.last { !isLate[$0] }
        let lastOfAll = instants.indices.last
        return instants.indices.map { i in
            if isLate[i] {
                if catchUp == .none { return .missed }
                return lastPrompt == nil && i == lastOfAll ? .send(late: true) : .superseded
            }
            return instants[i].isDeferred && i != lastPrompt ? .superseded : .send(late: false)
        }
    }
}

extension Facts {
    /// What was reported of the occurrence, and what went out.
    mutating func fill(_ standing: Standing?, _ record: Memory.Record?) {
        progressMilli = standing?.progressMilli ?? 0
        isAcknowledged = standing?.acknowledged != nil
        noticesSent = Int(record?.sent ?? 0)
    }
}
