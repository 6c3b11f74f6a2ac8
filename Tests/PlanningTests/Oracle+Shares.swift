import Dates
import Deadlines
import Programmes
import RuleLanguage

@testable import Planning

/// What each responsible body owes of an occurrence, from what was reported.
extension Oracle {
    /// One of the due dates that an occurrence has had.
    struct Due: Hashable {
        var number: Int
        var occurrence: Occurrence
        /// When it came into force; nil: it always was.
        var since: Instant?
    }

    struct Share {
        var body: BodyIndex?
        /// Those whose part it was, where they have ended.
        var origins: [BodyIndex]
        var status = ShareState.Status.open
        var doneOn: Day?
        var hasDocument = false
        var isLate = false
        var due: Due
    }

    /// An extension that somebody asks for, of some shares (of all where none is named) but not of those that had an
    /// answer since or asked again.
    struct Request {
        var at: Instant
        var bodies: [String]
        var until: Day
        var answered: [(body: String, at: Instant)] = []
    }

    /// A due date that was reported: the occurrence's next one.
    struct Change {
        var number: Int
        var at: Instant
        var order: Int
        var bodies: [String]
        var except: [(body: String, at: Instant)] = []
        var to: Day
        var isExtension: Bool
    }

    // MARK: Bodies

    /// The bodies that answer for what one was given, on a day: a group's members, the successors of those that have
    /// ended; each with the one whose part it was.
    func leaves(_ body: BodyIndex, on day: Day) -> [(body: BodyIndex, origin: BodyIndex)] {
        var seen: Set<[BodyIndex?]> = []
        func visit(_ index: BodyIndex, _ origin: BodyIndex?) -> [(body: BodyIndex, origin: BodyIndex)] {
            guard seen.insert([index, origin]).inserted else { return [] }
            let body = site.bodies[index]
            if let until = body.until, until <= day, let next = body.successor {
                return visit(next, origin ?? (body.members.isEmpty ? index : nil))
            }
            if body.members.isEmpty { return [(index, origin ?? index)] }
            return body.members.flatMap { visit($0, origin) }
        }
        return visit(body, nil)
    }

    /// The lead's; where it has none, and where each has to be done, the executing ones too.
    func responsible(_ p: Int, _ t: Int, on day: Day) -> [(body: BodyIndex, origins: [BodyIndex])] {
        let programme = site.programmes[p]
        let task = programme.tasks[t]
        var found: [(body: BodyIndex, origins: [BodyIndex])] = []
        func add(_ role: Role) {
            for (body, origin) in task.bodies(role).flatMap({ leaves($0, on: day) }) {
                if let place = found.firstIndex(where: { $0.body == body }) {
                    if !found[place].origins.contains(origin) { found[place].origins.append(origin) }
                } else {
                    found.append((body, [origin]))
                }
            }
        }
        add(.lead)
        // A group whose members were taken over by itself leads nobody.
        if found.isEmpty || (task.extra?.completion ?? programme.completion) == .each { add(.executing) }
        return found
    }

    /// A name in a report means a body: by its id of now or before, or as the successor of it by then.
    func means(_ name: String, _ body: BodyIndex, at instant: Instant) -> Bool {
        let all = site.bodies.indices
        guard
            let named = all.first(where: { site.bodies[$0].id == name })
                ?? all.first(where: { site.bodies[$0].was == name })
        else { return false }
        var current = body
        while current != named {
            guard let until = site.bodies[current].until, until <= zone.day(at: instant),
                let next = site.bodies[current].successor
            else { return false }
            current = next
        }
        return true
    }

    func means(_ names: [String], _ bodies: [BodyIndex], at instant: Instant) -> Bool {
        names.isEmpty || names.contains { name in bodies.contains { means(name, $0, at: instant) } }
    }

    func means(_ change: Change, _ bodies: [BodyIndex]) -> Bool {
        means(change.bodies, bodies, at: change.at)
            && !change.except.contains { except in means([except.body], bodies, at: except.at) }
    }

    /// Whether a notice about one body was about a share: it had been that one's, or is.
    private func wasOf(_ name: String, _ share: Share) -> Bool {
        let all = site.bodies.indices
        return share.origins.contains { origin in
            // From the one whose part it was to the one that has it now.
            var line = [origin]
            while let last = line.last, last != share.body, let next = site.bodies[last].successor { line.append(next) }
            return line.contains { body in
                site.bodies[body].id == name
                    || site.bodies[body].was == name && !all.contains { site.bodies[$0].id == name }
            }
        }
    }

    // MARK: Shares

    /// - Parameters:
    ///   - day: of the bodies that answer.
    ///   - instant: what was reported later is not known.
    ///   - last: nor is what was made after it.
    func shares(_ duty: Duty, on day: Day, at instant: Instant, through last: Int = .max) -> [Share] {
        let found = responsible(duty.p, duty.t, on: day)
        let known = (reports(on: duty) + reports(onTask: duty)).sorted { $0.order < $1.order }
            .filter { $0.report.at <= instant && $0.order <= last }
        if found.isEmpty { return [share(nil, [], duty, known)] }
        return found.map { share($0.body, $0.origins, duty, known) }
    }

    private func share(
        _ body: BodyIndex?, _ origins: [BodyIndex], _ duty: Duty, _ known: [(order: Int, report: Report)]
    ) -> Share {
        let due = due(origins, duty)
        let share = Share(body: body, origins: origins, due: due)
        let all = origins.isEmpty ? [fold(share, known, [], duty)] : origins.map { fold(share, known, [$0], duty) }
        // Of what several bodies left to one none may be left behind.
        let order: [ShareState.Status] = [.open, .reported, .done, .cancelled]
        for status in order { if let least = all.first(where: { $0.status == status }) { return least } }
        return all[0]
    }

    private func fold(
        _ share: Share, _ known: [(order: Int, report: Report)], _ origins: [BodyIndex], _ duty: Duty
    ) -> Share {
        var share = share
        var legal: Day?
        for (order, report) in known where means(report.bodies, origins, at: report.at) {
            switch report.kind {
            case .done, .reported:
                let status = report.kind == .done ? ShareState.Status.done : .reported
                if share.status == .done || share.status == status {
                    // Again: another day or paper may be named.
                    share.doneOn = report.on ?? share.doneOn
                    share.hasDocument = share.hasDocument || report.document != nil
                } else {
                    share.status = status
                    share.doneOn = report.on ?? zone.day(at: report.at)
                    share.hasDocument = report.document != nil
                    // In time or late is by the due date in force then.
                    legal = due(origins, duty, through: order).occurrence.legalDue
                }
                share.isLate = legal.map { share.doneOn! > $0 } ?? false
            case .confirm where share.status == .reported:
                share.status = .done
                share.hasDocument = share.hasDocument || report.document != nil
            case .giveBack where share.status == .reported: share.status = .open
            case .reopen: share.status = .open
            case .cancel: share.status = .cancelled
            default: break
            }
        }
        if share.status == .open || share.status == .cancelled {
            (share.doneOn, share.hasDocument, share.isLate) = (nil, false, false)
        }
        return share
    }

    /// Of all shares.
    func standing(_ shares: [Share]) -> ShareState.Status {
        for status in [ShareState.Status.open, .reported, .done] where shares.contains(where: { $0.status == status }) {
            return status
        }
        return .cancelled
    }

    // MARK: Due dates

    /// Those that an occurrence was given since the first.
    func dues(_ duty: Duty) -> [Change] { extensions(duty).dues }

    /// The extensions asked for that were neither granted nor refused.
    func requests(_ duty: Duty) -> [Request] { extensions(duty).requests }

    private func extensions(_ duty: Duty) -> (dues: [Change], requests: [Request]) {
        if let known = cache.dues[duty.key] { return known }
        var requests: [Request] = []
        var dues: [Change] = []
        for (order, report) in reports(on: duty) {
            /// Those of them that still ask.
            func asking(_ names: [String], _ request: Request) -> [String] {
                names.filter { name in
                    (request.bodies.isEmpty || request.bodies.contains { areSame($0, name, at: report.at) })
                        && !request.answered.contains { areSame($0.body, name, at: $0.at) }
                }
            }
            func give(_ bodies: [String], _ day: Day, isExtension: Bool = true) {
                dues.append(
                    Change(
                        number: 0, at: report.at, order: order, bodies: bodies, to: day, isExtension: isExtension))
            }
            func answer() {
                for i in requests.indices {
                    requests[i].answered += asking(report.bodies, requests[i]).map { ($0, report.at) }
                }
                requests.removeAll {
                    report.bodies.isEmpty || !$0.bodies.isEmpty && asking($0.bodies, $0).isEmpty
                }
            }
            switch report.kind {
            case .askExtension(let until, _):
                answer()
                requests.append(Request(at: report.at, bodies: report.bodies, until: until))
            case .grant:
                for request in requests {
                    let named = asking(report.bodies, request)
                    if !report.bodies.isEmpty, named.isEmpty { continue }
                    give(report.bodies.isEmpty ? request.bodies : named, request.until)
                    if report.bodies.isEmpty { dues[dues.count - 1].except = request.answered }
                }
                answer()
            case .refuse: answer()
            case .extend(let until, _):
                give(report.bodies, until)
                answer()
            case .move(_, let to): give([], to, isExtension: false)
            default: break
            }
        }
        // The first that it has, by the document or by a report, has number 0.
        let first = duty.occurrence.due == nil && !dues.contains { !$0.isExtension } ? 0 : 1
        for i in dues.indices { dues[i].number = first + i }
        cache.dues[duty.key] = (dues, requests)
        return (dues, requests)
    }

    /// Two names mean the same body.
    private func areSame(_ a: String, _ b: String, at instant: Instant) -> Bool {
        a == b || site.bodies.indices.contains { means(a, $0, at: instant) && means(b, $0, at: instant) }
    }

    func due(_ origins: [BodyIndex], _ duty: Duty, through last: Int = .max) -> Due {
        let changes = dues(duty).filter { $0.order <= last && means($0, origins) }
        guard let change = changes.last else { return Due(number: 0, occurrence: duty.occurrence, since: nil) }
        var occurrence = duty.occurrence
        // What the document says of its day (the hour, how it is read) holds of that day.
        if change.isExtension || change.to != occurrence.due {
            occurrence.due = change.to
            occurrence.dueTime = nil
            occurrence.prudentDue = move(change.to, true, earlier: true)
            occurrence.legalDue = move(change.to, true, earlier: false)
        }
        return Due(number: change.number, occurrence: occurrence, since: change.at)
    }

    /// The first due date of those that are open; where none is, of all.
    func firstDue(_ shares: [Share]) -> Due {
        let open = shares.filter { $0.status == .open }
        return (open.isEmpty ? shares : open).map(\.due).min { a, b in
            (a.occurrence.due?.number ?? .max) < (b.occurrence.due?.number ?? .max)
        }!
    }

    // MARK: What is known of one

    /// Since when and until when somebody has taken note.
    private func acknowledgements(_ known: [Report]) -> [(at: Instant, until: Instant?)] {
        var found: [(at: Instant, until: Instant?)] = []
        for report in known {
            if report.kind == .ack { found.append((report.at, nil)) }
            if report.kind == .unack, let last = found.lastIndex(where: { $0.until == nil }) {
                found[last].until = report.at
            }
        }
        return found
    }

    private func holds(_ acks: [(at: Instant, until: Instant?)], since begun: Instant, at instant: Instant) -> Bool {
        acks.contains { $0.at >= begun && $0.at <= instant && ($0.until.map { instant < $0 } ?? true) }
    }

    func isAcknowledged(_ share: Share, _ duty: Duty, since begun: Instant, at instant: Instant) -> Bool {
        let known = reports(on: duty).map(\.report).filter { means($0.bodies, share.origins, at: $0.at) }
        return holds(acknowledgements(known), since: begun, at: instant)
    }

    /// A body takes note for itself, without a share.
    func hasAcknowledged(_ body: BodyIndex, _ duty: Duty, since begun: Instant, at instant: Instant) -> Bool {
        let known = reports(on: duty).map(\.report).filter {
            $0.kind == .unack && $0.bodies.isEmpty || !$0.bodies.isEmpty && means($0.bodies, [body], at: $0.at)
        }
        return holds(acknowledgements(known), since: begun, at: instant)
    }

    /// By anybody, and not taken back.
    func isAcknowledged(_ duty: Duty) -> Bool {
        let known = reports(on: duty).map(\.report)
        let names = Set(known.flatMap(\.bodies))
        func has(_ about: (Report) -> Bool) -> Bool {
            acknowledgements(known.filter(about)).contains { $0.until == nil }
        }
        return has { $0.bodies.isEmpty }
            || names.contains { name in has { $0.bodies.contains(name) || $0.kind == .unack && $0.bodies.isEmpty } }
    }

    func progress(_ share: Share, _ duty: Duty, at instant: Instant) -> Int {
        var milli = 0
        for (_, report) in reports(on: duty)
        where report.at <= instant && means(report.bodies, share.origins, at: report.at) {
            if case .progress(let value) = report.kind { milli = value }
        }
        return milli
    }

    /// Steps of rules that went out and were about a share, under whichever due date.
    func noticesSent(_ share: Share, _ duty: Duty) -> Int {
        let programme = site.programmes[duty.p]
        let task = programme.tasks[duty.t].id
        let own = sent.filter { step in
            step.key.programme == programme.id && step.key.task == task
                && name(programme.id, task, step.key.occurrence) == duty.occurrence.id
                && (step.subjects.map { names in share.body == nil || names.contains { wasOf($0, share) } } ?? true)
        }
        return Set(own.map { "\($0.key) \($0.step) \($0.repeatNumber)" }).count
    }
}
