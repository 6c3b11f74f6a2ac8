public import Dates
import Deadlines
public import JSONText
public import Planning
public import Programmes

/// A task at one of its occurrences, as programs are told of it: `list`, `show`, the control interface.
public struct TaskRecord {
    let plan: Plan
    let state: TaskState
    /// nil: nothing of it ever falls due.
    let occurrence: OccurrenceState?
    private let zone: Zone
    private let today: Day

    /// - Parameter occurrence: one of `state`'s; nil: nothing of the task ever falls due.
    public init(plan: Plan, state: TaskState, occurrence: OccurrenceState?, now: Instant) {
        self.plan = plan
        self.state = state
        self.occurrence = occurrence
        zone = plan.site.settings.zone
        today = zone.day(at: now)
    }

    var programme: Programme { plan.site.programmes[state.programmeIndex] }
    var task: OfficeTask { plan.task(state.taskIndex) }

    /// The phrases as the document has them.
    private func phrases(_ task: OfficeTask) -> [String] {
        programme.deadlines.indices.contains(Int(task.deadline)) ? programme.deadlines[Int(task.deadline)] : []
    }

    private var status: OccurrenceStatus? { state.isCancelled ? .cancelled : occurrence?.status }

    private var daysLeft: Int? { occurrence?.due.map { $0 - today } }

    /// The fields of one row of `list --json`, inside an object that is open.
    /// - Parameter isBrief: without its shares.
    public func write(to json: inout JSONWriter, isBrief: Bool = false) {
        // It is made each time it is asked for.
        let task = task
        json.field("programme", programme.id)
        json.field("task", task.id)
        json.field("title", task.title)
        json.field("deadline", phrases(task))
        json.field("kind", state.deadlineKind.rawValue)
        json.field("priority", task.priority.key)
        json.field("tags", programme.tagSets.indices.contains(Int(task.tags)) ? programme.tagSets[Int(task.tags)] : [])
        for role in Role.allCases {
            json.key(role.word)
            json.beginArray()
            for body in task.bodies(role) { json.string(plan.site.bodies[body].id) }
            json.endArray()
        }
        json.field("officer", task.extra?.officer?.name)
        writeOccurrence(to: &json, isBrief: isBrief)
    }

    /// The fields that differ between rows of one task, inside an object that is open.
    public func writeOccurrence(to json: inout JSONWriter, isBrief: Bool = false) {
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
        json.field("next", (occurrence.map(\.next) ?? state.next).map(zone.format))
        occurrence.writeShares(to: &json, isBrief: isBrief)
    }
}

extension OccurrenceState? {
    /// Its due dates and shares, inside an object that is open.
    /// - Parameter isBrief: as if it had none.
    public func writeShares(to json: inout JSONWriter, isBrief: Bool = false) {
        json.field("dueNumber", self?.dueNumber ?? 0)
        json.field("firstDue", self?.firstDue)
        let shares = isBrief ? [] : self?.shares ?? []
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

extension Priority {
    /// As programs are told of it.
    public var key: String {
        switch self {
        case .low: "low"
        case .normal: "normal"
        case .high: "high"
        case .urgent: "urgent"
        }
    }
}
