public import Control
import Dashboard
public import Dates
import Deadlines
import Delivery
import Diagnostics
import JSONText
import Ledger
import Planning
import Programmes
import SiteFiles

// What the control interface answers of tasks. Each answer is the JSON of its parameters.

extension Engine {
    /// A page of tasks.
    public func listTasks(_ query: TaskQuery, at now: Instant) throws(ReportFailure) -> [UInt8] {
        let selection = try TaskSelection(query, plan, outlines(at: now), searchable(), at: now)
        var found = selection.tasks()
        let total = found.count
        if query.order == .due { found.sort() }
        if let after = query.after {
            guard let cursor = TaskSelection.Place(after) else {
                throw .invalid(
                    parameter: "after", Wording(vi: "không phải là mốc của một trang", en: "is no page's end"))
            }
            found.removeAll { !(cursor < $0) }
        }
        let page = found.prefix(query.limit)
        let tasks = page.map(\.task)
        let states =
            query.brief && query.currentOnly
            ? currentStates(plan, memory, at: now, tasks: tasks)
            : taskStates(plan, memory, at: now, tasks: tasks, isForetold: !query.brief).map {
                (state: $0, occurrences: $0.occurrences.count)
            }
        var json = JSONWriter(reserving: 1 << 16)
        var named: Set<String> = []
        json.beginObject()
        json.key("tasks")
        json.beginArray()
        for (state, count) in states {
            for occurrence in selection.rows(of: state) {
                json.beginObject()
                write(state, occurrence, of: count, isBrief: query.brief, naming: &named, to: &json, at: now)
                if let language = query.language.flatMap({ Language(rawValue: $0) }) {
                    write(state, occurrence, in: language, to: &json, at: now)
                }
                json.endObject()
            }
        }
        json.endArray()
        json.field("next", found.count > query.limit ? page.last?.text : nil)
        json.field("total", total)
        writeNames(named, to: &json)
        json.endObject()
        return json.bytes
    }

    /// All about one task.
    public func describeTask(_ demand: TaskDemand, at now: Instant) throws(ReportFailure) -> [UInt8] {
        let path = String(demand.task.prefix { $0 != "@" })
        let index: Int
        do throws(Refusal) { index = try findTask(path, plan) } catch { throw ReportFailure(error) }
        let state = taskStates(plan, memory, at: now, tasks: [index])[0]
        let count = state.occurrences.count
        let wanted = demand.task.firstIndex(of: "@").map { String(demand.task[demand.task.index(after: $0)...]) }
        if let wanted, !state.occurrences.contains(where: { $0.id == wanted }) {
            throw .notFound(
                Wording(vi: "nhiệm vụ không có kỳ “\(wanted)”", en: "the task has no occurrence “\(wanted)”"))
        }
        let story = try story(of: index)
        var json = JSONWriter(reserving: 1 << 16)
        var named: Set<String> = []
        json.beginObject()
        json.key("task")
        json.beginObject()
        write(
            state, wanted.flatMap { id in state.occurrences.first { $0.id == id } } ?? state.occurrences.current,
            of: count, naming: &named, to: &json, at: now)
        json.endObject()
        writeFacts(of: state, to: &json)
        json.key("occurrences")
        json.beginArray()
        for occurrence in state.occurrences.suffix(Engine.mostOccurrences) {
            json.beginObject()
            write(state, occurrence, of: count, naming: &named, to: &json, at: now)
            json.endObject()
        }
        json.endArray()
        json.key("story")
        json.beginArray()
        for row in story {
            named.formUnion(row.bodies)
            row.write(to: &json, plan.site.settings.zone)
        }
        json.endArray()
        writeRoles(of: demand.viewers, in: index, to: &json, at: now)
        json.key("recorded")
        if let request = demand.request, let report = try? ledger.report(ofRequest: request),
            report.programme.map({ $0 + "/" + (report.task ?? "") }) == path
        {
            json.beginObject()
            report.write(to: &json)
            json.endObject()
        } else {
            json.null()
        }
        writeNames(named, to: &json)
        json.endObject()
        return json.bytes
    }

    private static let mostOccurrences = 100
    private static let longestStory = 200

    private func story(of task: Int) throws(ReportFailure) -> [LedgerRow] {
        var rows: [LedgerRow] = []
        do {
            try ledger.audit(AuditFilter(storyOf: task, plan)) { row in
                if case .withheld = row.content { return }
                rows.append(row)
                if rows.count > Engine.longestStory * 2 { rows.removeFirst(Engine.longestStory) }
            }
        } catch let error as LedgerError {
            throw .ledger(error.wording)
        } catch {
            preconditionFailure("\(error)")
        }
        return rows.suffix(Engine.longestStory)
    }

    // MARK: Parts of answers

    private func write(
        _ state: TaskState, _ occurrence: OccurrenceState?, of count: Int, isBrief: Bool = false,
        naming named: inout Set<String>, to json: inout JSONWriter, at now: Instant
    ) {
        let record = TaskRecord(plan: plan, state: state, occurrence: occurrence, now: now)
        record.write(to: &json, isBrief: isBrief)
        json.field("programmeTitle", record.programme.title)
        json.field("programmeNumber", record.programme.number)
        let isOneOfMany = count > 1 || plan.recurs(task: state.taskIndex)
        json.field("period", isOneOfMany ? period(occurrence) : "")
        json.field("occurrences", count)
        json.field("overdue", isBrief ? nil : state.occurrences.count { $0.status == .overdue })
        if isBrief { return }
        for assignment in record.task.assignments { named.insert(plan.site.bodies[assignment.body].id) }
        for share in occurrence?.shares ?? [] { if let body = share.body { named.insert(body) } }
    }

    /// In words.
    private func write(
        _ state: TaskState, _ occurrence: OccurrenceState?, in language: Language, to json: inout JSONWriter,
        at now: Instant
    ) {
        let today = loaded.site.settings.zone.day(at: now)
        let deadlines = plan.deadlines(ofTask: state.taskIndex)
        json.field("reading", deadlines.map(\.readingWording).joined(separator: "; ").text(in: language))
        json.field(
            "standing",
            describeStanding(occurrence, isCancelled: state.isCancelled, on: today).text(in: language))
    }

    /// What an occurrence is called.
    private func period(_ occurrence: OccurrenceState?) -> String {
        guard let occurrence else { return "" }
        return periodName(occurrence.id, containing: occurrence.start, loaded.site.settings.language) ?? occurrence.id
    }

    private func writeFacts(of state: TaskState, to json: inout JSONWriter) {
        let extra = plan.task(state.taskIndex).extra
        let programme = plan.site.programmes[state.programmeIndex]
        json.field("issued", programme.issued)
        json.key("target")
        if let target = extra?.target {
            json.beginObject()
            json.field("metric", target.metric)
            json.field("value", Quantity(milli: target.milli).plain)
            json.field("unit", target.unit)
            json.endObject()
        } else {
            json.null()
        }
        let confirmation = extra?.confirmation ?? programme.confirmation
        json.field("confirmation", confirmation.role?.word ?? "none")
        json.field("cancelled", state.isCancelled)
    }

    private func writeRoles(of viewers: [String], in task: Int, to json: inout JSONWriter, at now: Instant) {
        let bodies = plan.site.bodies
        var reach = BodyReach(
            viewers.compactMap(bodies.body(named:)), bodies, on: loaded.site.settings.zone.day(at: now))
        let assignments = plan.task(task).assignments
        json.field(
            "roles",
            Role.allCases.filter { role in reach.holds(assignments, [role]) }.map(\.word))
    }

    func writeNames(_ ids: Set<String>, to json: inout JSONWriter) {
        json.key("names")
        json.beginObject()
        for id in ids.sorted() {
            json.key(id)
            json.string(name(ofBody: id))
        }
        json.endObject()
    }

    func name(ofBody id: String) -> String {
        plan.site.bodies.body(named: id).map { plan.site.bodies[$0].name } ?? id
    }

    /// Where each task stands, in a few bytes: kept until something changes, or the day does.
    private func outlines(at now: Instant) -> [TaskOutline] {
        let day = loaded.site.settings.zone.day(at: now)
        if let outlines, outlines.day == day { return outlines.value }
        let value = tally.outline(plan, memory, at: now)
        outlines = (day, value)
        return value
    }

    /// What is searched for words: kept while the plan is in force.
    private func searchable() -> TaskTexts {
        if let texts { return texts }
        let texts = TaskTexts(plan)
        self.texts = texts
        return texts
    }

    // MARK: Counts

    /// How tasks stand, by who owes them and by document.
    public func describeStats(_ query: StatsQuery, at now: Instant) throws(ReportFailure) -> [UInt8] {
        let day = loaded.site.settings.zone.day(at: now)
        if counts?.day != day { counts = nil }
        if let known = counts?.value[query] { return known }
        let answer = try count(query, at: now)
        // Each office asks for its own; more than so many are not kept.
        if counts?.value.count ?? 0 >= 64 { counts = nil }
        counts = (day, (counts?.value ?? [:]).merging([query: answer]) { $1 })
        return answer
    }

    private func count(_ query: StatsQuery, at now: Instant) throws(ReportFailure) -> [UInt8] {
        let choice = try TaskSelection(query, plan, at: now)
        nonisolated(unsafe) var matching = choice
        let grouped = tally.group(plan, memory, at: now) { matching.isOfThese($0) }
        var json = JSONWriter(reserving: 1 << 14)
        json.beginObject()
        json.key("total")
        write(grouped.total, key: nil, name: "", to: &json)
        json.key("bodies")
        json.beginArray()
        for (body, counts) in grouped.bodies.sorted(by: { ($0.key?.rawValue ?? .max) < ($1.key?.rawValue ?? .max) }) {
            let found = body.map { plan.site.bodies[$0] }
            write(counts, key: found?.id, name: found?.name ?? "", to: &json)
        }
        json.endArray()
        json.key("programmes")
        json.beginArray()
        for (index, counts) in grouped.programmes.sorted(by: { $0.key < $1.key }) {
            let programme = plan.site.programmes[index]
            let name = (programme.number.map { $0 + " " } ?? "") + programme.title
            write(counts, key: programme.id, name: name, to: &json)
        }
        json.endArray()
        json.key("months")
        json.beginArray()
        let today = loaded.site.settings.zone.day(at: now)
        let first = Day(unchecked: today.year, today.month, 1)
        for (month, shares) in grouped.months.enumerated() {
            json.beginObject()
            json.field("first", first.adding(months: month))
            json.field("shares", shares)
            json.endObject()
        }
        json.endArray()
        json.endObject()
        return json.bytes
    }

    private func write(_ counts: Summary, key: String?, name: String, to json: inout JSONWriter) {
        json.beginObject()
        json.field("key", key)
        json.field("name", name)
        json.field("tasks", counts.tasks)
        json.field("shares", counts.shares.all)
        json.field("dueSoon", counts.shares.dueSoon)
        for count in ShareState.Count.allCases {
            json.key(count.rawValue)
            json.integer(counts.shares[count])
        }
        json.endObject()
    }
}

extension LedgerRow {
    /// Ids of the bodies that it names.
    fileprivate var bodies: [String] {
        switch content {
        case .load, .withheld: []
        case .report(let report): report.bodies + [report.actor?.body].compactMap(\.self)
        case .message(_, let recipient, _, _): [recipient]
        case .notice(let notice, _): [notice.identity.recipient] + notice.subjects
        }
    }
}
