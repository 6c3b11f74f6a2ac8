import ArgumentParser
import Control
import Dates

/// What every report says besides itself.
struct ReportOptions: ParsableArguments {
    @Option(help: .words("Người hoặc cơ quan báo cáo.", "Who reports it.", value: "WHO"))
    var by: String?

    @Option(help: .words("Ghi chú, giữ lại trong sổ cái.", "A note, kept in the ledger.", value: "TEXT"))
    var note: String?
}

extension ArgumentHelp {
    static var task: ArgumentHelp {
        .words("Nhiệm vụ: chương-trình/số[@kỳ].", "The task: programme/task[@occurrence].", value: "TASK")
    }
}

/// A report that says no more than its name.
protocol PlainReport {
    static var kind: ReportRequest.Kind { get }
    static var abstract: String { get }
}

enum Done: PlainReport {
    static let kind = ReportRequest.Kind.done
    static var abstract: String { say("Báo cáo đã hoàn thành một nhiệm vụ.", "Reports that a task is done.") }
}

enum Acknowledged: PlainReport {
    static let kind = ReportRequest.Kind.ack
    static var abstract: String { say("Báo cáo đã tiếp nhận lời nhắc.", "Acknowledges the notices about a task.") }
}

enum Reopened: PlainReport {
    static let kind = ReportRequest.Kind.reopen
    static var abstract: String {
        say("Mở lại nhiệm vụ đã xong hoặc đã hủy.", "Reopens a task that was done or cancelled.")
    }
}

enum Cancelled: PlainReport {
    static let kind = ReportRequest.Kind.cancel
    static var abstract: String {
        say("Hủy một nhiệm vụ, hoặc một kỳ của nó.", "Cancels a task, or one occurrence of it.")
    }
}

struct ReportCommand<What: PlainReport>: ParsableCommand {
    static var configuration: CommandConfiguration {
        CommandConfiguration(commandName: What.kind.rawValue, abstract: What.abstract)
    }

    @OptionGroup var global: GlobalOptions
    @OptionGroup var options: ReportOptions
    @Argument(help: .task, completion: Completions.tasks) var task: String

    func run() throws {
        try send(.init(kind: What.kind, task: task, by: options.by, note: options.note), global)
    }
}

struct Snooze: ParsableCommand {
    static var configuration: CommandConfiguration {
        CommandConfiguration(
            commandName: "snooze",
            abstract: say("Hoãn nhắc một nhiệm vụ đến một ngày.", "Holds back a task's notices until a day."))
    }

    @OptionGroup var global: GlobalOptions
    @OptionGroup var options: ReportOptions
    @Argument(help: .task, completion: Completions.tasks) var task: String
    @Option(help: .words("Ngày nhắc trở lại.", "The day from which notices go out again.", value: "D"))
    var until: Day

    func run() throws {
        try send(
            .init(kind: .snooze, task: task, until: until.description, by: options.by, note: options.note), global)
    }
}

struct Progress: ParsableCommand {
    static var configuration: CommandConfiguration {
        CommandConfiguration(
            commandName: "progress",
            abstract: say("Báo cáo tiến độ theo chỉ tiêu.", "Reports how far a task's target is reached."))
    }

    @OptionGroup var global: GlobalOptions
    @OptionGroup var options: ReportOptions
    @Argument(help: .task, completion: Completions.tasks) var task: String
    @Argument(
        help: .words(
            "Số đạt được theo đơn vị của chỉ tiêu; phần trăm nếu không có chỉ tiêu.",
            "What is reached, in the target's unit; per cent where there is no target.", value: "VALUE"))
    var value: String

    func run() throws {
        try send(.init(kind: .progress, task: task, value: value, by: options.by, note: options.note), global)
    }
}

struct Event: ParsableCommand {
    static var configuration: CommandConfiguration {
        CommandConfiguration(
            commandName: "event",
            abstract: say(
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
    @Option(
        name: .customLong("on"),
        help: .words("Ngày xảy ra; mặc định là hôm nay.", "The day it happened; else today.", value: "D"))
    var day: Day?

    func run() throws {
        try send(
            .init(kind: .event, name: name, on: day?.description, by: options.by, note: options.note), global)
    }
}
