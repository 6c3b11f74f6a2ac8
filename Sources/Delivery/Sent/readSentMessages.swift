internal import Dates
internal import Glibc
public import Ledger
internal import Planning

/// What spool and journal show to have been sent: what a ledger that lacks it takes in, so that it is not sent again.
/// - Parameters:
///   - spool: of its Maildirs the messages that nobody has removed.
///   - entries: of the journal. An entry knows more of a notice than its message does.
public func readSentMessages(spool: String, entries: [NoticeRecord]) -> [MessageRecord] {
    var known = Dictionary(entries.map { ($0.identity, $0) }, uniquingKeysWith: { first, _ in first })
    var messages: [MessageRecord] = []
    forEachMessage(in: spool) { recipient, name, fields in
        guard var message = readMessage(fields, name, recipient) else { return }
        message.notices = message.notices.map { known[$0.identity] ?? $0 }
        messages.append(message)
    }
    for notice in messages.flatMap(\.notices) { known[notice.identity] = nil }
    // Their messages are gone, or never came: one for each.
    let rest = entries.filter { known[$0.identity] != nil }
    return messages.sorted { $0.fileName < $1.fileName }
        + rest.enumerated().map { index, notice in
            MessageRecord(
                messageID: "", recipient: notice.identity.recipient, fileName: "\(notice.at.seconds).journal-\(index)",
                notices: [notice])
        }
}

/// The heads of the ledger that stand in messages of the spool.
public func readAnchors(inSpool spool: String) -> [Anchor] {
    var anchors: [Anchor] = []
    forEachMessage(in: spool) { recipient, name, fields in
        for (field, value) in fields where field == Anchor.field {
            let words = value.split(separator: " ")
            guard words.count >= 2, let number = Int64(words[0]), words[1].utf8.count == 64 else { continue }
            anchors.append(Anchor(number: number, hash: String(words[1]), source: recipient + "/" + name))
        }
    }
    return anchors
}

/// The messages that the deliverer set aside because nobody takes them, by body; none where the spool cannot be read.
public func countUndeliverable(inSpool spool: String) -> [String: Int] {
    var counts: [String: Int] = [:]
    for recipient in names(in: spool) where recipient != "staging" && isFolderName(recipient) {
        let count = ["new", "cur"].reduce(0) { count, part in
            count + names(in: "\(spool)/\(recipient)/.undeliverable/\(part)").count { !$0.hasPrefix(".") }
        }
        if count > 0 { counts[recipient] = count }
    }
    return counts
}

extension Anchor {
    /// Of a message's header: number, hash and time.
    static let field = "X-Dondoc-Ledger"
}

private func forEachMessage(
    in spool: String, _ visit: (_ recipient: String, _ name: String, _ fields: [(name: String, value: String)]) -> Void
) {
    for recipient in names(in: spool) where recipient != "staging" && isFolderName(recipient) {
        for folder in ["new", "cur", ".undeliverable/new", ".undeliverable/cur"] {
            let path = "\(spool)/\(recipient)/\(folder)"
            for name in names(in: path) {
                if let fields = readHeader(path + "/" + name) { visit(recipient, name, fields) }
            }
        }
    }
}

/// - Returns: nil for what is no file, or cannot be read.
private func readHeader(_ path: String) -> [(name: String, value: String)]? {
    readStart(of: path).map { headerFields($0[...]) }
}

/// The first MiB of a file, which is all of any letter but a very long one.
/// - Returns: nil for what is no file, or cannot be read.
func readStart(of path: String) -> [UInt8]? {
    let file = open(path, O_RDONLY | O_NOFOLLOW | O_CLOEXEC | O_NONBLOCK)
    guard file >= 0 else { return nil }
    defer { close(file) }
    var bytes = [UInt8](repeating: 0, count: 1 << 20)
    let count = pread(file, &bytes, bytes.count, 0)
    return count > 0 ? Array(bytes[..<count]) : nil
}

/// - Returns: nil for what this program did not write.
private func readMessage(
    _ fields: [(name: String, value: String)], _ name: String, _ recipient: String
) -> MessageRecord? {
    // The Maildir's flags come behind a colon.
    let fileName = String(name.prefix { $0 != ":" })
    guard let seconds = Int64(fileName.prefix { $0 != "." }) else { return nil }
    var messageID = ""
    var kinds: [NoticeKind] = []
    var notices: [NoticeIdentity] = []
    for (field, value) in fields {
        switch field {
        case "Message-ID": messageID = String(value.drop { $0 == "<" }.prefix { $0 != ">" })
        case "X-Dondoc-Kind": kinds = value.split(separator: ",").compactMap { NoticeKind(rawValue: trimmed($0)) }
        case "X-Dondoc-Notice":
            if let identity = NoticeIdentity(key: value.filter { $0 != " " }) { notices.append(identity) }
        default: break
        }
    }
    guard !notices.isEmpty else { return nil }
    let at = Instant(seconds: seconds)
    return MessageRecord(
        messageID: messageID, recipient: recipient, fileName: fileName,
        notices: notices.filter { $0.recipient == recipient }.map { identity in
            var record = NoticeRecord(sent: identity, at: at)
            record.kind = kinds.first { ($0 == .digest) == identity.task.isEmpty } ?? record.kind
            return record
        })
}

/// Of a message's header, unfolded (RFC 5322, 2.2.3).
package func headerFields(_ bytes: ArraySlice<UInt8>) -> [(name: String, value: String)] {
    var fields: [(name: String, value: String)] = []
    for line in bytes.split(separator: UInt8(ascii: "\n"), omittingEmptySubsequences: false) {
        if line.isEmpty { break }
        let text = String(decoding: line, as: UTF8.self)
        if text.hasPrefix(" ") || text.hasPrefix("\t") {
            if !fields.isEmpty { fields[fields.count - 1].value += text }
        } else if let colon = text.firstIndex(of: ":") {
            fields.append((String(text[..<colon]), trimmed(text[text.index(after: colon)...])))
        }
    }
    return fields
}

private func trimmed(_ text: Substring) -> String {
    String(text.drop { $0 == " " }.reversed().drop { $0 == " " }.reversed())
}

/// In order; of what cannot be read, none.
func names(in folder: String) -> [String] {
    guard let stream = opendir(folder) else { return [] }
    defer { closedir(stream) }
    var names: [String] = []
    while let entry = readdir(stream) {
        let name = withUnsafeBytes(of: entry.pointee.d_name) { String(decoding: $0.prefix { $0 != 0 }, as: UTF8.self) }
        if name != ".", name != ".." { names.append(name) }
    }
    return names.sorted()
}
