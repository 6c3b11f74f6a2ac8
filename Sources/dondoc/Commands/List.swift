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

    @Flag(help: .words("Chỉ những việc quá hạn.", "Only what is overdue."))
    var overdue = false

    @Option(help: .words("Chỉ những việc đến hạn trong N ngày tới.", "Only what is due within N days.", value: "N"))
    var dueWithin: Int?

    @Option(
        help: .words("Chỉ những việc của cơ quan này.", "Only the tasks of this body.", value: "B"),
        completion: Completions.bodies)
    var body: String?

    @Option(
        help: .words("Chỉ những việc của chương trình này.", "Only the tasks of this programme.", value: "P"),
        completion: Completions.programmes)
    var programme: String?

    @Flag(
        help: .words(
            "Mọi kỳ của mọi việc, cả việc đã xong, đã hủy, đã qua.", "Every occurrence of every task, ended ones too."))
    var all = false

    func run() throws {
        let console = global.console()
        let site = try OpenSite(global, asOf: view.now)
        let rows = try self.rows(of: site)
        if global.json {
            var json = JSONWriter(reserving: 1024)
            for row in rows {
                json.removeAll()
                json.beginObject()
                row.write(to: &json)
                json.endObject()
                json.newline()
                console.write(json.bytes)
            }
        } else {
            show(rows, on: console)
        }
        try console.end()
    }

    private func rows(of site: OpenSite) throws -> [TaskRow] {
        let chosen = try programme.map { try site.programmeIndex($0) }
        let mine = try body.map { try site.body($0) }
        let states = taskStates(site.plan, try site.memory(), at: site.now).filter { state in
            if let chosen, state.programmeIndex != chosen { return false }
            guard let mine else { return true }
            return site.plan.task(state.taskIndex).assignments.contains {
                site.plan.site.bodies.contains($0.body, mine)
            }
        }
        return states.flatMap { state -> [TaskRow] in
            let occurrences =
                all || overdue || dueWithin != nil ? state.occurrences : [state.current].compactMap(\.self)
            let rows = occurrences.map { TaskRow(site: site, state: state, occurrence: $0) }
            return rows.isEmpty ? [TaskRow(site: site, state: state, occurrence: nil)] : rows
        }.filter(isWanted)
    }

    private func isWanted(_ row: TaskRow) -> Bool {
        if overdue || dueWithin != nil {
            let isLate = overdue && row.status == .overdue
            let isNear = dueWithin.map { days in
                row.isOpen && row.occurrence?.legalDue.map { $0 >= row.site.today } ?? false
                    && row.occurrence?.prudentDue.map { $0 <= row.site.today + days } ?? false
            }
            return isLate || isNear ?? false
        }
        return all || row.isOpen || row.status == .history || row.status == nil
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
            .init(title: say("Thời hạn", "Deadline"), isFlexible: true),
            .init(title: say("Hiểu là", "Read as"), isFlexible: true),
            .init(title: say("Kỳ", "Period")),
            .init(title: say("Hạn", "Due")),
            .init(title: say("Tình trạng", "Standing")),
        ])
        var programme: String?
        for row in rows {
            if row.programme.id != programme {
                programme = row.programme.id
                let number = row.programme.number ?? row.programme.id
                table.add(heading: .init(printable(number) + "  " + printable(row.programme.title), .bold))
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
