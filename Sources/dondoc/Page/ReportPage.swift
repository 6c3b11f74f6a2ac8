import Dates
import Deadlines
import Diagnostics
import Engine
import Planning
import Programmes
import Templates

/// A page for people: how things stand, what is late and what comes next, then every task. All of it in one file, without
/// scripts, to be read, mailed and printed.
struct ReportPage {
    private struct Section: TemplateObject {
        let anchor: String
        let heading: String
        var about: String?
        let columns: [Cell]
        var rows: [Row]

        func value(of name: TemplateName) -> TemplateValue {
            switch name {
            case .anchor: .text(anchor)
            case .heading: .text(printable(heading))
            case .about: about.map { .text(printable($0)) } ?? .missing
            case .columns: .list(columns)
            case .rows: .list(rows)
            default: .missing
            }
        }
    }

    private struct Row: TemplateObject {
        let cells: [Cell]

        func value(of name: TemplateName) -> TemplateValue { name == .cells ? .list(cells) : .missing }
    }

    private struct Cell: TemplateObject {
        let text: String
        var style: String?

        func value(of name: TemplateName) -> TemplateValue {
            switch name {
            case .text: .text(printable(text))
            case .style: style.map { .text($0) } ?? .missing
            default: .missing
            }
        }
    }

    private struct Figure: TemplateObject {
        let name: String
        let style: String
        let count: Int

        func value(of name: TemplateName) -> TemplateValue {
            switch name {
            case .name: .text(self.name)
            case .style: .text(style)
            case .count: .number(count)
            default: .missing
            }
        }
    }

    /// Days ahead that are worth a look.
    private static let ahead = 30

    let site: OpenSite
    /// Every task once, where no more was asked for.
    let rows: [TaskRow]
    /// Of all that the rows stand for.
    let shares: ShareCounts

    func html() -> String {
        let source = SourceFile(path: "report.mustache", bytes: PackageResources.report_mustache)
        guard let template = parseTemplate(source, as: .page).template else {
            preconditionFailure("the page's template does not compile")
        }
        return template.rendered(self)
    }

    private var title: String {
        let programmes = Set(rows.map(\.state.programmeIndex))
        guard programmes.count == 1, let row = rows.first else {
            return say("Tình hình thực hiện nhiệm vụ", "Where the tasks stand")
        }
        return say("Tình hình thực hiện: ", "Where the tasks stand: ") + printable(row.programme.title)
    }

    // MARK: Figures

    private var figures: [Figure] {
        func tasks(_ rows: [TaskRow]) -> Int { Set(rows.map(\.state.taskIndex)).count }
        let figures: [(String, String, Int)] = [
            (say("nhiệm vụ", "tasks"), "", tasks(rows)), (say("phần việc", "shares"), "", shares.all),
            (say("quá hạn", "overdue"), "overdue", shares[.overdue]),
            (
                say("nhiệm vụ đến hạn trong \(Self.ahead) ngày", "tasks due within \(Self.ahead) days"), "soon",
                tasks(rows.filter(isSoon))
            ),
            (say("chờ sự kiện", "awaiting an event"), "awaited", shares[.awaiting]),
            (say("đã xong", "done"), "done", shares.done),
        ]
        return figures.map { name, style, count in
            Figure(name: name, style: count > 0 ? style : "", count: count)
        }
    }

    private func isSoon(_ row: TaskRow) -> Bool {
        guard row.isOpen, row.status != .overdue, let due = row.occurrence?.prudentDue else { return false }
        return due <= site.today + Self.ahead
    }

    // MARK: Sections

    private var sections: [Section] {
        var late = rows.filter { $0.status == .overdue }
        late.sort { ($0.occurrence?.daysOverdue ?? 0) > ($1.occurrence?.daysOverdue ?? 0) }
        var soon = rows.filter(isSoon)
        soon.sort { ($0.occurrence?.due ?? site.today) < ($1.occurrence?.due ?? site.today) }
        return [
            tasks("overdue", say("Quá hạn", "Overdue"), late, withProgramme: true),
            tasks(
                "soon", say("Đến hạn trong \(Self.ahead) ngày tới", "Due within \(Self.ahead) days"), soon,
                withProgramme: true),
            bodies,
        ] + programmes
    }

    private var programmes: [Section] {
        Dictionary(grouping: rows, by: \.state.programmeIndex).sorted { $0.key < $1.key }.map { index, rows in
            let programme = site.plan.site.programmes[index]
            var section = tasks(
                "programme-\(index + 1)", programme.number ?? programme.id, rows, withProgramme: false)
            section.about = programme.title
            return section
        }
    }

    private func tasks(_ anchor: String, _ heading: String, _ rows: [TaskRow], withProgramme: Bool) -> Section {
        var columns = [
            Cell(text: say("Số", "No.")), Cell(text: say("Nhiệm vụ", "Task")),
            Cell(text: say("Chủ trì", "Lead")), Cell(text: say("Thời hạn", "Deadline")),
            Cell(text: say("Hạn", "Due")), Cell(text: say("Tình trạng", "Standing")),
            Cell(text: say("Tiến độ", "Progress"), style: "number"),
        ]
        if withProgramme { columns.insert(Cell(text: say("Chương trình", "Programme")), at: 0) }
        return Section(
            anchor: anchor, heading: heading, columns: columns,
            rows: rows.map { row in
                let (occurrence, standing) = (row.occurrence, row.standing)
                let cells = [
                    Cell(text: row.task.id, style: "day"), Cell(text: row.task.title, style: "title"),
                    Cell(text: answering(row)),
                    Cell(text: row.phrases.joined(separator: "; "), style: "words"),
                    Cell(text: occurrence?.due?.shown ?? "", style: "day"),
                    Cell(text: standing.text, style: "standing " + style(row)),
                    Cell(text: occurrence?.progressPercent.map { "\($0) %" } ?? "", style: "number"),
                ]
                guard withProgramme else { return Row(cells: cells) }
                return Row(cells: [Cell(text: row.programme.number ?? row.programme.id, style: "day")] + cells)
            })
    }

    /// The lead, or where the document names none, who carries it out.
    private func answering(_ row: TaskRow) -> String {
        let lead = row.namesToday(.lead)
        return lead.isEmpty ? row.namesToday(.executing) : lead
    }

    private func style(_ row: TaskRow) -> String {
        switch row.status {
        case .overdue: "overdue"
        case .done: "done"
        case .awaited, .reported: "awaited"
        case .cancelled, .history, .upcoming, nil: "past"
        case .open: isSoon(row) ? "soon" : ""
        }
    }

    /// Those that answer for tasks today, the most overdue first.
    private var bodies: Section {
        var counts: [BodyIndex: (tasks: Int, overdue: Int, soon: Int, done: Int)] = [:]
        for row in rows {
            let lead = row.task.bodies(.lead)
            let own = lead.isEmpty ? row.task.bodies(.executing) : lead
            for body in Set(own.map { site.plan.site.bodies.successor(of: $0, on: site.today) }) {
                var count = counts[body] ?? (0, 0, 0, 0)
                count.tasks += 1
                if row.status == .overdue { count.overdue += 1 }
                if isSoon(row) { count.soon += 1 }
                if row.status == .done { count.done += 1 }
                counts[body] = count
            }
        }
        let ordered = counts.sorted { a, b in
            (b.value.overdue, b.value.soon, b.value.tasks, site.name(of: a.key)) < (
                a.value.overdue, a.value.soon, a.value.tasks, site.name(of: b.key)
            )
        }
        func number(_ count: Int, _ style: String = "") -> Cell {
            Cell(text: count == 0 ? "" : "\(count)", style: "number " + (count == 0 ? "" : style))
        }
        return Section(
            anchor: "bodies", heading: say("Theo cơ quan chủ trì", "By the body that leads"),
            columns: [
                Cell(text: say("Cơ quan", "Body")), Cell(text: say("Nhiệm vụ", "Tasks"), style: "number"),
                Cell(text: say("Quá hạn", "Overdue"), style: "number"),
                Cell(text: say("Sắp đến hạn", "Due soon"), style: "number"),
                Cell(text: say("Đã xong", "Done"), style: "number"),
            ],
            rows: ordered.map { body, count in
                Row(cells: [
                    Cell(text: site.name(of: body)), number(count.tasks), number(count.overdue, "overdue"),
                    number(count.soon, "soon"), number(count.done, "done"),
                ])
            })
    }
}

extension ReportPage: TemplateObject {
    func value(of name: TemplateName) -> TemplateValue {
        switch name {
        case .language: .text(Language.ofReader.rawValue)
        case .version: .text(Version.current)
        case .title: .text(title)
        case .asOf: .text(say("Tính đến ", "As of ") + site.shown(site.now))
        case .figures: .list(figures)
        case .sections: .list(sections.filter { !$0.rows.isEmpty })
        default: .missing
        }
    }
}
