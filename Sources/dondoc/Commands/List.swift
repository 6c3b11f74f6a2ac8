import ArgumentParser
import Dates
import Diagnostics
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
        let site = try OpenSite(global, asOf: view.now)
        var rows = try filter.rows(of: site)
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
        return occurrence.due != nil || row.state.occurrences.count > 1 ? printable(occurrence.id) : ""
    }

    private func show(_ rows: [TaskRow], _ site: OpenSite, on console: Console) {
        var table = Table([
            .init(title: say("Số", "No."), isRightAligned: false),
            .init(title: say("Nhiệm vụ", "Task"), isFlexible: true),
            .init(title: say("Thời hạn", "Deadline"), isFlexible: true, sparing: 1),
            .init(title: say("Hiểu là", "Read as"), isFlexible: true, sparing: 2),
            .init(title: say("Kỳ", "Period"), sparing: 3),
            .init(title: say("Hạn", "Due")),
            .init(title: say("Tình trạng", "Standing")),
        ])
        var programme: String?
        for row in rows {
            // By due date the programmes alternate: each line says its own.
            if sort == nil, row.programme.id != programme {
                programme = row.programme.id
                // The id, for that is what other commands are told; and the number that people know.
                let number = row.programme.number.map { " (" + printable($0) + ")" } ?? ""
                table.add(
                    heading: .init(
                        printable(row.programme.id) + "  " + printable(row.programme.title) + number, .bold))
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
        if rows.isEmpty {
            console.line(say("Không có nhiệm vụ nào như vậy.", "No such tasks."))
        } else {
            table.print(on: console)
            console.line()
            let tasks = Set(rows.map(\.state.taskIndex)).count
            let late = Set(rows.lazy.filter { $0.status == .overdue }.map(\.state.taskIndex)).count
            console.line(
                counted(tasks, "nhiệm vụ", "task", "tasks")
                    + (late > 0 ? ", " + console.palette(.red, say("\(late) quá hạn", "\(late) overdue")) : "") + ".")
        }
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
