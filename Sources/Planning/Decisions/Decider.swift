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

    /// An occurrence under decision, with one of its due dates, shared by the tasks of its timetable.
    struct Subject {
        var occurrence: Occurrence
        var isCompound: Bool
        /// A number of the memory, of the occurrence with the number of the due date.
        var number: UInt32
        var dueNumber = 0
        var firstDue: Day?
    }

    /// What sets a task apart, for an occurrence under one of its due dates.
    struct Apart {
        let task: Int
        let occurrence: Occurrence
        /// All that the occurrence has, as things stand now.
        let all: [Share]
        /// Those of them that have this due date.
        let shares: [Share]
        /// Something was reported of the task or the occurrence: else its shares stood at every instant as they do now.
        let isReported: Bool
        /// Of the chain under decision: when its first instant was, under this due date.
        var begun = Instant(seconds: .min)
        /// Of reports that a rule answers to, by number: whose shares each was about.
        var heard: [OccurrenceReports.HeardReport] = []

        func isResponsible(_ body: BodyIndex) -> Bool { all.contains { $0.body == body } }
    }

    /// The shares of a task's occurrences as they stood at some instants, while a decision knows of no other report.
    final class KnownShares {
        private struct Key: Hashable {
            let at: Instant
            let occurrence: Occurrence

            func hash(into hasher: inout Hasher) {
                hasher.combine(at)
                hasher.combine(occurrence.start)
            }
        }

        private var task = -1
        private var known: [Key: [Share]] = [:]

        func shares(
            ofTask task: Int, _ occurrence: Occurrence, at instant: Instant, orFrom make: () -> [Share]
        ) -> [Share] {
            if task != self.task {
                self.task = task
                known.removeAll(keepingCapacity: true)
            }
            let key = Key(at: instant, occurrence: occurrence)
            if let shares = known[key] { return shares }
            let shares = make()
            known[key] = shares
            return shares
        }
    }

    /// A missed instant is one decided later than this, in seconds.
    static let lateAfter = 300

    let plan: Plan
    let now: Instant
    let today: Day
    var memory: Memory
    var agenda: Agenda
    var subjects: [Subject] = []
    var firings: [Firing] = []
    var drafts: [NoticeDraft] = []
    var held: [WithheldDraft] = []
    var digestDrafts: [DigestDraft] = []
    var withheldDigests: [WithheldDigest] = []
    /// What went out counts from the next decision on, so that the order within one does not matter.
    var sentRecords: [UInt32] = []
    /// The same of what was about some shares alone.
    var sentParts: [(record: UInt32, step: PartialNotices.Step, bodies: [BodyIndex])] = []
    /// The bodies whose shares notices are about, where not all are.
    var subjectLists: [[BodyIndex]] = []
    /// Of the task that is looked at by itself: each rule asks for them.
    let knownShares = KnownShares()
    /// How many occurrences of a cohort were looked at under a rule, and how often a task was judged.
    var effort = 0
    /// What is to go out, about whichever task. Kept, so that one more cohort costs no allocation.
    var outgoing: [Outgoing] = []

    init(_ plan: Plan, _ memory: consuming Memory, _ agenda: consuming Agenda, at now: Instant) {
        self.plan = plan
        self.now = now
        self.memory = memory
        self.agenda = agenda
        today = plan.siteCalendar.zone.day(at: now)
    }

    mutating func run() {
        agenda.note(now)
        while let cohort = agenda.pop(through: now) { decide(cohort) }
        for digest in plan.digests.indices { decideDigest(digest) }
        for record in sentRecords { memory.countSent(Int(record), 1) }
        for part in sentParts { memory.countSent(part.record, part.step, part.bodies) }
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
            agenda.noteDecided(timetable: timetable, through: now, holdsBack: holdsBack)
        case .apart(let position):
            let task = Int(plan.columns.task[position])
            if !holdsBack, agenda.takesBack(timetable: Int(plan.columns.timetable[task]), at: now), isPlain(task) {
                return agenda.rejoin(position: position, plan, at: now)
            }
        }
        agenda.schedule(cohort, at: next)
    }

    /// The shares of an occurrence as they stood at an instant, under today's bodies.
    func shares(ofTask task: Int, _ occurrence: Occurrence, at instant: Instant) -> [Share] {
        knownShares.shares(ofTask: task, occurrence, at: instant) {
            memory.shares(ofTask: task, occurrence, on: today, at: instant)
        }
    }

    /// Adds an occurrence; the same one for all drafts about it.
    mutating func add(_ occurrence: Occurrence, isCompound: Bool, dueNumber: Int = 0, firstDue: Day? = nil) -> Int {
        subjects.append(
            Subject(
                occurrence: occurrence, isCompound: isCompound,
                number: memory.occurrenceNumber(occurrence.id, due: dueNumber), dueNumber: dueNumber,
                firstDue: firstDue ?? occurrence.due))
        return subjects.count - 1
    }

    // MARK: Many tasks at once

    /// Decides what has come of an occurrence for the shared tasks of a timetable. Of them nothing was reported.
    mutating func judgeShared(
        _ timetable: Int, _ subject: Int, _ ruleIndex: Int, _ rule: CompiledRule, _ pending: [Pending]
    ) {
        let occurrence = subjects[subject].occurrence
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
                judge(task, nil, subject, ruleIndex, pending)
            }
        }
        send(subject, ruleIndex, nil, pending)
    }

    /// Of the shared tasks of a timetable those that a mute holds back are decided by themselves.
    mutating func setApartMuted(
        _ timetable: Int, _ subject: Int, _ ruleIndex: Int, _ rule: CompiledRule, _ pending: [Pending]
    ) {
        let mutes = mutes(touching: pending, rule)
        guard !mutes.isEmpty else { return }
        for position in plan.columns.positions(ofTimetable: timetable)
        where rule.matches[position] && !agenda.isApart[position] {
            let task = Int(plan.columns.task[position])
            if isHistory(subjects[subject].occurrence, task) { continue }
            if rule.doubtful[position], !rule.condition.holds(facts(task, subject)) { continue }
            guard mutes.contains(where: { covers($0, task, subject) }),
                pending.contains(where: { !hasDecided($0.trigger, task, subject, ruleIndex) })
            else { continue }
            agenda.setApart(task: task, plan, at: now)
        }
    }

    /// It was due before its programme was chased.
    private func isHistory(_ occurrence: Occurrence, _ task: Int) -> Bool {
        occurrence.legalDue.map { $0 < agenda.chasedFrom[plan.programmeIndex(ofTask: task)] } ?? false
    }

    /// The mutes that hold back one of these instants, or what was missed until now.
    private func mutes(touching pending: [Pending], _ rule: CompiledRule) -> [Int] {
        let zone = plan.siteCalendar.zone
        return plan.mutes.indices.filter { index in
            let mute = plan.mutes[index]
            let after = rule.onWorkingDays ? plan.siteCalendar.workingDay(mute.to + 1, earlier: false) : mute.to + 1
            let end = zone.instant(after, rule.at)
            return mute.from <= today && now < end
                || pending.contains { mute.from <= zone.day(at: $0.due) && $0.due < end }
        }
    }

    private func covers(_ mute: Int, _ task: Int, _ subject: Int) -> Bool {
        plan.mutes[mute].condition?.holds(facts(task, subject)) ?? true
    }

    // MARK: One occurrence under one rule

    private func hasDecided(_ trigger: Trigger, _ task: Int, _ subject: Int, _ ruleIndex: Int) -> Bool {
        guard let record = memory.record(UInt32(task), subjects[subject].number),
            let mark = memory.markNumber(record, agenda.ruleNumbers[ruleIndex])
        else { return false }
        return memory.hasDecided(mark, trigger, plan.rules[ruleIndex])
    }

    /// Where the memory has it how far a rule is decided for an occurrence of a task.
    mutating func find(_ task: Int, _ subject: Int, _ ruleIndex: Int) -> Memory.Found {
        memory.find(UInt32(task), subjects[subject].number, rule: agenda.ruleNumbers[ruleIndex])
    }
}
