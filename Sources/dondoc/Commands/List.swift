import ArgumentParser
import Dates
import Diagnostics
import JSONText
import Planning
import Programmes

/// `dondoc list`: the tasks, each with its deadline as written and as read, and where it stands.
struct List: ParsableCommand {
    static var configuration: CommandConfiguration {
        CommandConfiguration(
            commandName: "list",
            abstract: say("Liệt kê nhiệm vụ: thời hạn, cách hiểu, tình trạng.", "Lists the tasks and where they stand.")
        )
    }

    @OptionGroup var global: GlobalOptions
    @OptionGroup var view: ViewOptions

    @OptionGroup var filter: TaskFilter

    @Flag(help: .words("Mỗi phần việc của từng cơ quan một dòng.", "A line for each share of a body."))
    var shares = false

    @Option(
        help: .words(
            "Xếp theo hạn, thay vì theo văn bản.", "By due date, and not as the documents have it.", value: "due"))
    var sort: Order?

    enum Order: String, ExpressibleByArgument, CaseIterable { case due }

    func run() throws {
        let console = global.console()
        if !shares || global.json, let served = try ServedTasks(filter, isBrief: !global.json, view, global) {
            try show(served, on: console)
            return try console.end()
        }
        let site = try OpenSite(global, asOf: view.now)
        if global.json {
            for line in ordered(try filter.map(of: site) { ($0.occurrence?.due, $0.line) }) { console.write(line) }
        } else {
            // Tables do not say what comes next.
            let entries = try filter.map(of: site, isForetold: false) { ($0.occurrence?.due, entry($0)) }
            show(ordered(entries), site, on: console)
        }
        try console.end()
    }

    /// As it was asked for: what has no due date comes last.
    private func ordered<Content>(_ rows: [(due: Day?, content: Content)]) -> [Content] {
        guard sort == .due else { return rows.map(\.content) }
        func key(_ place: Int) -> (Int32, Int) { (rows[place].due?.number ?? .max, place) }
        return rows.indices.sorted { key($0) < key($1) }.map { rows[$0].content }
    }

    /// The occurrence, where there is something to tell apart.
    private func period(_ row: TaskRow) -> String {
        guard let occurrence = row.occurrence else { return "" }
        return occurrence.due != nil || row.isOneOfSeveral ? printable(occurrence.id) : ""
    }

    /// What the service answers.
    private func show(_ served: ServedTasks, on console: Console) throws {
        var tasks: [[String: JSONValue]] = []
        try served.visit { task in
            guard sort == nil, global.json else { return tasks.append(task) }
            var json = JSONWriter(reserving: 1024)
            json.servedTask(task)
            console.write(json.bytes)
        }
        tasks = ordered(tasks.map { ($0["due"]?.string.flatMap { Day($0) }, $0) })
        guard !global.json else {
            for task in tasks {
                var json = JSONWriter(reserving: 1024)
                json.servedTask(task)
                console.write(json.bytes)
            }
            return
        }
        var table = makeTable()
        var programme: String?
        for task in tasks {
            func text(_ key: String) -> String { task[key]?.string ?? "" }
            let phrases = (task["deadline"]?.array ?? []).compactMap(\.string)
            if sort == nil, text("programme") != programme {
                programme = text("programme")
                table.add(heading: heading(text("programme"), text("programmeTitle"), task["programmeNumber"]?.string))
            }
            let isPeriod = task["due"]?.string != nil || task["occurrences"]?.integer ?? 0 > 1
            table.add([
                .init(printable(sort == nil ? text("task") : text("programme") + "/" + text("task"))),
                .init(printable(text("title"))), .init(phrases.map(printable).joined(separator: "; "), .faint),
                .init(text("reading")), .init(isPeriod ? printable(text("occurrence")) : "", .faint),
                .init(Day(text("due"))?.shown ?? ""),
                .init(
                    text("standing"),
                    TaskRow.ink(
                        OccurrenceStatus(rawValue: text("status")), daysLeft: task["daysLeft"]?.integer.map { Int($0) })
                ),
            ])
        }
        func reference(_ task: [String: JSONValue]) -> [String?] { [task["programme"]?.string, task["task"]?.string] }
        let late = tasks.filter { $0["status"]?.string == OccurrenceStatus.overdue.rawValue }
        show(table, tasks: Set(tasks.map(reference)).count, late: Set(late.map(reference)).count, on: console)
    }

    private func heading(_ programme: Programme) -> Table.Cell {
        heading(programme.id, programme.title, programme.number)
    }

    private func heading(_ id: String, _ title: String, _ number: String?) -> Table.Cell {
        // The id, for that is what other commands are told; and the number that people know.
        .init(printable(id) + "  " + printable(title) + (number.map { " (" + printable($0) + ")" } ?? ""), .bold)
    }

    private func makeTable() -> Table {
        Table([
            .init(title: say("Số", "No."), isRightAligned: false),
            .init(title: say("Nhiệm vụ", "Task"), isFlexible: true),
            .init(title: say("Thời hạn", "Deadline"), isFlexible: true, sparing: 1),
            .init(title: say("Hiểu là", "Read as"), isFlexible: true, sparing: 2),
            .init(title: say("Kỳ", "Period"), sparing: 3),
            .init(title: say("Hạn", "Due")),
            .init(title: say("Tình trạng", "Standing")),
        ])
    }

    /// What the table says of a task.
    private struct Entry: Sendable {
        let task: Int
        let programme: Int
        let isOverdue: Bool
        /// Its line, and those of its shares.
        let lines: [[Table.Cell]]
    }

    private func entry(_ row: TaskRow) -> Entry {
        let line: [Table.Cell] = [
            .init(printable(sort == nil ? row.task.id : row.reference)),
            .init(printable(row.task.title)),
            .init(row.phrases.map(printable).joined(separator: "; "), .faint),
            .init(row.reading),
            .init(period(row), .faint),
            .init(row.occurrence?.due?.shown ?? ""),
            row.standing,
        ]
        let shares = shares ? row.occurrence?.shares ?? [] : []
        return Entry(
            task: row.state.taskIndex, programme: row.state.programmeIndex, isOverdue: row.status == .overdue,
            lines: [line] + shares.map { self.line($0, row) })
    }

    private func show(_ entries: [Entry], _ site: OpenSite, on console: Console) {
        var table = makeTable()
        var programme: Int?
        for entry in entries {
            // By due date the programmes alternate: each line says its own.
            if sort == nil, entry.programme != programme {
                programme = entry.programme
                table.add(heading: heading(site.plan.site.programmes[entry.programme]))
            }
            for line in entry.lines { table.add(line) }
        }
        let late = Set(entries.lazy.filter(\.isOverdue).map(\.task)).count
        show(table, tasks: Set(entries.lazy.map(\.task)).count, late: late, on: console)
    }

    private func show(_ table: Table, tasks: Int, late: Int, on console: Console) {
        guard tasks > 0 else { return console.line(say("Không có nhiệm vụ nào như vậy.", "No such tasks.")) }
        table.print(on: console)
        console.line()
        console.line(
            counted(tasks, "nhiệm vụ", "task", "tasks")
                + (late > 0 ? ", " + console.palette(.red, say("\(late) quá hạn", "\(late) overdue")) : "") + ".")
    }

    private func line(_ share: ShareState, _ row: TaskRow) -> [Table.Cell] {
        let name = share.body.map { row.site.name(ofBody: $0) } ?? say("(không có cơ quan)", "(no body)")
        let moved = share.due == row.occurrence?.due ? "" : share.due?.shown ?? ""
        return [
            .init(""), .init("  " + name), .init(share.document.map { printable($0.number) } ?? "", .faint),
            .init(share.progressPercent.map { "\($0) %" } ?? ""), .init(""), .init(moved), share.standing,
        ]
    }
}
