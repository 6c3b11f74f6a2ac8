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
        // Tables do not say what comes next.
        var rows = try filter.rows(of: site, isForetold: global.json)
        if sort == .due {
            let places = rows.indices.sorted { a, b in
                func key(_ row: TaskRow) -> Int32 { row.occurrence?.due?.number ?? .max }
                return (key(rows[a]), a) < (key(rows[b]), b)
            }
            rows = places.map { rows[$0] }
        }
        if global.json {
            for row in rows { console.write(row.line) }
        } else {
            show(rows, site, on: console)
        }
        try console.end()
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
        if sort == .due {
            func key(_ task: [String: JSONValue]) -> Int32 { task["due"]?.string.flatMap { Day($0) }?.number ?? .max }
            let places = tasks.indices.sorted { (key(tasks[$0]), $0) < (key(tasks[$1]), $1) }
            tasks = places.map { tasks[$0] }
        }
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

    private func show(_ rows: [TaskRow], _ site: OpenSite, on console: Console) {
        var table = makeTable()
        var programme: String?
        for row in rows {
            // By due date the programmes alternate: each line says its own.
            if sort == nil, row.programme.id != programme {
                programme = row.programme.id
                table.add(heading: heading(row.programme.id, row.programme.title, row.programme.number))
            }
            table.add([
                .init(printable(sort == nil ? row.task.id : row.reference)),
                .init(printable(row.task.title)),
                .init(row.phrases.map(printable).joined(separator: "; "), .faint),
                .init(row.reading),
                .init(period(row), .faint),
                .init(row.occurrence?.due?.shown ?? ""),
                row.standing,
            ])
            guard shares else { continue }
            for share in row.occurrence?.shares ?? [] { table.add(line(share, row, site)) }
        }
        let late = Set(rows.lazy.filter { $0.status == .overdue }.map(\.state.taskIndex)).count
        show(table, tasks: Set(rows.map(\.state.taskIndex)).count, late: late, on: console)
    }

    private func show(_ table: Table, tasks: Int, late: Int, on console: Console) {
        guard tasks > 0 else { return console.line(say("Không có nhiệm vụ nào như vậy.", "No such tasks.")) }
        table.print(on: console)
        console.line()
        console.line(
            counted(tasks, "nhiệm vụ", "task", "tasks")
                + (late > 0 ? ", " + console.palette(.red, say("\(late) quá hạn", "\(late) overdue")) : "") + ".")
    }

    private func line(_ share: ShareState, _ row: TaskRow, _ site: OpenSite) -> [Table.Cell] {
        let name = share.body.map { site.name(ofBody: $0) } ?? say("(không có cơ quan)", "(no body)")
        let moved = share.due == row.occurrence?.due ? "" : share.due?.shown ?? ""
        return [
            .init(""), .init("  " + name), .init(share.document.map { printable($0.number) } ?? "", .faint),
            .init(share.progressPercent.map { "\($0) %" } ?? ""), .init(""), .init(moved), share.standing,
        ]
    }
}
