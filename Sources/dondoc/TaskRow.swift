import Dates
import Deadlines
import Diagnostics
import JSONText
import Planning
import Programmes

/// A task at one of its occurrences, as `list` and `show` speak of it.
struct TaskRow {
    let site: OpenSite
    let state: TaskState
    /// nil: nothing of it ever falls due ("khi cần thiết", an unreadable phrase).
    let occurrence: OccurrenceState?

    var programme: Programme { site.plan.site.programmes[state.programmeIndex] }
    var task: OfficeTask { site.plan.task(state.taskIndex) }
    var reference: String { site.plan.reference(state.taskIndex) }

    /// The phrases as the document has them.
    var phrases: [String] {
        programme.deadlines.indices.contains(Int(task.deadline)) ? programme.deadlines[Int(task.deadline)] : []
    }

    func names(_ role: Role) -> String { task.bodies(role).map(site.name(of:)).joined(separator: "; ") }

    /// With who has taken over from them.
    func namesToday(_ role: Role) -> String { task.bodies(role).map(site.nameToday(of:)).joined(separator: "; ") }

    var reading: String { state.deadlines.map(\.reading).joined(separator: "; ") }

    var status: OccurrenceStatus? { state.isCancelled ? .cancelled : occurrence?.status }

    var daysLeft: Int? { occurrence?.due.map { $0 - site.today } }

    /// Whether something is still to be done.
    var isOpen: Bool {
        switch status {
        case .open, .overdue, .awaited, .upcoming, .reported: true
        case .done, .cancelled, .history, nil: false
        }
    }

    /// "2/13 xong, quá hạn 5 ngày" where several bodies have a share of it.
    var standing: Table.Cell {
        let shares = occurrence?.shares ?? []
        guard shares.count > 1, !(occurrence?.status.isEnded ?? true) else { return ownStanding }
        let done = shares.count { $0.status == .done }
        let cell = ownStanding
        return .init("\(done)/\(shares.count) " + say("xong", "done") + ", " + cell.text, cell.ink)
    }

    private var ownStanding: Table.Cell {
        guard let occurrence, let status else { return .init(say("không có thời hạn", "no deadline"), .faint) }
        switch status {
        case .overdue:
            return .init(
                say(
                    "quá hạn \(occurrence.daysOverdue) ngày",
                    counted(occurrence.daysOverdue, "", "day", "days") + " overdue"),
                .red)
        case .done: return .init(say("đã xong", "done"), .green)
        case .reported: return .init(say("đã báo xong, chờ xác nhận", "reported done, to be confirmed"), .blue)
        case .cancelled: return .init(say("đã hủy", "cancelled"), .faint)
        case .history: return .init(say("đã qua", "past"), .faint)
        case .awaited: return .init(say("chờ sự kiện", "awaits its event"), .blue)
        case .upcoming: return .init(say("chưa bắt đầu", "not begun"), .faint)
        case .open:
            guard let due = occurrence.due else { return .init(withoutDue(occurrence.kind)) }
            return .init(remaining(until: due, from: site.today), due - site.today <= 14 ? .yellow : nil)
        }
    }

    private func withoutDue(_ kind: DeadlineKind) -> String {
        switch kind {
        case .continuous: say("đang thực hiện", "under way")
        case .vague: say("không có ngày", "no date")
        case .once, .recurring, .periodic, .awaiting, .asNeeded, .compound, .unreadable:
            say("chưa có hạn", "no due date yet")
        }
    }

    /// The object of `list --json`, on a line.
    var line: [UInt8] {
        var json = JSONWriter(reserving: 1024)
        json.beginObject()
        write(to: &json)
        json.endObject()
        json.newline()
        return json.bytes
    }

    /// The fields of one row of `list --json`, inside an object that is open.
    func write(to json: inout JSONWriter) {
        // It is made each time it is asked for.
        let task = task
        json.field("programme", programme.id)
        json.field("task", task.id)
        json.field("title", task.title)
        json.field("deadline", phrases)
        json.field("kind", state.deadlines.count == 1 ? state.deadlines[0].kind.rawValue : "compound")
        json.field("priority", task.priority.key)
        json.field("tags", programme.tagSets.indices.contains(Int(task.tags)) ? programme.tagSets[Int(task.tags)] : [])
        for role in Role.allCases {
            json.key(role.word)
            json.beginArray()
            for body in task.bodies(role) { json.string(site.plan.site.bodies[body].id) }
            json.endArray()
        }
        json.field("officer", task.extra?.officer?.name)
        writeOccurrence(to: &json)
    }

    func writeOccurrence(to json: inout JSONWriter) {
        json.field("occurrence", occurrence?.id)
        json.field("start", occurrence?.start)
        json.field("due", occurrence?.due)
        json.field("prudentDue", occurrence?.prudentDue)
        json.field("legalDue", occurrence?.legalDue)
        json.field("status", status?.rawValue)
        json.field("daysLeft", daysLeft)
        json.field("daysOverdue", occurrence?.daysOverdue ?? 0)
        json.field("acknowledged", occurrence?.isAcknowledged ?? false)
        json.field("progressPercent", occurrence?.progressPercent)
        json.field("snoozedUntil", occurrence?.snoozedUntil ?? state.snoozedUntil)
        json.field("noticesSent", occurrence?.noticesSent ?? 0)
        json.field("next", (occurrence.map(\.next) ?? state.next).map(site.zone.format))
        occurrence.writeShares(to: &json)
    }
}

extension TaskState {
    /// The occurrence to speak of where one stands for the task: the oldest that is overdue, else the oldest under
    /// way, else what waits to be confirmed, what is awaited, the next to begin, and at last the latest of those past.
    var current: OccurrenceState? {
        func first(_ status: OccurrenceStatus) -> OccurrenceState? { occurrences.first { $0.status == status } }
        return first(.overdue) ?? first(.open) ?? first(.reported) ?? first(.awaited) ?? first(.upcoming)
            ?? occurrences.last
    }
}

extension OccurrenceState? {
    /// Its due dates and shares, inside an object that is open.
    func writeShares(to json: inout JSONWriter) {
        json.field("dueNumber", self?.dueNumber ?? 0)
        json.field("firstDue", self?.firstDue)
        let shares = self?.shares ?? []
        json.field("subjects", shares.filter { $0.status == .open }.compactMap(\.body))
        json.key("shares")
        json.beginArray()
        for share in shares { share.write(to: &json) }
        json.endArray()
    }
}

extension ShareState {
    fileprivate func write(to json: inout JSONWriter) {
        json.beginObject()
        json.field("body", body)
        json.field("state", status.rawValue)
        json.field("count", count.rawValue)
        json.field("due", due)
        json.field("dueNumber", dueNumber)
        json.field("progress", progressPercent)
        json.field("document", document?.number)
        json.field("documentDate", document?.date)
        json.field("doneOn", doneOn)
        json.field("acknowledged", isAcknowledged)
        json.field("askedUntil", askedUntil)
        json.endObject()
    }
}
