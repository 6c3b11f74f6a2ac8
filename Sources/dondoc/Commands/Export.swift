import ArgumentParser
import Dates
import Drafting
import JSONText
import Planning
import Programmes
import Publishing
import SiteFiles

/// `dondoc export ics|csv|json`: the tasks for a calendar, a spreadsheet, a program.
struct Export: ParsableCommand {
    enum Form: String, ExpressibleByArgument, CaseIterable {
        case ics, csv, json
    }

    static var configuration: CommandConfiguration {
        CommandConfiguration(
            commandName: "export",
            abstract: say(
                "Xuất nhiệm vụ ra lịch (ics), bảng tính (csv) hoặc JSON.",
                "Writes the tasks for a calendar (ics), a spreadsheet (csv) or a program (json)."))
    }

    @OptionGroup var global: GlobalOptions
    @OptionGroup var view: ViewOptions
    @OptionGroup var filter: TaskFilter
    @Argument(help: .words("Dạng: ics, csv hoặc json.", "The form: ics, csv or json.", value: "ics|csv|json"))
    var form: Form

    @Flag(
        help: .words(
            "Với ics: việc cần làm (VTODO) thay cho sự kiện trong lịch.",
            "With ics: to-dos in place of events of a calendar."))
    var todos = false

    func validate() throws {
        if todos, form != .ics { throw ValidationError(say("--todos chỉ đi với ics.", "--todos goes with ics alone.")) }
    }

    func run() throws {
        let console = global.console()
        let site = try OpenSite(global, asOf: view.now)
        // A calendar has room for what comes after the next day too; JSON alone says when the next notice goes out.
        let rows = try filter.rows(of: site, everyOccurrence: form == .ics, isForetold: form == .json)
        switch form {
        case .ics: console.write(try calendar(rows, of: site))
        case .csv: for row in csv(rows) { console.write(row) }
        case .json: for row in rows { console.write(row.line) }
        }
        try console.end()
    }

    private func calendar(_ rows: [TaskRow], of site: OpenSite) throws -> [UInt8] {
        let origin = CalendarOrigin(
            siteName: try site.ledgerName(), host: site.loaded.paths.host, language: .ofReader, today: site.today,
            stamp: site.now)
        let items = rows.compactMap { row in
            row.occurrence.map {
                CalendarItem(task: row.state.taskIndex, occurrence: $0, isCancelled: row.state.isCancelled)
            }
        }
        return writeCalendar(items, of: site.plan, from: origin, todos: todos)
    }

    /// A line of titles, then a line for each task. Those titles that a programme has too are the same words, and what it
    /// says of itself stands in the last columns, so that the sheet of one programme can be loaded again.
    private func csv(_ rows: [TaskRow]) -> [[UInt8]] {
        let titles = [
            say("Chương trình", "Programme"), say("STT", "No."), say("Nội dung nhiệm vụ", "Title"),
            say("Cơ quan chỉ đạo", "Directing"), say("Cơ quan chủ trì", "Lead"), say("Cơ quan thực hiện", "Executing"),
            say("Cơ quan phối hợp", "Coordinating"), say("Cơ quan theo dõi", "Monitoring"),
            say("Thời gian thực hiện", "Deadline"), say("Hiểu là", "Read as"), say("Kỳ", "Occurrence"),
            say("Bắt đầu", "Start"), say("Hạn", "Due"), say("Hạn nên xong", "Prudent due"),
            say("Hạn theo luật", "Legal due"), say("Tình trạng", "Standing"), say("Số ngày quá hạn", "Days overdue"),
            say("Tiến độ (%)", "Progress (%)"), say("Số lần nhắc", "Notices sent"),
            say("Số ký hiệu", "Number"), say("Ban hành", "Issued"), say("Cơ quan ban hành", "Issuer"),
            say("Giai đoạn", "Period"), say("Đôn đốc từ", "Since"), say("Nhãn", "Tags"), say("Ưu tiên", "Priority"),
            say("Chỉ tiêu", "Target"), say("Sau", "After"), say("Sự kiện", "Event"),
            say("Hoàn thành khi", "Completion"), say("Xác nhận", "Confirm"), say("Người phụ trách", "Officer"),
            say("Trước đây", "Was"),
        ]
        return [csvLine(titles, isFirst: true)]
            + rows.map { row in
                let occurrence = row.occurrence
                let bodies = [Role.directing, .lead, .executing, .coordinating, .monitoring].map(row.names)
                return csvLine(
                    [row.programme.id, row.task.id, row.task.title].map(spreadsheetText) + bodies + [
                        spreadsheetText(row.phrases.joined(separator: "; ")), row.reading, occurrence?.id ?? "",
                        occurrence?.start.description ?? "", occurrence?.due?.description ?? "",
                        occurrence?.prudentDue?.description ?? "", occurrence?.legalDue?.description ?? "",
                        row.standing.text, occurrence.map { "\($0.daysOverdue)" } ?? "",
                        occurrence?.progressPercent.map(String.init) ?? "",
                        occurrence.map { "\($0.noticesSent)" } ?? "",
                    ] + source(row).map(spreadsheetText))
            }
    }

    /// What the file of the programme says beside names and deadlines.
    private func source(_ row: TaskRow) -> [String] {
        let (programme, task) = (row.programme, row.task)
        let completion = task.extra?.completion ?? programme.completion
        let confirmation = task.extra?.confirmation ?? programme.confirmation
        return [
            programme.number ?? "", programme.issued.description, programme.issuer.map { row.site.name(of: $0) } ?? "",
            programme.period.map { "\($0.lowerBound)-\($0.upperBound)" } ?? "", programme.since?.description ?? "",
            (programme.tagSets.indices.contains(Int(task.tags)) ? programme.tagSets[Int(task.tags)] : []).joined(
                separator: "; "),
            task.priority == .normal ? "" : "\(task.priority)", task.extra?.target.map(target) ?? "",
            task.extra?.after ?? "", task.extra?.event ?? "",
            completion == .lead ? "" : "\(completion)", confirmation == .none ? "" : "\(confirmation)",
            task.extra?.officer.map { [$0.name, $0.phone, $0.email].compactMap(\.self).joined(separator: ", ") } ?? "",
            task.extra?.was ?? "",
        ]
    }

    /// As the cell of a programme has it.
    private func target(_ target: Target) -> String {
        let fraction = String(String(1000 + target.milli % 1000).dropFirst())
        let number = "\(target.milli / 1000)" + (target.milli % 1000 == 0 ? "" : "." + fraction)
        return target.metric.replacing(":", with: "") + ": " + number + (target.unit.map { " " + $0 } ?? "")
    }
}
