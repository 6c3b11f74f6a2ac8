import Diagnostics
import Dispatch
import Glibc
import JSONText

/// Serves one client over two descriptors until it leaves.
/// - Returns: the code to exit with: 0 where the client asked for a shutdown first.
public func runLanguageServer(_ options: ServerOptions, reading input: Int32, writing output: Int32) -> Int32 {
    // A client that died is told by the write that fails.
    signal(SIGPIPE, SIG_IGN)
    let mailbox = Mailbox()
    DispatchQueue(label: "io.dondoc.lsp.input").async { readMessages(from: input, into: mailbox) }
    var isGone = false
    let server = LanguageServer(options) { message in
        if !isGone { isGone = !writeWhole(frameMessage(message.bytes), to: output) }
    }
    server.isOvertaken = { mailbox.hasEdits }
    var current: JSONValue?
    server.isWithdrawn = { current.map(mailbox.isCancelled) ?? false }
    while server.exitCode == nil, !isGone {
        guard let incoming = mailbox.take(within: server.isDirty ? options.pause : nil) else {
            server.check(until: mailbox.beginCheck())
            mailbox.endCheck()
            continue
        }
        switch incoming {
        case .message(let message):
            current = message["id"]
            let isCancelled = current.map(mailbox.takeCancellation) ?? false
            server.receive(message, isCancelled: isCancelled)
            current = nil
        case .unreadable(let reason): server.receiveUnreadable(reason)
        case .end: server.lostClient()
        }
    }
    return server.exitCode ?? 1
}

/// How deep values may stand in one another in a message.
private let deepest = 128

private func readMessages(from input: Int32, into mailbox: Mailbox) {
    var framing = MessageFraming()
    var chunk = [UInt8](repeating: 0, count: 1 << 16)
    while true {
        let count = read(input, &chunk, chunk.count)
        if count < 0, errno == EINTR { continue }
        guard count > 0 else { return mailbox.put(.end) }
        framing.append(chunk[..<count])
        while let frame = framing.next() { mailbox.put(Mailbox.Incoming(frame)) }
    }
}

extension Mailbox.Incoming {
    fileprivate init(_ frame: MessageFraming.Frame) {
        switch frame {
        case .message(let body):
            do throws(JSONError) {
                self = .message(try JSONValue(parsingLeniently: body, depth: deepest))
            } catch {
                self = .unreadable(
                    Wording(
                        vi: "không đọc được thông điệp (JSON sai ở byte \(error.offset): \(error.reason.rawValue))",
                        en: "the message cannot be read (not JSON at byte \(error.offset): \(error.reason.rawValue))"))
            }
        case .broken(.noLength):
            self = .unreadable(
                Wording(vi: "tiêu đề không có Content-Length", en: "the header has no Content-Length"))
        case .broken(.tooLong(let length)):
            self = .unreadable(
                Wording(vi: "thông điệp \(length) byte là quá dài", en: "a message of \(length) bytes is too long"))
        }
    }
}

private func writeWhole(_ bytes: [UInt8], to output: Int32) -> Bool {
    var written = 0
    while written < bytes.count {
        let count = bytes.withUnsafeBytes { write(output, $0.baseAddress! + written, bytes.count - written) }
        if count < 0, errno == EINTR { continue }
        guard count > 0 else { return false }
        written += count
    }
    return true
}
