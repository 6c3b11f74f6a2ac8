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

    func run() throws {
        let console = global.console()
        let site = try OpenSite(global, asOf: view.now)
        let rows = try filter.rows(of: site)
        if global.json {
            for row in rows { console.write(row.line) }
        } else {
            show(rows, on: console)
        }
        try console.end()
    }

    /// The occurrence, where there is something to tell apart.
    private func period(_ row: TaskRow) -> String {
        guard let occurrence = row.occurrence else { return "" }
        return occurrence.due != nil || row.state.occurrences.count > 1 ? printable(occurrence.id) : ""
    }

    private func show(_ rows: [TaskRow], on console: Console) {
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
            if row.programme.id != programme {
                programme = row.programme.id
                // The id, for that is what other commands are told; and the number that people know.
                let number = row.programme.number.map { " (" + printable($0) + ")" } ?? ""
                table.add(
                    heading: .init(
                        printable(row.programme.id) + "  " + printable(row.programme.title) + number, .bold))
            }
            table.add([
                .init(printable(row.task.id)),
                .init(printable(row.task.title)),
                .init(row.phrases.map(printable).joined(separator: "; "), .faint),
                .init(row.reading),
                .init(period(row), .faint),
                .init(row.occurrence?.due?.shown ?? ""),
                row.standing,
            ])
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
}
