import Dates
import Delivery
import Diagnostics
import Engine
import Handover
import Ledger
import Planning
import Programmes

// What was reported and sent, for commands that only look.
extension OpenSite {
    /// - Returns: nil where nothing was ever recorded.
    func ledger() throws -> (any LedgerReader)? {
        do {
            return try place.openToRead()
        } catch .missing {
            return nil
        } catch {
            throw Trouble(error)
        }
    }

    /// The ledger's random name; empty where nothing was ever recorded, or by an earlier version.
    func ledgerName() throws -> String {
        guard let ledger = try ledger() else { return "" }
        do throws(LedgerError) {
            return try ledger.siteName()
        } catch {
            throw Trouble(error)
        }
    }

    /// What the ledger says; nothing where nothing was ever recorded.
    /// - Parameter instant: what was decided later is not known at it; nil: now.
    func snapshot(at instant: Instant? = nil) throws -> LedgerSnapshot {
        let instant = max(now, instant ?? now)
        do {
            return try ledger()?.snapshot(at: instant) ?? LedgerSnapshot()
        } catch let error as LedgerError {
            throw Trouble(error)
        }
    }

    /// What the ledger's parts disagree about, as a service would find it; nil: nothing.
    func ledgerFaults() throws -> [String]? {
        do {
            guard let ledger = try ledger() else { return nil }
            let faults = try ledger.disagreements()
            return faults.isEmpty ? nil : faults.map { $0.damage(of: ledger.path).text(in: .ofReader) }
        } catch let error as LedgerError {
            throw Trouble(error)
        }
    }

    /// Where nothing was ever recorded, every programme counts as loaded now.
    /// - Parameter instant: what was decided later is not known at it; nil: now.
    func memory(_ snapshot: LedgerSnapshot? = nil, at instant: Instant? = nil) throws -> Memory {
        Memory(plan, replaying: try snapshot ?? self.snapshot(at: instant), at: now, after: former)
    }

    /// As it would be where every programme was first loaded on a day.
    func memory(loadedAt day: Day) throws -> Memory {
        var memory = Memory(plan)
        let begin = zone.instant(day, .midnight)
        memory.replay(try snapshot())
        for programme in plan.site.programmes { memory.load(programme: programme.id, at: begin) }
        _ = former.map { memory.carryOver(from: $0, at: begin) } ?? memory.settle(at: begin)
        return memory
    }

    /// The ledger's rows about a task, in order.
    func entries(about state: TaskState) throws -> [LedgerRow] {
        guard let ledger = try ledger() else { return [] }
        var rows: [LedgerRow] = []
        try ledger.audit(AuditFilter(storyOf: state.taskIndex, plan)) { rows.append($0) }
        return rows
    }
}

extension Trouble {
    init(_ error: LedgerError) {
        self.init(error.wording, at: error.path ?? "/")
    }
}

extension LedgerRow {
    /// Whether it belongs to the story of an occurrence: what is about the whole task does.
    /// - Parameter isMeant: whether the occurrence was recorded under an id.
    func concernsOccurrence(where isMeant: (String) -> Bool) -> Bool {
        switch content {
        case .load, .message: true
        case .report(let report): report.occurrence.map(isMeant) ?? true
        case .notice(let notice, _): isMeant(notice.identity.occurrence)
        case .withheld(let withheld, _, _): isMeant(withheld.identity.occurrence)
        }
    }

    /// Whether it belongs to the story of a body's share: what was said of it or of all, and what it or others were told of it.
    /// - Parameter isMeant: whether the body answers for what was recorded under an id.
    func concernsBody(where isMeant: (String) -> Bool) -> Bool {
        switch content {
        case .load, .message: true
        case .report(let report): report.bodies.isEmpty || report.bodies.contains(where: isMeant)
        case .notice(let notice, _):
            isMeant(notice.identity.recipient) || notice.subjects.isEmpty || notice.subjects.contains(where: isMeant)
        case .withheld(let withheld, _, _):
            withheld.identity.recipient.isEmpty || isMeant(withheld.identity.recipient)
        }
    }

    /// When, what, and about what: for a table of three columns.
    /// - Parameter letter: what became of the letter that a notice is in, where that is known.
    func cells(_ site: OpenSite, letter: LetterState? = nil) -> [Table.Cell] {
        let (what, ink, detail): (String, Palette.Ink?, String)
        switch content {
        case .load(let programme, _):
            (what, ink, detail) = (say("nạp lần đầu", "first loaded"), .faint, programme)
        case .report(let report):
            (what, ink, detail) = (report.kind.shown, .green, report.detail(site))
        case .message(_, let recipient, let file, _):
            (what, ink, detail) = (say("thư", "message"), .faint, site.name(ofBody: recipient) + ": " + file)
        case .notice(let notice, _):
            let late = notice.late ? say(" (muộn)", " (late)") : ""
            (what, ink, detail) = (
                notice.kind.shown, notice.kind == .escalation ? .red : .cyan,
                "\(notice.identity.about) → \(site.name(ofBody: notice.identity.recipient))\(late), \(notice.identity.rule)"
                    + notice.aboutOthers(site) + (letter.map { "; " + $0.shown } ?? "")
            )
        case .withheld(let withheld, _, _):
            let more = withheld.detail.isEmpty ? "" : ": " + withheld.detail
            (what, ink, detail) = (
                say("không gửi", "not sent"), .faint,
                "\(withheld.identity.about), \(withheld.identity.rule): \(withheld.reason.shown)\(more)"
            )
        }
        return [.init(site.shown(at), .faint), .init(what, ink), .init(printable(detail))]
    }
}

extension LedgerRow {
    /// What became of the letter that a notice is in.
    func letter(_ letters: inout LetterStates) -> LetterState? {
        guard case .notice(let notice, let message) = content else { return nil }
        return letters.state(ofMessage: message, to: notice.identity.recipient)
    }
}

extension OpenSite {
    /// Of letters that were sent: where they are, and what mail servers gave back.
    func letterStates() -> LetterStates {
        let replies = (try? openReplies(loaded, global, .read))?.replies ?? []
        return LetterStates(
            inSpool: spool,
            isHandedOn: { id in
                plan.site.bodies.body(named: id).map { !Courier.ways(to: plan.site.bodies[$0]).isEmpty } ?? false
            },
            returned: Dictionary(
                replies.filter { $0.state == .undelivered }.map { ($0.letter ?? "", $0.because) },
                uniquingKeysWith: { $1 }))
    }
}

extension LetterState {
    /// "đã chuyển", "chờ chuyển (zalo)".
    var shown: String {
        func named(_ outlets: [String]) -> String {
            outlets.isEmpty ? "" : " (" + outlets.map(printable).joined(separator: ", ") + ")"
        }
        return switch place {
        case .waiting where !refused.isEmpty:
            say("thư chưa chuyển xong, không nhận", "the letter is on its way, refused") + named(refused)
        case .waiting: say("thư chờ chuyển", "the letter waits to be handed over") + named(waiting)
        case .kept: say("thư để trong hộp thư", "the letter lies in the mailbox")
        case .returned:
            say("thư bị trả lại: ", "the letter came back: ") + printable(because ?? "")
        case .passed: say("thư đã chuyển", "the letter was handed over")
        case .undeliverable: say("thư không chuyển được", "the letter is undeliverable") + named(refused)
        case .read: say("thư đã đọc", "the letter was read")
        }
    }
}

extension NoticeRecord {
    /// Whose shares it is about, where they are not the recipient's own.
    fileprivate func aboutOthers(_ site: OpenSite) -> String {
        guard !subjects.isEmpty, subjects != [identity.recipient] else { return "" }
        return say(", phần việc của ", ", shares of ") + subjects.map { site.name(ofBody: $0) }.joined(separator: ", ")
    }
}

extension NoticeIdentity {
    /// `programme/task@occurrence`; of a digest its cycle.
    var about: String { task.isEmpty ? occurrence : "\(programme)/\(task)@\(occurrence)" }
}

/// The true user behind a report, whoever it says it is by: `lan (1000)`.
func userName(_ uid: UInt32) -> String { loginName(uid).map { "\($0) (\(uid))" } ?? "\(uid)" }

extension Withheld.Reason {
    var shown: String {
        switch self {
        case .done: say("đã xong", "it was done")
        case .cancelled: say("đã hủy", "it was cancelled")
        case .reported: say("đã báo xong, chờ xác nhận", "it was reported done, to be confirmed")
        case .untilHeld: say("điều kiện dừng đã đạt", "the chain's end had come")
        case .guardFailed: say("điều kiện của quy tắc không đạt", "the rule's condition did not hold")
        case .superseded: say("có thông báo mới hơn thay thế", "a later one took its place")
        case .missed: say("đã lỡ và không gửi bù", "missed, and not made up for")
        case .muted: say("đang tạm ngưng", "muted")
        case .nothingToList: say("không có gì để tổng hợp", "nothing to list")
        case .noRecipient: say("không có nơi nhận", "nobody to send it to")
        }
    }
}
