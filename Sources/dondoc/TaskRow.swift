import Dashboard
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

    /// With its colour, where a terminal shows it.
    var standing: Table.Cell {
        .init(describeStanding(occurrence, isCancelled: state.isCancelled, on: site.today).text(in: .ofReader), ink)
    }

    private var ink: Palette.Ink? {
        switch status {
        case .overdue: .red
        case .done: .green
        case .reported, .awaited: .blue
        case .cancelled, .history, .upcoming, nil: .faint
        case .open: (daysLeft ?? .max) <= 14 ? .yellow : nil
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
