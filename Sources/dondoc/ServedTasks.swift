import Control
import Diagnostics
import JSONText
import Planning
import Programmes

/// Tasks as a running service has them: it knows where each stands, and nobody reads 100,000 of them again.
struct ServedTasks {
    private let service: Service
    private let query: TaskQuery

    /// - Returns: nil where no service runs for the site, or something is asked that it does not answer.
    /// - Parameter isBrief: without shares and what comes next.
    init?(_ filter: TaskFilter, isBrief: Bool, _ view: ViewOptions, _ global: GlobalOptions) throws {
        let choice = filter.choice
        guard view.now == nil, choice.tag == nil, choice.priority == nil, choice.officer == nil,
            let service = try Service(global)
        else { return nil }
        self.service = service
        var query = TaskQuery()
        query.bodies = choice.body.map { [$0] } ?? []
        query.roles = choice.role.map { [$0.word] } ?? []
        query.programme = choice.programme
        query.brief = isBrief
        query.language = Language.ofReader.rawValue
        query.every = filter.all || filter.overdue || filter.dueWithin != nil || !filter.status.isEmpty
        if !filter.status.isEmpty {
            query.statuses = filter.status.map(\.rawValue)
        } else if filter.overdue || filter.dueWithin != nil {
            query.statuses = filter.overdue ? [OccurrenceStatus.overdue.rawValue] : []
            query.dueWithin = filter.dueWithin
        } else if filter.all {
            query.withEnded = true
        } else {
            query.currentOnly = true
            query.statuses = [OccurrenceStatus.open, .overdue, .awaited, .upcoming, .reported, .history].map(\.rawValue)
        }
        self.query = query
    }

    /// In the order of the programmes' files.
    func visit(_ body: ([String: JSONValue]) throws -> Void) throws {
        var query = query
        var count = 0
        repeat {
            let answer = try service.call("ListTasks", query.parameters)
            for task in answer["tasks"]?.array ?? [] {
                guard let task = task.object else { continue }
                count += 1
                guard count <= AnswerBound.rows else { throw AnswerBound.exceeded() }
                try body(task)
            }
            query.after = answer["next"]?.string
        } while query.after != nil
    }
}

extension JSONWriter {
    /// What the service answered of a task, as `list --json` has it.
    mutating func servedTask(_ task: [String: JSONValue]) {
        beginObject()
        for name in TaskRecordFields.task {
            key(name)
            guard name == "shares" else {
                value(task[name] ?? .null)
                continue
            }
            beginArray()
            for share in task[name]?.array ?? [] {
                beginObject()
                for name in TaskRecordFields.share {
                    key(name)
                    value(share[name] ?? .null)
                }
                endObject()
            }
            endArray()
        }
        endObject()
        newline()
    }
}

/// The fields of `list --json`, in their order.
private enum TaskRecordFields {
    static let task = [
        "programme", "task", "title", "deadline", "kind", "priority", "tags", "directing", "lead", "executing",
        "coordinating", "monitoring", "officer", "occurrence", "start", "due", "prudentDue", "legalDue", "status",
        "daysLeft", "daysOverdue", "acknowledged", "progressPercent", "snoozedUntil", "noticesSent", "next",
        "dueNumber", "firstDue", "subjects", "shares",
    ]
    static let share = [
        "body", "state", "count", "due", "dueNumber", "progress", "document", "documentDate", "doneOn",
        "acknowledged", "askedUntil",
    ]
}
