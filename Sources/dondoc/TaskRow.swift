import Dashboard
import Dates
import Deadlines
import Diagnostics
import Engine
import JSONText
import Planning
import Programmes

/// A task at one of its occurrences, as `list` and `show` speak of it.
///
/// An object, for a copy of all that it holds takes longer than what a list says of it.
final class TaskRow: Sendable {
    let site: OpenSite
    let state: TaskState
    /// nil: nothing of it ever falls due ("khi cần thiết", an unreadable phrase).
    let occurrence: OccurrenceState?
    /// The task has others beside it.
    let isOneOfSeveral: Bool
    let task: OfficeTask

    init(_ site: OpenSite, _ state: TaskState, occurrence: OccurrenceState?, isOneOfSeveral: Bool = false) {
        self.site = site
        self.state = state
        self.occurrence = occurrence
        self.isOneOfSeveral = isOneOfSeveral
        task = site.plan.task(state.taskIndex)
    }

    var programme: Programme { site.plan.site.programmes[state.programmeIndex] }
    var reference: String { site.plan.reference(state.taskIndex) }

    /// The phrases as the document has them.
    var phrases: [String] {
        programme.deadlines.indices.contains(Int(task.deadline)) ? programme.deadlines[Int(task.deadline)] : []
    }

    func names(_ role: Role) -> String { task.bodies(role).map(site.name(of:)).joined(separator: "; ") }

    /// With who has taken over from them.
    func namesToday(_ role: Role) -> String { task.bodies(role).map(site.nameToday(of:)).joined(separator: "; ") }

    var reading: String { site.plan.deadlines(ofTask: state.taskIndex).map(\.reading).joined(separator: "; ") }

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

    private var ink: Palette.Ink? { TaskRow.ink(status, daysLeft: daysLeft) }

    static func ink(_ status: OccurrenceStatus?, daysLeft: Int?) -> Palette.Ink? {
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
    func write(to json: inout JSONWriter) { record.write(to: &json) }

    func writeOccurrence(to json: inout JSONWriter) { record.writeOccurrence(to: &json) }

    private var record: TaskRecord { TaskRecord(plan: site.plan, state: state, occurrence: occurrence, now: site.now) }
}
