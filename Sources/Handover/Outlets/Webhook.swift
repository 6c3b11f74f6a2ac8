internal import Delivery
internal import Glibc
internal import Ledger
internal import Links
internal import Mail
internal import Processes

/// Posts letters to a URL as JSON, by curl, signed where there is a key.
public struct Webhook: Sendable {
    /// Of http or https alone; curl follows no redirection.
    public var url: String
    /// For HMAC-SHA256; nil: nothing is signed.
    public var key: [UInt8]?
    /// Seconds that it may take.
    public var timeout: Int

    /// - Parameter timeout: seconds; curl has them, and is killed five later.
    public init(url: String, key: [UInt8]?, timeout: Int) {
        self.url = url
        self.key = key
        self.timeout = timeout
    }

    /// - Parameter now: seconds since 1970, for the signature.
    public func post(_ message: [UInt8], to address: String, at now: Int) -> Verdict {
        guard let curl = installedProgram("curl") else { return .deferred(.cannotRun(errno: ENOENT)) }
        let body = writeLetterJSON(message, to: address)
        var headers = [
            "Content-Type: application/json", "User-Agent: dondoc",
            "X-Dondoc-Delivery: \(singleLine(letterID(readMail(message))))",
        ]
        if let key {
            headers.append("X-Dondoc-Signature-256: " + Webhook.signature(of: body, at: now, key: key))
        }
        // Nothing of the user's own settings; no other protocol, and no redirection to where nobody meant it to go.
        let arguments =
            [
                curl, "-q", "--silent", "--show-error", "--globoff", "--proto", "=http,https", "--max-redirs", "0",
                "--max-time", "\(timeout)", "--output", "/dev/null", "--write-out",
                "\n%{http_code} %header{retry-after}\n", "--data-binary", "@-",
            ] + headers.flatMap { ["--header", $0] } + ["--url", url]
        do throws(FileFailure) {
            let running = try RunningCommand(arguments, message: OpenFile(holding: body), timeout: timeout + 5)
            return Webhook.verdict(try running.wait())
        } catch {
            return .deferred(.cannotRun(errno: error.errno))
        }
    }

    /// `t=1764500000,sha256=…`: of the time, a full stop and the body, so that nobody can send an old one again later.
    static func signature(of body: [UInt8], at now: Int, key: [UInt8]) -> String {
        "t=\(now),sha256=" + SHA256.hex(HMAC.sha256(Array("\(now).".utf8) + body, key: key))
    }

    /// What an answer means: 2xx taken; 408, 425, 429, 5xx and what keeps an answer from coming: later; all else: never.
    private static func verdict(_ end: RunningCommand.End) -> Verdict {
        let lines = end.said.split(whereSeparator: \.isNewline)
        let words = lines.last?.split(separator: " ") ?? []
        let status = words.first.flatMap { Int($0) } ?? 0
        let said = singleLine(lines.dropLast().joined(separator: " ") + (status == 0 ? "" : " HTTP \(status)"))
        switch (end.code, status) {
        case (0?, 200...299): return .accepted
        case (0?, 408), (0?, 425), (0?, 429), (0?, 500...599):
            let seconds = words.count > 1 ? Int(words[1]).map { min(max(0, $0), RetryBook.longestAsked) } : nil
            return .deferred(.exit(code: Verdict.tryLater, said: said), after: seconds)
        case (0?, 100...): return .refused(.exit(code: 69, said: said))
        // A URL that cannot be read, or of another protocol: somebody mends the settings.
        case (1?, _), (3?, _): return .deferred(.exit(code: 78, said: said))
        default: return .deferred(.exit(code: Verdict.tryLater, said: said))
        }
    }
}
