import ArgumentParser
import Diagnostics
import Glibc
import Handover

/// `dondoc outlet`: programs with sendmail's contract that come with dondoc; see `dondoc-outlet(7)`.
struct OutletCommand: ParsableCommand {
    static var configuration: CommandConfiguration {
        CommandConfiguration(
            commandName: "outlet",
            abstract: say(
                "Chương trình của kênh gửi: thư vào từ đầu vào chuẩn, địa chỉ sau “--”.",
                "Programs of outlets: the letter on standard input, the address after `--`."),
            subcommands: [WebhookCommand.self])
    }

    @OptionGroup var global: GlobalOptions
}

/// `dondoc outlet webhook URL -- ADDRESS`
struct WebhookCommand: ParsableCommand {
    static var configuration: CommandConfiguration {
        CommandConfiguration(
            commandName: "webhook",
            abstract: say("Gửi thư dạng JSON đến một URL.", "Posts the letter as JSON to a URL."))
    }

    @OptionGroup var global: GlobalOptions

    @Option(
        help: .words(
            "Tệp có khóa để ký (X-Dondoc-Signature-256); tên không có “/” là một credential của systemd.",
            "A file with the key to sign with (X-Dondoc-Signature-256); a name without `/` is a credential of systemd.",
            value: "FILE"), completion: .file())
    var key: String?

    @Option(help: .words("Số giây chờ trả lời.", "Seconds that an answer may take.", value: "N"))
    var timeout = 30

    @Argument(help: .words("Nơi nhận, http hoặc https.", "Where to, http or https.", value: "URL"))
    var url: String

    @Argument(help: .words("Địa chỉ của nơi nhận thư.", "The recipient's address.", value: "ADDRESS"))
    var address: String

    /// Bytes of a letter.
    private static let longest = 16 << 20

    func validate() throws {
        if !(1...600 ~= timeout) { throw ValidationError(say("--timeout: từ 1 đến 600.", "--timeout: 1 to 600.")) }
        if !url.hasPrefix("http://"), !url.hasPrefix("https://") {
            throw ValidationError(
                say("“\(printable(url))” không phải là URL http(s).", "“\(printable(url))” is not an http(s) URL."))
        }
    }

    func run() throws {
        let message = try readFile("/dev/stdin", atMost: Self.longest)
        guard message.count <= Self.longest else {
            throw Trouble(
                wording: Wording(vi: "thư dài quá 16 MiB.", en: "the letter is longer than 16 MiB."), code: 65)
        }
        let webhook = Webhook(url: url, key: try readKey(), timeout: timeout)
        switch webhook.post(message, to: address, at: wallClock()) {
        case .accepted: return
        case .deferred(let cause, let seconds):
            Program.report(cause.wording.text(in: .ofReader))
            if let seconds { writeAll(Array("Retry-After: \(seconds)\n".utf8), to: STDERR_FILENO) }
            throw ExitCode(cause.exitCode ?? Verdict.tryLater)
        case .refused(let cause):
            Program.report(cause.wording.text(in: .ofReader))
            throw ExitCode(cause.exitCode ?? 69)
        }
    }

    private func readKey() throws -> [UInt8]? {
        guard let key else { return nil }
        var path = key
        if !key.contains("/") {
            guard let folder = Environment["CREDENTIALS_DIRECTORY"] else {
                throw misconfigured(
                    "--key \(printable(key)): systemd không trao credential nào (LoadCredential=).",
                    "--key \(printable(key)): systemd passed no credentials (LoadCredential=).")
            }
            path = folder + "/" + key
        }
        var bytes: [UInt8]
        do {
            bytes = try readFile(path, atMost: 4096)
        } catch let trouble as Trouble {
            throw Trouble(wording: trouble.wording, code: 78)
        }
        while let last = bytes.last, last <= 0x20 { bytes.removeLast() }
        guard 16...4096 ~= bytes.count else {
            throw misconfigured(
                "\(printable(path)): khóa phải dài từ 16 đến 4096 byte, ví dụ của “openssl rand -hex 32”.",
                "\(printable(path)): the key must have 16 to 4096 bytes, such as those of `openssl rand -hex 32`.")
        }
        return bytes
    }

    /// EX_CONFIG: the letter is not to blame, and is tried again.
    private func misconfigured(_ vi: String, _ en: String) -> Trouble {
        Trouble(wording: Wording(vi: vi, en: en), code: 78)
    }
}

extension Verdict.Cause {
    fileprivate var exitCode: Int32? { if case .exit(let code, _) = self { code } else { nil } }
}
