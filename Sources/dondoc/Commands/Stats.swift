import ArgumentParser
import Dates
import Diagnostics
import Engine
import JSONText
import Planning
import Programmes

/// `dondoc stats`: of what fell due, how much was done in time, done late, and not done.
struct Stats: ParsableCommand {
    enum Grouping: String, ExpressibleByArgument, CaseIterable { case body, programme, month }

    static var configuration: CommandConfiguration {
        CommandConfiguration(
            commandName: "stats",
            abstract: say(
                "Thống kê kết quả: đúng hạn, muộn, chưa xong.", "Counts results: done in time, late, and not done."),
            discussion: say(
                "Đếm phần việc của các cơ quan có hạn trong khoảng đã chọn; không chọn thì mọi phần việc.",
                "Counts the shares of bodies that fall due in the span; without one, all shares."))
    }

    @OptionGroup var global: GlobalOptions
    @OptionGroup var view: ViewOptions
    @OptionGroup var choice: TaskChoice

    @Option(help: .words("Hạn từ ngày này.", "Due from this day on.", value: "D"))
    var from: Day?

    @Option(
        name: .customLong("to"), help: .words("Hạn đến hết ngày này.", "Due up to and including this day.", value: "D"))
    var through: Day?

    @Option(
        help: .words(
            "Chia theo cơ quan, chương trình hoặc tháng.", "By body, programme or month.", value: "body|programme|month"
        ))
    var by: Grouping?

    func validate() throws {
        if let from, let through, through < from {
            throw ValidationError(say("--to đứng trước --from.", "--to lies before --from."))
        }
    }

    func run() throws {
        let console = global.console()
        let site = try OpenSite(global, asOf: view.now).throughItsDay()
        var total = Results()
        var groups: [Group: Results] = [:]
        let shares = try choice.mapStates(of: site, isForetold: false) { states, task in
            let state = states.state(ofTask: task)
            return try state.occurrences.flatMap(\.shares).filter { try isWanted($0) && choice.concerns($0, site) }
                .map { share in (group: by.map { group(share, state, $0, site) }, share: share) }
        }
        for (group, share) in shares {
            total.add(share, today: site.today)
            if let group { groups[group, default: Results()].add(share, today: site.today) }
        }
        let rows = groups.sorted { $0.key.order < $1.key.order }.map { ($0.key, $0.value) }
        if global.json { write(rows, total, on: console) } else { show(rows, total, on: console) }
        try console.end()
    }

    private func isWanted(_ share: ShareState) -> Bool {
        if from == nil, through == nil { return true }
        guard let due = share.due else { return false }
        return (from.map { $0 <= due } ?? true) && (through.map { due <= $0 } ?? true)
    }

    private func group(_ share: ShareState, _ state: TaskState, _ by: Grouping, _ site: OpenSite) -> Group {
        switch by {
        case .body:
            guard let body = share.body else {
                return Group(key: nil, name: say("không có cơ quan", "no body"), order: "~")
            }
            let index = site.plan.site.bodies.body(named: body)
            let place = index.map { "\($0.rawValue)" } ?? body
            return Group(
                key: body, name: site.name(ofBody: body),
                order: String(repeating: "0", count: max(0, 9 - place.count)) + place)
        case .programme:
            let programme = site.plan.site.programmes[state.programmeIndex]
            let place = "\(state.programmeIndex)"
            return Group(
                key: programme.id,
                name: printable(programme.number ?? programme.id) + "  " + printable(programme.title),
                order: String(repeating: "0", count: max(0, 9 - place.count)) + place)
        case .month:
            guard let due = share.due else {
                return Group(key: nil, name: say("không có ngày hạn", "without a due date"), order: "~")
            }
            let (year, month, _) = due.civil
            let key = "\(year)-" + (month < 10 ? "0" : "") + "\(month)"
            return Group(key: key, name: key, order: key)
        }
    }

    private func show(_ rows: [(Group, Results)], _ total: Results, on console: Console) {
        func number(_ title: String) -> Table.Column { .init(title: title, isRightAligned: true) }
        var table = Table([
            .init(title: "", isFlexible: true), number(say("Tổng", "Total")), number(say("Đã xong", "Done")),
            number(say("đúng hạn", "in time")), number(say("muộn", "late")), number(say("Chưa xong", "Not done")),
            number(say("trong hạn", "in term")), number(say("quá hạn", "overdue")),
        ])
        for (group, results) in rows { table.add([.init(group.name)] + cells(results)) }
        table.add([.init(say("Tất cả", "All"), .bold)] + cells(total))
        table.print(on: console)
        let besides = total.besides.filter { $0.1 > 0 }.map { "\($0.1) \($0.0.shown)" }
        guard !besides.isEmpty else { return }
        console.line()
        console.line(say("Ngoài ra: ", "Besides: ") + besides.joined(separator: ", ") + ".")
    }

    private func cells(_ results: Results) -> [Table.Cell] {
        [
            .init("\(results.total)"), .init("\(results.done)"), .init("\(results.inTime)", .green),
            .init("\(results.late)"), .init("\(results.notDone)"), .init("\(results.inTerm)"),
            .init("\(results.overdue)", results.overdue > 0 ? .red : nil),
        ]
    }

    private func write(_ rows: [(Group, Results)], _ total: Results, on console: Console) {
        var json = JSONWriter()
        json.beginObject()
        json.field("from", from)
        json.field("to", through)
        json.field("by", by?.rawValue)
        total.write(to: &json)
        json.key("groups")
        json.beginArray()
        for (group, results) in rows {
            json.beginObject()
            json.field("key", group.key)
            json.field("name", group.name)
            results.write(to: &json)
            json.endObject()
        }
        json.endArray()
        json.endObject()
        json.newline()
        console.write(json.bytes)
    }
}

/// What a line of the table is about.
private struct Group: Hashable {
    /// A body's or programme's id, or a month.
    var key: String?
    var name: String
    var order: String
}

/// Of some shares: `total` = `done` + `notDone`, `done` = `inTime` + `late`, `notDone` = `inTerm` + `overdue`; what has no
/// part in that stands beside it.
private struct Results {
    private var counts = ShareCounts()
    /// Waiting for confirmation past the due date.
    private var reportedOverdue = 0

    mutating func add(_ share: ShareState, today: Day) {
        counts.add(share.count)
        if share.count == .reported, let due = share.legalDue ?? share.due, due < today { reportedOverdue += 1 }
    }

    var total: Int { done + notDone }
    var done: Int { counts.done }
    var inTime: Int { counts[.doneInTime] }
    var late: Int { counts[.doneLate] }
    var notDone: Int { inTerm + overdue }
    /// Begun or not, and what waits for confirmation.
    var inTerm: Int { counts[.notBegun] + counts[.inProgress] + counts[.reported] - reportedOverdue }
    var overdue: Int { counts[.overdue] + reportedOverdue }

    /// Shares that no due date is asked of.
    var besides: [(ShareState.Count, Int)] {
        [.withoutDate, .awaiting, .cancelled, .history].map { ($0, counts[$0]) }
    }

    /// Its fields, inside an object that is open.
    func write(to json: inout JSONWriter) {
        json.field("total", total)
        json.field("done", done)
        json.field("doneInTime", inTime)
        json.field("doneLate", late)
        json.field("notDone", notDone)
        json.field("notYetDue", inTerm)
        json.field("overdue", overdue)
        json.field("reported", counts[.reported])
        json.field("withoutDate", counts[.withoutDate])
        json.field("awaiting", counts[.awaiting])
        json.field("cancelled", counts[.cancelled])
        json.field("history", counts[.history])
        json.field("shares", counts.all)
    }
}
