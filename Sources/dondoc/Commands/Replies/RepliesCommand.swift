import ArgumentParser
import Control
import Dates
import Diagnostics
import Engine
import Glibc
import Handover
import JSONText
import Planning
import Programmes
import SiteFiles

/// `dondoc replies`: answers to letters, read from a Maildir and proposed to the clerk; see `dondoc-replies(8)`.
struct RepliesCommand: ParsableCommand {
    static var configuration: CommandConfiguration {
        CommandConfiguration(
            commandName: "replies",
            abstract: say(
                "Thư trả lời: đọc hộp thư, xem, ghi nhận hoặc bỏ.",
                "Answers to letters: reads the mailbox, lists, accepts or rejects them."),
            subcommands: [ReadReplies.self, ListReplies.self, AcceptReply.self, RejectReply.self],
            defaultSubcommand: ReadReplies.self)
    }
}

/// `dondoc replies list`
struct ListReplies: ParsableCommand {
    static var configuration: CommandConfiguration {
        CommandConfiguration(
            commandName: "list",
            abstract: say("Các thư trả lời chờ xử lý.", "The answers that wait for somebody."))
    }

    @OptionGroup var global: GlobalOptions

    @Flag(help: .words("Cả thư đã xử lý và thư tự động.", "Those that are settled and automatic ones, too."))
    var all = false

    func run() throws {
        let console = global.console()
        let loaded = try OpenSite.load(global)
        let store = try openReplies(loaded, global, .read)
        let replies = store.replies.filter { all || $0.isOpen }
        if store.damagedLines > 0 {
            Program.note(
                say(
                    "\(printable(store.path)): \(store.damagedLines) dòng không đọc được.",
                    "\(printable(store.path)): \(store.damagedLines) lines cannot be read."))
        }
        if global.json {
            for reply in replies {
                var json = JSONWriter()
                json.value(reply.json)
                json.newline()
                console.write(json.bytes)
            }
        } else {
            show(replies, all: store.replies, loaded, on: console)
        }
        try console.end()
    }

    private func show(_ replies: [KeptReply], all: [KeptReply], _ loaded: LoadedSite, on console: Console) {
        let ink = console.palette
        var table = Table([
            .init(title: say("Số", "No."), isRightAligned: true), .init(title: say("Đến", "Came")),
            .init(title: say("Từ", "From")), .init(title: say("Nói gì", "Says"), isFlexible: true),
            .init(title: say("Nhiệm vụ", "Task"), isFlexible: true), .init(title: say("Tình trạng", "State")),
        ])
        for reply in replies {
            let (day, time) = loaded.site.settings.zone.local(Instant(seconds: Int64(reply.at)))
            let body = reply.body.flatMap { loaded.site.bodies.body(named: $0) }.map { loaded.site.bodies[$0].name }
            table.add([
                .init("\(reply.number)"), .init(day.shown + " " + time.shown, .faint),
                .init(printable(body ?? reply.from)), .init(reply.says),
                .init(printable(reply.tasks.joined(separator: ", "))),
                .init(reply.stateShown, reply.state == .proposed ? .yellow : reply.isOpen ? .red : .faint),
            ])
        }
        if replies.isEmpty {
            console.line(say("Không có thư trả lời nào chờ xử lý.", "No answer waits for anybody."))
        } else {
            table.print(on: console)
        }
        let ignored = all.count { $0.state == .ignored }
        if ignored > 0, replies.count < all.count {
            console.line(
                ink(.faint, say("\(ignored) thư tự động đã bỏ qua.", "\(ignored) automatic ones were passed over.")))
        }
        if replies.contains(where: { $0.state == .proposed }) {
            console.line(
                ink(
                    .faint,
                    say(
                        "Ghi nhận: dondoc replies accept SỐ; bỏ: dondoc replies reject SỐ. Địa chỉ người gửi có thể bị giả mạo.",
                        "Record: dondoc replies accept N; drop: dondoc replies reject N. A sender's address can be forged."
                    )
                ))
        }
    }
}

/// `dondoc replies accept N`
struct AcceptReply: ParsableCommand {
    static var configuration: CommandConfiguration {
        CommandConfiguration(
            commandName: "accept",
            abstract: say("Ghi nhận điều một thư trả lời báo.", "Records what an answer reports."))
    }

    @OptionGroup var global: GlobalOptions
    @Argument(help: .words("Số của thư.", "The answer's number.", value: "N")) var number: Int
    @Option(
        help: .words(
            "Nhiệm vụ, khi thư không nói rõ.", "The task, where the answer does not say which.", value: "TASK"),
        completion: Completions.tasks)
    var task: String?

    func run() throws {
        let store = try openReplies(OpenSite.load(global), global, .write)
        var reply = try openReply(number, in: store)
        guard !reply.report.isEmpty else {
            throw Trouble.usage(
                "thư \(number) không nói điều gì ghi nhận được; hãy báo bằng lệnh (dondoc done, …) rồi “dondoc replies reject \(number)”.",
                "answer \(number) says nothing that can be recorded; report it by a command (dondoc done, …), then “dondoc replies reject \(number)”."
            )
        }
        if let task { reply.report["task"] = .string(task) }
        guard reply.report["task"] != nil else {
            throw Trouble.usage(
                "thư \(number) không nói rõ nhiệm vụ nào; thêm --task, một trong: \(reply.tasks.map(printable).joined(separator: ", ")).",
                "answer \(number) does not say which task; add --task, one of: \(reply.tasks.map(printable).joined(separator: ", "))."
            )
        }
        let request = try reply.request()
        let taken = try record(request, global)
        (reply.state, reply.by) = (.accepted, userName(getuid()))
        try keep(reply, in: store)
        let console = global.console()
        tell(taken, of: request, asJSON: global.json, on: console)
        try console.end()
    }
}

/// `dondoc replies reject N`
struct RejectReply: ParsableCommand {
    static var configuration: CommandConfiguration {
        CommandConfiguration(
            commandName: "reject",
            abstract: say(
                "Bỏ một thư trả lời khỏi danh sách chờ, không ghi nhận gì.",
                "Takes an answer off the list without recording anything."))
    }

    @OptionGroup var global: GlobalOptions
    @Argument(help: .words("Số của thư.", "The answer's number.", value: "N")) var number: Int

    func run() throws {
        let store = try openReplies(OpenSite.load(global), global, .write)
        var reply = try openReply(number, in: store)
        if reply.state != .undelivered { reply.state = .rejected }
        reply.by = userName(getuid())
        try keep(reply, in: store)
        let console = global.console()
        console.line(say("Đã bỏ thư \(number), không ghi nhận gì.", "Dropped answer \(number); nothing was recorded."))
        try console.end()
    }
}

/// Where answers are kept.
func openReplies(
    _ loaded: LoadedSite, _ global: GlobalOptions, _ access: ReplyStore.Access
) throws -> ReplyStore {
    // What root made the service could not write to.
    if access == .write {
        actAsOwner(state: global.state ?? loaded.paths.state, spool: global.spool ?? loaded.paths.spool)
    }
    do throws(ReplyStore.Failure) {
        return try ReplyStore(in: (global.state ?? loaded.paths.state) + "/replies", access)
    } catch {
        throw Trouble(wording: error.wording, code: Trouble.cannotRun)
    }
}

/// One that waits for somebody.
private func openReply(_ number: Int, in store: ReplyStore) throws -> KeptReply {
    guard let reply = store.reply(number: number) else {
        throw Trouble.usage("không có thư trả lời số \(number).", "there is no answer \(number).")
    }
    guard reply.isOpen else {
        throw Trouble.usage(
            "thư \(number) đã xử lý rồi: \(reply.stateShown).", "answer \(number) is settled: \(reply.stateShown).")
    }
    return reply
}

func keep(_ reply: KeptReply, in store: ReplyStore) throws {
    do throws(ReplyStore.Failure) {
        try store.keep(reply)
    } catch {
        throw Trouble(wording: error.wording, code: Trouble.cannotRun)
    }
}

extension KeptReply {
    /// As the same report is always asked for: its id makes one of however many tries.
    func request() throws -> ReportRequest {
        var parameters = report
        parameters["id"] = .string(id)
        do throws(VarlinkError) {
            return try ReportRequest(parameters)
        } catch {
            throw Trouble.cannot(
                "thư \(number): bản lưu bị hỏng.", "answer \(number): what was kept of it is damaged.")
        }
    }

    /// "hoàn thành, ngày 05/06/2026, văn bản 12/BC-UBND", or its own first words.
    var says: String {
        guard let request = try? request() else { return printable(text) }
        return request.described + (text.isEmpty ? "" : " “" + printable(text) + "”")
    }

    var stateShown: String {
        switch state {
        case .proposed: say("chờ ghi nhận", "proposed") + (because.isEmpty ? "" : ": " + printable(because))
        case .unclear: printable(because)
        case .undelivered:
            say("thư không đến được ", "not delivered to ") + printable(because)
                + (by.isEmpty ? "" : say("; đã bỏ, ", "; seen by ") + printable(by))
        case .ignored: say("bỏ qua: ", "passed over: ") + printable(because)
        case .reported: say("đã tự ghi nhận", "recorded at once")
        case .accepted: say("đã ghi nhận, ", "accepted by ") + printable(by)
        case .rejected: say("đã bỏ, ", "rejected by ") + printable(by)
        }
    }
}
