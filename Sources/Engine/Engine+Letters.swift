public import Control
public import Dates
import Delivery
import JSONText
import Ledger
import Planning
import Programmes
import SiteFiles

// What the control interface answers of letters. Each answer is the JSON of its parameters.

extension Engine {
    /// So many letters are looked at for one page: who may see few of them is told where to go on.
    private static let mostLookedAt = 2000

    /// Letters that were sent, the newest first.
    public func listLetters(_ query: LetterQuery, at now: Instant) throws(EngineFailure) -> [UInt8] {
        var sight = LetterSight(query.viewers, plan, at: now)
        var letters: [SentLetter] = []
        var next: Int64?
        var looked = 0
        var last: Int64?
        do throws(LedgerError) {
            try ledger.letters(to: query.recipient, before: query.before) { letter in
                guard letters.count < query.limit, looked < Engine.mostLookedAt else {
                    next = last
                    return false
                }
                looked += 1
                last = letter.number
                if sight.sees(letter) { letters.append(letter) }
                return true
            }
        } catch {
            throw .ledger(error)
        }
        var json = JSONWriter(reserving: 1 << 14)
        json.beginObject()
        json.key("letters")
        json.beginArray()
        for letter in letters { write(letter, to: &json) }
        json.endArray()
        json.field("next", next.map { Int($0) })
        json.endObject()
        return json.bytes
    }

    /// A letter as it was sent.
    /// - Returns: nil: there is none of that number, or none that they may see.
    public func describeLetter(
        _ number: Int64, _ query: LetterQuery, at now: Instant
    ) throws(EngineFailure) -> [UInt8]? {
        var sight = LetterSight(query.viewers, plan, at: now)
        let letter: SentLetter?
        do throws(LedgerError) { letter = try ledger.letter(number) } catch { throw .ledger(error) }
        guard let letter, sight.sees(letter) else { return nil }
        let read = readLetter(spool: folders.spool, recipient: letter.recipient, name: letter.fileName)
        var json = JSONWriter(reserving: 1 << 14)
        json.beginObject()
        json.key("letter")
        write(letter, to: &json)
        json.field("subject", read?.subject)
        json.field("text", read?.text)
        json.endObject()
        return json.bytes
    }

    private func write(_ letter: SentLetter, to json: inout JSONWriter) {
        let kinds: [NoticeKind] = [.escalation, .reminder, .digest]
        json.beginObject()
        json.field("number", Int(letter.number))
        json.field("at", loaded.site.settings.zone.format(letter.at))
        json.field("recipient", letter.recipient)
        json.field("recipientName", name(ofBody: letter.recipient))
        json.field("kind", (kinds.first { kind in letter.notices.contains { $0.kind == kind } } ?? .reminder).rawValue)
        json.field("text", letter.notices.first?.text ?? "")
        json.field("notices", letter.notices.count)
        var tasks: [String] = []
        for notice in letter.notices where notice.kind != .digest {
            let task = notice.identity.programme + "/" + notice.identity.task
            if !tasks.contains(task), tasks.count < 50 { tasks.append(task) }
        }
        json.field("tasks", tasks)
        json.endObject()
    }
}

/// Which letters some bodies may see: their own, and those in which a task stands that they direct or monitor.
private struct LetterSight {
    private let plan: Plan
    private let isOpen: Bool
    private var reach: BodyReach

    init(_ viewers: [String], _ plan: Plan, at now: Instant) {
        self.plan = plan
        isOpen = viewers.isEmpty
        let bodies = plan.site.bodies
        reach = BodyReach(viewers.compactMap(bodies.body(named:)), bodies, on: plan.site.settings.zone.day(at: now))
    }

    mutating func sees(_ letter: SentLetter) -> Bool {
        if isOpen { return true }
        if let body = plan.site.bodies.body(named: letter.recipient), reach.holds(body) { return true }
        for notice in letter.notices where notice.kind != .digest {
            let identity = notice.identity
            guard let task = plan.taskIndex(programme: identity.programme, task: identity.task) else { continue }
            if reach.holds(plan.assignments(ofTask: task), [.directing, .monitoring]) { return true }
        }
        return false
    }
}
