import ArgumentParser
import Control
import Diagnostics
import Glibc
import Links
import Web
import WebServer

/// `dondoc web`: the pages, for those who have no shell.
struct WebCommand: ParsableCommand {
    static var configuration: CommandConfiguration {
        CommandConfiguration(
            commandName: "web",
            abstract: say(
                "Trang web để xem việc, báo cáo, xin gia hạn.", "Pages to see tasks, report and ask for more time."),
            subcommands: [Key.self])
    }

    @OptionGroup var global: GlobalOptions

    @Option(
        help: .words(
            "Nghe ở địa chỉ này của chính máy (để thử), hoặc ở socket Unix này; mặc định: socket do systemd trao.",
            "Listen at this address of the machine itself (for trying), or at this Unix socket; else at systemd's.",
            value: "ADDRESS"))
    var listen: String?

    @Option(
        name: .customLong("as"),
        help: .words(
            "Để thử, cùng --listen: coi mọi người mở trang là tài khoản này.",
            "For trying, with --listen: take whoever comes for this login.", value: "LOGIN"))
    var login: String?

    @Option(
        help: .words(
            "Để thử, cùng --as: cơ quan mà tài khoản ấy báo cáo cho; có thể ghi nhiều lần.",
            "For trying, with --as: a body that the login reports for; may be repeated.", value: "B"),
        completion: Completions.bodies)
    var body: [String] = []

    func validate() throws {
        if let listen, WebServer.Place(listen) == nil {
            throw ValidationError(
                say(
                    "--listen: cần địa chỉ của chính máy, ví dụ 127.0.0.1:8080, hoặc đường dẫn của socket.",
                    "--listen: an address of this machine, such as 127.0.0.1:8080, or a socket's path."))
        }
        if login != nil, listen == nil {
            throw ValidationError(say("--as chỉ dùng cùng --listen.", "--as takes --listen."))
        }
        if !body.isEmpty, login == nil {
            throw ValidationError(say("--body chỉ dùng cùng --as.", "--body takes --as."))
        }
    }

    func run() throws {
        var options = FrontDoor.Options()
        options.keys = try loadLinkKeys()
        options.trialLogin = login
        options.trialBodies = body
        let backend = VarlinkBackend(path: global.socket ?? ControlInterface.defaultPath)
        let server = WebServer(FrontDoor(backend, options))
        do throws(WebServer.Failure) {
            try server.run(at: listen.flatMap { WebServer.Place($0) } ?? .activated) { address in
                guard case .loopback? = listen.flatMap({ WebServer.Place($0) }) else { return }
                Program.note(say("trang web ở http://\(address)/", "the pages are at http://\(address)/"))
            }
        } catch {
            throw Trouble(wording: error.wording, code: Trouble.cannotRun)
        }
    }

    /// `dondoc web key`
    struct Key: ParsableCommand {
        static var configuration: CommandConfiguration {
            CommandConfiguration(
                commandName: "key",
                abstract: say(
                    "Tạo khóa ký liên kết trong thư.", "Makes a key that links of letters are signed with."),
                discussion: say(
                    "In ra một dòng cho tệp khóa; dòng đầu của tệp dùng để ký, cả hai dòng đều được nhận.",
                    "Prints a line for the file of keys; its first line signs, both are taken."))
        }

        @OptionGroup var global: GlobalOptions

        func run() throws {
            let console = global.console()
            console.line(LinkKeys.makeLine())
            try console.end()
        }
    }
}

/// The keys that the service manager handed over; nil: there are none.
func loadLinkKeys() throws -> LinkKeys? {
    guard let folder = Environment["CREDENTIALS_DIRECTORY"] else { return nil }
    let path = folder + "/" + LinkKeys.credential
    guard access(path, F_OK) == 0 else { return nil }
    if let keys = LinkKeys(String(decoding: try readFile(path, atMost: 1 << 16), as: UTF8.self)) { return keys }
    throw Trouble.cannot(
        "tệp khóa “\(printable(path))” không đúng; mỗi dòng là một dòng do “dondoc web key” in ra, nhiều nhất \(LinkKeys.most).",
        "the keys in “\(printable(path))” are not valid; each line is one that `dondoc web key` printed, \(LinkKeys.most) at most."
    )
}
