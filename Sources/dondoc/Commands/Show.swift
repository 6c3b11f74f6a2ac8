import ArgumentParser
import Dates
import Deadlines
import Delivery
import Diagnostics
import Engine
import JSONText
import Ledger
import Planning
import Programmes

/// `dondoc show TASK`: all there is to know about one task.
struct Show: ParsableCommand {
    static var configuration: CommandConfiguration {
        CommandConfiguration(
            commandName: "show",
            abstract: say(
                "Mọi điều về một nhiệm vụ: thời hạn, các kỳ, thông báo đã gửi.",
                "All about one task: its deadline, its occurrences, what was sent."))
    }

    @OptionGroup var global: GlobalOptions
    @OptionGroup var view: ViewOptions
    @Argument(help: .task, completion: Completions.tasks) var task: String
    @Option(
        help: .words("Chỉ phần việc của cơ quan này.", "Only the share of this body.", value: "B"),
        completion: Completions.bodies)
    var body: String?

    func run() throws {
        let console = global.console()
        let site = try OpenSite(global, asOf: view.now)
        let (index, occurrence) = try site.task(task)
        let memory = try site.memory()
        guard let state = taskStates(site.plan, memory, at: site.now, tasks: [index]).first else { return }
        if let occurrence, !state.occurrences.contains(where: { $0.id == occurrence }) {
            let all = state.occurrences.map(\.id)
            let list = all.suffix(8).map(printable).joined(separator: ", ")
            throw Trouble.usage(
                "nhiệm vụ không có kỳ “\(printable(occurrence))”; có: \(all.count > 8 ? "…, " : "")\(list).",
                "the task has no occurrence “\(printable(occurrence))”; there are: \(all.count > 8 ? "…, " : "")\(list)."
            )
        }
        var wanted = state.occurrences.filter { occurrence == nil || $0.id == occurrence }
        var entries = try site.entries(about: state)
        if let occurrence {
            entries = entries.filter {
                $0.concernsOccurrence(where: { memory.presentName(ofOccurrence: $0, ofTask: index) == occurrence })
            }
        }
        if let body {
            let id = site.plan.site.bodies[try site.body(body)].id
            guard wanted.contains(where: { $0.shares.contains { $0.body == id } }) else {
                throw Trouble.usage(
                    "\(printable(id)) không có phần việc nào ở đây.", "\(printable(id)) has no share of it.")
            }
            for index in wanted.indices { wanted[index].shares.removeAll { $0.body != id } }
            entries = entries.filter { $0.concernsBody(where: { site.plan.stands(id, for: $0, on: site.today) }) }
        }
        if global.json {
            write(state, wanted, entries, site: site, on: console)
        } else {
            show(state, wanted, entries, site: site, on: console)
        }
        try console.end()
    }

    private func show(
        _ state: TaskState, _ occurrences: [OccurrenceState], _ entries: [LedgerRow], site: OpenSite,
        on console: Console
    ) {
        let row = TaskRow(site, state, occurrence: state.current)
        let ink = console.palette
        console.line(ink(.bold, printable(row.reference)) + "  " + ink(.bold, printable(row.task.title)))
        console.line(ink(.faint, printable(row.programme.title)))
        console.line()
        showFacts(row, state, site: site, on: console)
        showOccurrences(occurrences, of: state, site: site, on: console)
        showShares(occurrences, site: site, on: console)
        showEntries(entries, site: site, on: console)
    }

    /// What holds of the task as a whole, one to a line.
    private func showFacts(_ row: TaskRow, _ state: TaskState, site: OpenSite, on console: Console) {
        var facts = Table([.init(title: ""), .init(title: "", isFlexible: true)])
        func fact(_ vi: String, _ en: String, _ text: String, _ color: Palette.Ink? = nil) {
            facts.add([.init(say(vi, en), .faint), .init(text, color)])
        }
        fact("Ban hành", "Issued", row.programme.issued.shown)
        for role in Role.allCases {
            let bodies = row.task.bodies(role)
            if !bodies.isEmpty {
                fact(
                    role.shown.capitalizedFirst, role.shown.capitalizedFirst,
                    bodies.map(site.nameToday(of:)).joined(separator: ", "))
            }
        }
        if let officer = row.task.extra?.officer {
            let person = [officer.name, officer.phone, officer.email].compactMap(\.self).map(printable)
            fact("Người phụ trách", "Officer", person.joined(separator: ", "))
        }
        if row.task.priority != .normal { fact("Ưu tiên", "Priority", row.task.priority.shown) }
        if let target = row.task.extra?.target { fact("Chỉ tiêu", "Target", target.shown) }
        for deadline in site.plan.deadlines(ofTask: state.taskIndex) {
            fact("Thời hạn", "Deadline", "“" + printable(deadline.text) + "”")
            fact("Hiểu là", "Read as", deadline.kind.shown + ": " + deadline.reading)
            for note in deadline.notes + (deadline.error.map { [$0] } ?? []) {
                fact("", "", note.shown, .yellow)
            }
        }
        if state.isCancelled { fact("Tình trạng", "Standing", say("đã hủy", "cancelled")) }
        if let day = state.snoozedUntil { fact("Hoãn nhắc đến", "Held back until", day.shown) }
        if let next = state.next {
            let when = next > site.now ? site.shown(next) : say("ngay bây giờ, muộn", "at once, late")
            fact("Thông báo tới", "Next notice", when)
        }
        facts.print(on: console, withTitles: false)
    }

    private func showOccurrences(
        _ occurrences: [OccurrenceState], of state: TaskState, site: OpenSite, on console: Console
    ) {
        guard !occurrences.isEmpty else { return }
        console.line()
        var table = Table([
            .init(title: say("Kỳ", "Period")), .init(title: say("Bắt đầu", "Start")),
            .init(title: say("Hạn", "Due")),
            .init(title: say("Tình trạng", "Standing")), .init(title: say("Đã nhắc", "Sent"), isRightAligned: true),
            .init(title: say("Tiến độ", "Progress"), isRightAligned: true),
        ])
        for occurrence in occurrences {
            table.add([
                .init(printable(occurrence.id)), .init(occurrence.start.shown),
                .init(dueText(occurrence)),
                TaskRow(site, state, occurrence: occurrence).standing,
                .init(occurrence.noticesSent == 0 ? "" : "\(occurrence.noticesSent)"),
                .init(occurrence.progressPercent.map { "\($0) %" } ?? ""),
            ])
        }
        table.print(on: console)
    }

    /// With the first one, where it was moved.
    private func dueText(_ occurrence: OccurrenceState) -> String {
        guard let due = occurrence.due else { return "" }
        guard let first = occurrence.firstDue, first != due else { return due.shown }
        return due.shown + say(" (hạn đầu ", " (first ") + first.shown + ")"
    }

    /// Each body's part, where there are several or there is something to tell of one.
    private func showShares(_ occurrences: [OccurrenceState], site: OpenSite, on console: Console) {
        let told = occurrences.filter { occurrence in
            occurrence.shares.count > 1 || body != nil
                || occurrence.shares.contains { $0.document != nil || $0.doneOn != nil || $0.askedUntil != nil }
        }
        guard !told.isEmpty else { return }
        console.line()
        var table = Table([
            .init(title: say("Kỳ", "Period")), .init(title: say("Phần việc của", "Share of"), isFlexible: true),
            .init(title: say("Tình trạng", "Standing")), .init(title: say("Hạn", "Due")),
            .init(title: say("Tiến độ", "Progress"), isRightAligned: true),
            .init(title: say("Văn bản", "Document"), isFlexible: true),
        ])
        for occurrence in told {
            for share in occurrence.shares {
                let paper = share.document.map { document in
                    document.number + (document.date.map { say(" ngày ", " of ") + $0.shown } ?? "")
                }
                table.add([
                    .init(printable(occurrence.id), .faint),
                    .init(share.body.map { site.name(ofBody: $0) } ?? say("(không có cơ quan)", "(no body)")),
                    share.standing, .init(share.due?.shown ?? ""),
                    .init(share.progressPercent.map { "\($0) %" } ?? ""), .init(printable(paper ?? "")),
                ])
            }
        }
        table.print(on: console)
    }

    private func showEntries(_ entries: [LedgerRow], site: OpenSite, on console: Console) {
        guard !entries.isEmpty else { return }
        console.line()
        var table = Table([
            .init(title: say("Sổ cái", "Ledger")), .init(title: ""), .init(title: "", isFlexible: true),
        ])
        var letters = site.letterStates()
        for entry in entries { table.add(entry.cells(site, letter: entry.letter(&letters))) }
        table.print(on: console)
    }

    private func write(
        _ state: TaskState, _ occurrences: [OccurrenceState], _ entries: [LedgerRow], site: OpenSite,
        on console: Console
    ) {
        let row = TaskRow(site, state, occurrence: state.current)
        var json = JSONWriter(reserving: 4096)
        json.beginObject()
        row.write(to: &json)
        json.field("issued", row.programme.issued)
        json.key("target")
        if let target = row.task.extra?.target {
            json.beginObject()
            json.field("metric", target.metric)
            json.field("value", target.value)
            json.field("unit", target.unit)
            json.endObject()
        } else {
            json.null()
        }
        json.field("after", row.task.extra?.after)
        json.field("event", row.task.extra?.event)
        json.field("cancelled", state.isCancelled)
        json.key("readings")
        json.beginArray()
        for deadline in site.plan.deadlines(ofTask: state.taskIndex) { writeJSON(deadline, to: &json) }
        json.endArray()
        json.key("occurrences")
        json.beginArray()
        for occurrence in occurrences {
            json.beginObject()
            TaskRow(site, state, occurrence: occurrence).writeOccurrence(to: &json)
            json.endObject()
        }
        json.endArray()
        json.key("ledger")
        json.beginArray()
        var letters = site.letterStates()
        for entry in entries { entry.write(to: &json, site.zone, letter: entry.letter(&letters)) }
        json.endArray()
        json.endObject()
        json.newline()
        console.write(json.bytes)
    }
}

extension Target {
    var value: String { Quantity(milli: milli).plain }

    var shown: String { [printable(metric), value, unit.map(printable)].compactMap(\.self).joined(separator: " ") }
}

extension ReadingNote {
    /// The note, and of an ambiguity the dates of the other reading.
    var shown: String { printable(say(vi, en)) }
}
