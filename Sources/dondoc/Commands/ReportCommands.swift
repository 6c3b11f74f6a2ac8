import ArgumentParser
import Control
import Dates

/// What every report says besides itself.
struct ReportOptions: ParsableArguments {
    @Option(help: .words("Người hoặc cơ quan báo cáo.", "Who reports it.", value: "WHO"))
    var by: String?

    @Option(help: .words("Ghi chú, giữ lại trong sổ cái.", "A note, kept in the ledger.", value: "TEXT"))
    var note: String?

    @Option(
        name: .customLong("on"),
        help: .words("Ngày việc xảy ra; mặc định là hôm nay.", "The day it happened; else today.", value: "D"))
    var day: Day?

    @Option(
        help: .words(
            "Số của văn bản chứng minh, ví dụ 45-BC/BTG.", "The number of the paper that proves it, such as 45-BC/BTG.",
            value: "N"))
    var document: String?

    @Option(help: .words("Ngày của văn bản đó.", "The date of that paper.", value: "D"))
    var documentDate: Day?

    func fill(_ request: inout ReportRequest) {
        request.by = by
        request.note = note
        request.on = day?.description
        request.document = document
        request.documentDate = documentDate?.description
    }
}

/// Which task a report is about, and whose share of it.
struct SubjectOptions: ParsableArguments {
    @Argument(help: .task, completion: Completions.tasks) var task: String

    @Option(
        help: .words(
            "Cơ quan có phần việc được báo cáo; có thể ghi nhiều lần.",
            "The body whose share is reported; may be repeated.", value: "B"), completion: Completions.bodies)
    var body: [String] = []

    @Flag(help: .words("Mọi phần việc còn mở.", "All shares that are open."))
    var all = false

    func fill(_ request: inout ReportRequest) {
        request.task = task
        request.bodies = body
        request.all = all
    }
}

extension ArgumentHelp {
    static var task: ArgumentHelp {
        .words("Nhiệm vụ: chương-trình/số[@kỳ].", "The task: programme/task[@occurrence].", value: "TASK")
    }

    fileprivate static var reason: ArgumentHelp {
        .words("Lý do, nêu trong thư kế tiếp và trong sổ cái.", "Why; told in letters and kept.", value: "TEXT")
    }
}

/// Sends a report about a task.
private func send(
    _ request: ReportRequest, about subject: SubjectOptions, _ options: ReportOptions, _ global: GlobalOptions
) throws {
    var request = request
    subject.fill(&request)
    options.fill(&request)
    try send(request, global)
}

private func configuration(_ kind: ReportRequest.Kind, _ abstract: String) -> CommandConfiguration {
    CommandConfiguration(commandName: kind.rawValue, abstract: abstract)
}

/// A kind of report, as its command is called and described.
protocol ReportedWhat {
    static var kind: ReportRequest.Kind { get }
    static var abstract: String { get }
}

enum Done: ReportedWhat {
    static let kind = ReportRequest.Kind.done
    static var abstract: String { say("Báo cáo đã hoàn thành một nhiệm vụ.", "Reports that a task is done.") }
}

enum Confirmed: ReportedWhat {
    static let kind = ReportRequest.Kind.confirm
    static var abstract: String {
        say("Xác nhận việc đã báo là hoàn thành.", "Confirms that what was reported is done.")
    }
}

enum Returned: ReportedWhat {
    static let kind = ReportRequest.Kind.giveBack
    static var abstract: String {
        say("Trả lại việc đã báo xong, để làm tiếp.", "Returns what was reported as done, to be worked on.")
    }
}

enum Acknowledged: ReportedWhat {
    static let kind = ReportRequest.Kind.ack
    static var abstract: String { say("Báo cáo đã tiếp nhận lời nhắc.", "Acknowledges the notices about a task.") }
}

enum Unacknowledged: ReportedWhat {
    static let kind = ReportRequest.Kind.unack
    static var abstract: String { say("Rút lại lần tiếp nhận gần nhất.", "Takes the last acknowledgement back.") }
}

enum Reopened: ReportedWhat {
    static let kind = ReportRequest.Kind.reopen
    static var abstract: String {
        say("Mở lại nhiệm vụ đã xong hoặc đã hủy.", "Reopens a task that was done or cancelled.")
    }
}

enum Cancelled: ReportedWhat {
    static let kind = ReportRequest.Kind.cancel
    static var abstract: String {
        say("Hủy một nhiệm vụ, hoặc một kỳ của nó.", "Cancels a task, or one occurrence of it.")
    }
}

enum Extended: ReportedWhat {
    static let kind = ReportRequest.Kind.extend
    static var abstract: String { say("Gia hạn một nhiệm vụ.", "Gives a task another due date.") }
}

enum ExtensionAsked: ReportedWhat {
    static let kind = ReportRequest.Kind.askExtension
    static var abstract: String {
        say(
            "Xin gia hạn; hạn cũ còn hiệu lực đến khi được đồng ý.",
            "Asks for another due date; until it is granted the old one holds.")
    }
}

enum Granted: ReportedWhat {
    static let kind = ReportRequest.Kind.grant
    static var abstract: String { say("Đồng ý gia hạn như đã xin.", "Grants the extension that was asked for.") }
}

enum Refused: ReportedWhat {
    static let kind = ReportRequest.Kind.refuse
    static var abstract: String { say("Không đồng ý gia hạn.", "Refuses the extension that was asked for.") }
}

/// A report that says no more than its name.
struct ReportCommand<What: ReportedWhat>: ParsableCommand {
    static var configuration: CommandConfiguration { dondoc.configuration(What.kind, What.abstract) }

    @OptionGroup var global: GlobalOptions
    @OptionGroup var options: ReportOptions
    @OptionGroup var subject: SubjectOptions

    func run() throws {
        try send(ReportRequest(kind: What.kind), about: subject, options, global)
    }
}

/// A report that is nothing without its reason.
struct ReasonedCommand<What: ReportedWhat>: ParsableCommand {
    static var configuration: CommandConfiguration { dondoc.configuration(What.kind, What.abstract) }

    @OptionGroup var global: GlobalOptions
    @OptionGroup var options: ReportOptions
    @OptionGroup var subject: SubjectOptions
    @Option(help: .reason) var reason: String

    func run() throws {
        try send(ReportRequest(kind: What.kind, reason: reason), about: subject, options, global)
    }
}

/// Another due date, given or asked for.
struct ExtensionCommand<What: ReportedWhat>: ParsableCommand {
    static var configuration: CommandConfiguration { dondoc.configuration(What.kind, What.abstract) }

    @OptionGroup var global: GlobalOptions
    @OptionGroup var options: ReportOptions
    @OptionGroup var subject: SubjectOptions
    @Option(help: .words("Hạn mới.", "The new due date.", value: "D")) var until: Day
    @Option(help: .reason) var reason: String?

    func run() throws {
        try send(
            ReportRequest(kind: What.kind, until: until.description, reason: reason), about: subject, options, global)
    }
}

struct Snooze: ParsableCommand {
    static var configuration: CommandConfiguration {
        dondoc.configuration(
            .snooze, say("Hoãn nhắc một nhiệm vụ đến một ngày.", "Holds back a task's notices until a day."))
    }

    @OptionGroup var global: GlobalOptions
    @OptionGroup var options: ReportOptions
    @OptionGroup var subject: SubjectOptions
    @Option(help: .words("Ngày nhắc trở lại.", "The day from which notices go out again.", value: "D"))
    var until: Day

    func run() throws {
        try send(ReportRequest(kind: .snooze, until: until.description), about: subject, options, global)
    }
}

struct Progress: ParsableCommand {
    static var configuration: CommandConfiguration {
        dondoc.configuration(
            .progress, say("Báo cáo tiến độ theo chỉ tiêu.", "Reports how far a task's target is reached."))
    }

    @OptionGroup var global: GlobalOptions
    @OptionGroup var options: ReportOptions
    @OptionGroup var subject: SubjectOptions
    @Argument(
        help: .words(
            "Số đạt được theo đơn vị của chỉ tiêu; phần trăm nếu không có chỉ tiêu.",
            "What is reached, in the target's unit; per cent where there is no target.", value: "VALUE"))
    var value: String

    func run() throws {
        try send(ReportRequest(kind: .progress, value: value), about: subject, options, global)
    }
}

struct Event: ParsableCommand {
    static var configuration: CommandConfiguration {
        dondoc.configuration(
            .event,
            say(
                "Báo một sự kiện đã xảy ra, để thời hạn chờ nó có ngày.",
                "Reports that an event happened, so that what waits for it gets its date."))
    }

    @OptionGroup var global: GlobalOptions
    @OptionGroup var options: ReportOptions
    @Argument(
        help: .words(
            "Tên sự kiện, hoặc nhiệm vụ chờ nó: chương-trình/số.",
            "The event's name, or the task that waits for it: programme/task.", value: "EVENT"),
        completion: Completions.events)
    var name: String
    @Flag(help: .words("Rút lại: sự kiện chưa xảy ra.", "Takes it back: the event has not happened."))
    var withdraw = false

    func run() throws {
        var request = ReportRequest(kind: .event, name: name, withdraw: withdraw)
        options.fill(&request)
        try send(request, global)
    }
}
