public import Dates
import Deadlines
import Diagnostics
import Programmes

/// Turns what a person typed into a report whose occurrence and bodies are settled.
/// - Throws: what is unknown, with the one that was likely meant; what is ambiguous, with the open shares; what would change
///   nothing, with how it stands.
public func resolveReport(
    _ demand: ReportDemand, plan: Plan, memory: Memory, now: Instant
) throws(Refusal) -> Report {
    var memory = memory
    memory.bind(to: plan)
    var report = Report(
        at: now, kind: demand.kind, on: demand.on, document: demand.document, by: demand.by, uid: demand.uid,
        note: demand.note, actor: demand.actor)
    switch demand.kind {
    case .event(let name, let day):
        try checkEvent(name, memory)
        if memory.event(name)?.on == day, demand.saysNoMore {
            throw Refusal(
                Wording(
                    vi: "sự kiện “\(name)” đã được báo, ngày \(day.wording.vi)",
                    en: "the event “\(name)” was reported already, for \(day)"), .unchanged)
        }
        return report
    case .withdraw(let name):
        try checkEvent(name, memory)
        guard memory.event(name) != nil else {
            throw Refusal(
                Wording(
                    vi: "sự kiện “\(name)” chưa được báo, không có gì để rút lại",
                    en: "the event “\(name)” was not reported: there is nothing to take back"), .unchanged)
        }
        return report
    default: break
    }
    let (path, occurrence) = split(demand.reference)
    let task = try findTask(path, plan)
    report.programme = plan.site.programmes[plan.programmeIndex(ofTask: task)].id
    report.task = plan.taskID(task)
    var resolver = ReportResolver(plan, memory, task, path, demand, at: now)
    (report.occurrence, report.bodies) = try resolver.settle(occurrence)
    if demand.kind == .done, plan.confirmation(ofTask: task) != .none { report.kind = .reported }
    return report
}

/// Settles which occurrence and whose shares a report is about.
private struct ReportResolver {
    let plan: Plan
    let memory: Memory
    let task: Int
    let path: String
    let demand: ReportDemand
    let now: Instant
    let today: Day

    init(_ plan: Plan, _ memory: Memory, _ task: Int, _ path: String, _ demand: ReportDemand, at now: Instant) {
        self.plan = plan
        self.memory = memory
        self.task = task
        self.path = path
        self.demand = demand
        self.now = now
        today = plan.siteCalendar.zone.day(at: now)
    }

    mutating func settle(_ named: String?) throws(Refusal) -> (occurrence: String?, bodies: [String]) {
        try checkDays()
        let bodies = try findBodies()
        if named == nil, bodies.isEmpty, demand.kind.mayBeOfWholeTask { return try settleWhole() }
        let occurrence = try find(named)
        let shares = memory.shares(ofTask: task, occurrence, on: today, at: now)
        let concerned = try concerned(bodies, shares, occurrence)
        try checkChange(concerned, shares, occurrence)
        // Of several that were named it is about those that it changes.
        let asBefore = shares.filter { !changes($0) }.compactMap { $0.body.map { plan.site.bodies[$0].id } }
        return (occurrence.id, concerned.filter { !asBefore.contains($0) })
    }

    private func checkDays() throws(Refusal) {
        if let on = demand.on, on > today {
            throw invalid("on", vi: "ngày \(on.wording.vi) chưa đến", en: "\(on) is still to come")
        }
        switch demand.kind {
        case .extend(let until, _), .askExtension(let until, _):
            if until < today {
                throw invalid("until", vi: "ngày \(until.wording.vi) đã qua", en: "\(until) is past")
            }
        default: break
        }
    }

    /// Those that were named, as ids.
    private func findBodies() throws(Refusal) -> [BodyIndex] {
        var found: [BodyIndex] = []
        for name in demand.bodies {
            guard let body = plan.site.bodies.body(named: name) ?? plan.resolver.body(id: name) else {
                throw unknown(
                    name, Wording(vi: "danh bạ không có cơ quan", en: "the directory has no body"),
                    among: plan.site.bodies.bodies.map(\.id))
            }
            let body1 = plan.site.bodies.successor(of: body, on: today)
            if !found.contains(body1) { found.append(body1) }
        }
        return found
    }

    // MARK: The whole task

    private func settleWhole() throws(Refusal) -> (occurrence: String?, bodies: [String]) {
        let status = memory.taskStanding(task)?.change(at: now)?.status ?? .open
        switch demand.kind {
        case .cancel:
            if !demand.all, let occurrence = memory.currentOccurrence(ofTask: task, at: now) {
                let open = memory.shares(ofTask: task, occurrence, on: today, at: now).filter { $0.status == .open }
                if open.count > 1 { throw ambiguous(open, occurrence) }
            }
            if status == .cancelled {
                throw unchanged(vi: "nhiệm vụ đã hủy từ trước", en: "the task is cancelled already")
            }
        case .reopen:
            let ended = memory.currentOccurrence(ofTask: task, at: now, of: .ended)
            if status == .open, ended == nil { throw unchanged(vi: "nhiệm vụ đang mở", en: "the task is open") }
            if let ended, let open = memory.currentOccurrence(ofTask: task, at: now), status == .open,
                memory.status(ofTask: task, ended, at: now) == .open || open == ended
            {
                throw unchanged(vi: "nhiệm vụ đang mở", en: "the task is open")
            }
        case .snooze(let until): try checkSnooze(until, memory.taskStanding(task)?.snooze)
        default: break
        }
        return (nil, [])
    }

    // MARK: The occurrence

    private func find(_ named: String?) throws(Refusal) -> Occurrence {
        if let named { return try findOccurrence(named) }
        var meant = demand.kind.current
        switch demand.kind {
        // Whoever was told may take note of it, and progress is told of what is done, too.
        case .ack where !demand.bodies.isEmpty, .progress: meant = .any
        default: break
        }
        if let found = memory.currentOccurrence(ofTask: task, at: now, of: .open), case .any = meant { return found }
        if let found = memory.currentOccurrence(ofTask: task, at: now, of: meant) { return found }
        throw unchanged(none(meant))
    }

    /// How it stands where nothing that has begun is meant.
    private func none(_ meant: Memory.CurrentOccurrence) -> Wording {
        switch meant {
        case .reported:
            return Wording(
                vi: "chưa có phần việc nào chờ xác nhận", en: "no share of it waits to be confirmed")
        case .asked: return Wording(vi: "không ai xin gia hạn", en: "nobody has asked for an extension")
        case .acknowledged: return Wording(vi: "chưa ai báo tiếp nhận", en: "nobody has acknowledged it")
        case .ended: return Wording(vi: "nhiệm vụ đang mở", en: "it is open")
        case .open, .any: break
        }
        let ended = memory.currentOccurrence(ofTask: task, at: now, of: .ended)
        let done = ended.map { standing(memory.shares(ofTask: task, $0, on: today, at: now), $0) }
        let next = nextOccurrence().map {
            Wording(
                vi: "kỳ tới \($0.id) bắt đầu \($0.start.wording.vi): ghi rõ @\($0.id)",
                en: "the next one, \($0.id), begins on \($0.start): name it, @\($0.id)")
        }
        let paper =
            demand.document == nil
            ? nil
            : ended.map {
                Wording(vi: "văn bản của kỳ ấy: ghi rõ @\($0.id)", en: "a paper for that one: name it, @\($0.id)")
            }
        let parts = [done, paper, next].compactMap(\.self)
        guard !parts.isEmpty else {
            return Wording(vi: "không có kỳ nào đang mở", en: "no occurrence of it is open")
        }
        return Wording(vi: parts.map(\.vi).joined(separator: "; "), en: parts.map(\.en).joined(separator: "; "))
    }

    /// How shares of an occurrence stand that nothing is left to be reported of.
    private func standing(_ shares: [Share], _ occurrence: Occurrence) -> Wording {
        let on = shares.compactMap(\.doneOn).max()
        let (vi, en) = (on.map { " ngày \($0.wording.vi)" } ?? "", on.map { " on \($0)" } ?? "")
        return switch shares.status {
        case .cancelled: Wording(vi: "kỳ \(occurrence.id) đã hủy\(vi)", en: "\(occurrence.id) was cancelled\(en)")
        case .reported:
            Wording(
                vi: "kỳ \(occurrence.id) đã báo xong\(vi), chờ xác nhận",
                en: "\(occurrence.id) was reported done\(en), to be confirmed")
        case .done, .open: Wording(vi: "kỳ \(occurrence.id) đã xong\(vi)", en: "\(occurrence.id) was done\(en)")
        }
    }

    private func nextOccurrence() -> Occurrence? {
        var next: Occurrence?
        for track in memory.tracks(ofTask: task) {
            var k = track.index(dueOnOrAfter: today)
            while let occurrence = track.occurrence(k) {
                k += 1
                guard occurrence.start > today else { continue }
                if next.map({ occurrence.start < $0.start }) ?? true { next = occurrence }
                break
            }
        }
        return next
    }

    private func findOccurrence(_ id: String) throws(Refusal) -> Occurrence {
        for track in memory.tracks(ofTask: task) { if let found = track.occurrence(id: id) { return found } }
        let programme = plan.site.programmes[plan.programmeIndex(ofTask: task)]
        var near: [String] = []
        for track in memory.tracks(ofTask: task) {
            var k = 0
            while let occurrence = track.occurrence(k) {
                near.append(occurrence.id)
                k += 1
                // A year ahead is as far as anyone reports.
                if occurrence.start > max(today, programme.issued) + 400 { break }
            }
        }
        throw unknown(id, Wording(vi: "\(path) không có kỳ", en: "\(path) has no occurrence"), among: near)
    }

    // MARK: The shares

    /// The ids to record: none where it is about the occurrence as a whole.
    private func concerned(
        _ bodies: [BodyIndex], _ shares: [Share], _ occurrence: Occurrence
    ) throws(Refusal) -> [String] {
        let responsible = shares.compactMap(\.body)
        for body in bodies where !responsible.contains(body) {
            switch demand.kind {
            // Whoever was told may take note of it.
            case .ack, .unack: break
            default:
                let id = plan.site.bodies[body].id
                throw invalid(
                    "bodies",
                    vi: "\(id) không có phần việc ở kỳ \(occurrence.id); có: \(names(shares))",
                    en: "\(id) has no share of \(occurrence.id); there are those of \(names(shares))")
            }
        }
        if case .snooze = demand.kind { return try snoozed(bodies, responsible, occurrence) }
        if !bodies.isEmpty { return ids(bodies) }
        if responsible.count < 2 { return [] }
        let candidates =
            switch demand.kind {
            case .done, .ack, .cancel, .reported: shares.filter { $0.status == .open }
            case .confirm, .giveBack: shares.filter { $0.status == .reported }
            case .reopen, .unack, .snooze, .progress, .extend, .askExtension, .grant, .refuse, .move, .event, .withdraw,
                .renumber, .rename:
                []
            } as [Share]
        if candidates.count > 1, !demand.all { throw ambiguous(candidates, occurrence) }
        return candidates.count == shares.count ? [] : ids(candidates.compactMap(\.body))
    }

    /// What waits is what is sent about the occurrence, to whomever: not the part of one body.
    private func snoozed(
        _ bodies: [BodyIndex], _ responsible: [BodyIndex], _ occurrence: Occurrence
    ) throws(Refusal) -> [String] {
        if let other = responsible.first(where: { !bodies.contains($0) }), !bodies.isEmpty {
            let id = plan.site.bodies[other].id
            throw invalid(
                "bodies",
                vi:
                    "tạm hoãn là hoãn nhắc cả kỳ \(occurrence.id), \(id) cũng vậy: bỏ --body, hoặc gia hạn riêng (extend)",
                en:
                    "a snooze holds back all of \(occurrence.id), \(id) too: leave --body out, or extend that share alone"
            )
        }
        return []
    }

    /// A report that would change nothing is none.
    private func checkChange(_ bodies: [String], _ shares: [Share], _ occurrence: Occurrence) throws(Refusal) {
        if case .snooze(let until) = demand.kind {
            try checkSnooze(until, memory.reports(memory.record(task, occurrence.id))?.whole.snooze)
        }
        let meant = shares.filter { share in
            bodies.isEmpty || share.body.map { bodies.contains(plan.site.bodies[$0].id) } ?? true
        }
        guard !meant.isEmpty, !meant.contains(where: changes) else { return }
        switch demand.kind {
        case .cancel:
            throw unchanged(vi: "kỳ \(occurrence.id) đã hủy từ trước", en: "\(occurrence.id) is cancelled already")
        case .reopen: throw unchanged(vi: "kỳ \(occurrence.id) đang mở", en: "\(occurrence.id) is open")
        case .confirm, .giveBack: throw unchanged(none(.reported))
        case .grant, .refuse: throw unchanged(none(.asked))
        case .extend(let until, _) where meant.contains { $0.due.due == until },
            .askExtension(let until, _) where meant.contains { $0.due.due == until }:
            throw unchanged(vi: "hạn đã là ngày \(until.wording.vi)", en: "\(until) is the due date already")
        case .askExtension(let until, _) where meant.contains { $0.request?.until == until }:
            throw unchanged(
                vi: "đã xin gia hạn đến ngày \(until.wording.vi) như vậy", en: "until \(until) is asked for already")
        default: throw unchanged(meant.count < shares.count ? standing(meant, occurrence) : none(.open))
        }
    }

    /// Whether a share stands otherwise after it.
    private func changes(_ share: Share) -> Bool {
        switch demand.kind {
        case .done, .reported:
            let isAsked = plan.confirmation(ofTask: task) != .none
            guard share.status == .done || share.status == .reported && isAsked else { return true }
            // The paper may come later, and the day may have been another.
            return demand.document.map { $0 != share.document } ?? false
                || demand.on.map { $0 != share.doneOn } ?? false
        case .cancel: return share.status != .cancelled
        case .reopen: return share.status != .open
        case .confirm, .giveBack: return share.status == .reported
        case .grant, .refuse: return share.request != nil
        case .ack: return share.status == .open
        case .askExtension(let until, let reason)
        where share.request?.until == until && share.request?.reason == reason:
            return !demand.saysNoMore
        case .extend(let until, _), .askExtension(let until, _):
            return share.due.due != until && (share.status == .open || share.status == .reported)
        // As far as before is an answer too.
        case .progress, .unack, .snooze, .move, .event, .withdraw, .renumber, .rename: return true
        }
    }

    private func checkSnooze(_ until: Day, _ known: Standing.Snooze?) throws(Refusal) {
        guard known?.until == until, today < until, demand.saysNoMore else { return }
        throw unchanged(vi: "đã hoãn nhắc đến \(until.wording.vi)", en: "it is held back until \(until) already")
    }

    private func ids(_ bodies: [BodyIndex]) -> [String] { bodies.map { plan.site.bodies[$0].id } }

    private func names(_ shares: [Share]) -> String {
        shares.compactMap(\.body).map { "\(plan.site.bodies[$0].name) (\(plan.site.bodies[$0].id))" }
            .joined(separator: ", ")
    }

    private func ambiguous(_ open: [Share], _ occurrence: Occurrence) -> Refusal {
        Refusal(
            Wording(
                vi:
                    "kỳ \(occurrence.id) có \(open.count) phần việc đang mở: \(names(open)); hãy nêu cơ quan bằng --body, "
                    + "hoặc tất cả bằng --all",
                en:
                    "\(occurrence.id) has \(open.count) open shares: \(names(open)); name a body with --body, or mean all "
                    + "with --all"),
            .ambiguous(open: ids(open.compactMap(\.body))))
    }

    private func unchanged(vi: String, en: String) -> Refusal { unchanged(Wording(vi: vi, en: en)) }

    private func unchanged(_ wording: Wording) -> Refusal { Refusal(wording, .unchanged) }

    private func invalid(_ parameter: String, vi: String, en: String) -> Refusal {
        Refusal(Wording(vi: vi, en: en), .invalid(parameter: parameter))
    }
}

/// `programme/task`, as an index into the plan.
/// - Throws: with the one that was likely meant.
public func findTask(_ reference: String, _ plan: Plan) throws(Refusal) -> Int {
    if let task = plan.task(reference: reference) { return task }
    guard let slash = reference.firstIndex(of: "/") else {
        // Its number alone; of several programmes that have it the first serves as the example.
        let meant = plan.site.programmes.lazy.map { $0.id + "/" + reference }
            .first { plan.task(reference: $0) != nil }
        throw Refusal(
            Wording(
                vi: "“\(reference)” không phải là một nhiệm vụ; hãy viết chương-trình/nhiệm-vụ, ví dụ "
                    + (meant ?? "01-KH-TU/1.1"),
                en: "“\(reference)” is not a task; write programme/task, as in " + (meant ?? "01-KH-TU/1.1")))
    }
    let id = String(reference[..<slash])
    guard let programme = plan.programmeIndex(id) else {
        // A document's number, 15/KH-UBND, has a slash of its own.
        if let meant = plan.site.programmes.first(where: { $0.number.map { reference.hasPrefix($0 + "/") } ?? false }) {
            let task = reference.dropFirst((meant.number?.count ?? 0) + 1)
            throw Refusal(
                Wording(
                    vi: "\(meant.number ?? "") là số của văn bản; hãy viết mã của chương trình: \(meant.id)/\(task)",
                    en: "\(meant.number ?? "") is the document's number; write the programme's id: \(meant.id)/\(task)")
            )
        }
        throw unknown(
            id, Wording(vi: "không có chương trình", en: "there is no programme"),
            among: plan.site.programmes.lazy.map(\.id))
    }
    throw unknown(
        String(reference[reference.index(after: slash)...]),
        Wording(vi: "\(id) không có nhiệm vụ", en: "\(id) has no task"),
        among: plan.site.programmes[programme].tasks.ids)
}

private func split(_ reference: String) -> (path: String, occurrence: String?) {
    guard let at = reference.lastIndex(of: "@") else { return (reference, nil) }
    return (String(reference[..<at]), String(reference[reference.index(after: at)...]))
}

/// An event that nothing waits for is likely mistyped.
private func checkEvent(_ name: String, _ memory: Memory) throws(Refusal) {
    let plan = memory.plan
    if plan.waiting[name] != nil { return }
    if let task = plan.task(reference: name), plan.isAwaiting(task) { return }
    if plan.rules.contains(where: { if case .event(name) = $0.start { true } else { false } }) { return }
    let waiting = events(worded: name, plan)
    if !waiting.isEmpty {
        let list = waiting.prefix(8).joined(separator: ", ") + (waiting.count > 8 ? ", …" : "")
        throw Refusal(
            Wording(
                vi: "“\(name)” là lời của thời hạn, không phải tên sự kiện; hãy nêu điều được chờ: \(list)",
                en: "“\(name)” are words of a deadline, and no event's name; name what is waited for: \(list)"))
    }
    throw unknown(
        name, Wording(vi: "không nhiệm vụ hay quy tắc nào chờ sự kiện", en: "no task and no rule waits for the event"),
        among: plan.waiting.keys.sorted(by: precedes))
}

/// The names of the events that deadlines put in these words: of each task its own, for a guidance that two wait for may be two.
private func events(worded words: String, _ plan: Plan) -> [String] {
    let wanted = fold(words, .plain)
    func says(_ deadline: Deadline) -> Bool {
        deadline.event.map { fold($0.name, .plain) == wanted } ?? false || deadline.parts.contains(where: says)
    }
    var found: [String] = []
    for task in 0..<plan.taskCount where plan.isAwaiting(task) && plan.deadlines(ofTask: task).contains(where: says) {
        let name = plan.eventName(ofTask: task)
        if !found.contains(name) { found.append(name) }
    }
    return found
}

/// - Parameter names: those that there are: where none of them is near, the first are named.
private func unknown(_ word: String, _ missing: Wording, among names: some Collection<String>) -> Refusal {
    if let meant = guessName(word, among: names)?.text {
        return Refusal(
            Wording(
                vi: "\(missing.vi) “\(word)”; có phải là “\(meant)” không?",
                en: "\(missing.en) “\(word)”; did you mean “\(meant)”?"))
    }
    let list = names.prefix(8).joined(separator: ", ") + (names.count > 8 ? ", …" : "")
    return Refusal(
        Wording(
            vi: "\(missing.vi) “\(word)”" + (names.isEmpty ? "" : "; có: \(list)"),
            en: "\(missing.en) “\(word)”" + (names.isEmpty ? "" : "; there are: \(list)")))
}

extension ReportDemand {
    /// Neither a note nor a paper goes with it.
    fileprivate var saysNoMore: Bool { note.isEmpty && document == nil }
}
