/// A message as far as a program needs to understand what was written.
public struct Mail: Hashable, Sendable {
    /// Of the message itself; headers of its parts are not kept.
    public var header: MailHeader
    /// The first part of plain text that says something and is no attachment, its encoding undone; lines end in LF.
    public var plain: String?
    /// The same of HTML.
    public var html: String?
    /// Of its whole: `multipart/report`, …
    public var type: ParameterValue
    /// More was sent than is read.
    public var isCut: Bool
    /// Parts that are marked so, or are neither plain text nor HTML; their contents are not kept.
    public var attachments: Int
    /// What a mail server reports of a message that it was given.
    public var report: DeliveryReport?
    /// Message-IDs of what such a report, or a message that is sent on, returns.
    public var returned: [String] = []

    /// Message-IDs of messages whose header stands in its text, as servers return them that write no report for programs.
    public var quotedIDs: [String] {
        (plain ?? "").split(separator: "\n").prefix(5_000).filter {
            $0.prefix(12).lowercased().hasPrefix("message-id:")
        }.prefix(10).flatMap { messageIDs(String($0.dropFirst("message-id:".count)), last: 1) }
    }

    /// Its text as lines, what was quoted of others and the signature taken off; see ``ownLines(ofPlain:)``.
    public var ownLines: [String] {
        if let plain { return Mail.ownLines(ofPlain: plain) }
        return html.map { Mail.ownLines(ofPlain: textOfHTML($0)) } ?? []
    }
}

/// Reads a message (RFC 5322, 2045–2047). Total: of what is broken it reads what can be read. Time and space are linear in
/// its size, and bounded by ``MailBound``.
public func readMail(_ bytes: [UInt8]) -> Mail {
    let (header, body) = MailHeader.read(bytes.prefix(MailBound.bytes))
    var reader = PartReader()
    reader.isCut = header.isCut || bytes.count > MailBound.bytes
    reader.read(header, body, depth: 0)
    return Mail(
        header: header, plain: reader.plain, html: reader.html, type: ParameterValue(header["content-type"]),
        isCut: reader.isCut, attachments: reader.attachments, report: reader.report, returned: reader.returned)
}

private struct PartReader {
    var plain: String?
    var html: String?
    var isCut = false
    var attachments = 0
    var report: DeliveryReport?
    var returned: [String] = []
    private var count = 0

    mutating func read(_ header: MailHeader, _ body: ArraySlice<UInt8>, depth: Int) {
        count += 1
        let type = ParameterValue(header["content-type"])
        if type.value.hasPrefix("multipart/"), let boundary = type.parameters["boundary"], !boundary.isEmpty {
            return readParts(body, boundary: boundary, depth: depth)
        }
        readReport(type.value, header, body)
        let isAttached = ParameterValue(header["content-disposition"]).value == "attachment"
        // What names no type, or one that is not readable, is plain text (RFC 2045, 5.2).
        let isPlain = type.value == "text/plain" || !type.value.contains("/")
        guard !isAttached, isPlain || type.value == "text/html" else {
            attachments += 1
            return
        }
        if isPlain ? plain != nil : html != nil { return }
        let bytes = decodeTransfer(body, header["content-transfer-encoding"])
        if bytes.count >= MailBound.text { isCut = true }
        let text = decodeText(bytes, charset: type.parameters["charset"])
        guard text.contains(where: { !$0.isWhitespace }) else { return }
        if !isPlain {
            html = text
        } else if type.parameters["format"]?.lowercased() == "flowed" {
            plain = unflowed(text, deletesSpace: type.parameters["delsp"]?.lowercased() == "yes")
        } else {
            plain = text.unicodeScalars.contains("\r") ? withLineFeeds(text) : text
        }
    }

    /// The parts of a delivery report that are for programs (RFC 6522): the first of each.
    private mutating func readReport(_ type: String, _ header: MailHeader, _ body: ArraySlice<UInt8>) {
        func decoded() -> ArraySlice<UInt8> { decodeTransfer(body, header["content-transfer-encoding"])[...] }
        switch type {
        case "message/delivery-status", "message/global-delivery-status":
            if report == nil { report = DeliveryReport(decoded()) }
        case "message/rfc822", "message/global", "text/rfc822-headers", "message/rfc822-headers",
            "message/global-headers":
            guard returned.isEmpty else { return }
            returned = messageIDs(MailHeader.read(decoded()).header["message-id"] ?? "", last: 1)
        default: break
        }
    }

    private mutating func readParts(_ body: ArraySlice<UInt8>, boundary: String, depth: Int) {
        guard depth < MailBound.depth else {
            isCut = true
            return
        }
        let delimiter = Array("--\(boundary)".utf8)
        var lines = MailLines(body)
        var start: Int?
        var position = lines.position
        var isEnded = false
        while !isEnded, let line = lines.next() {
            defer { position = lines.position }
            guard line.starts(with: delimiter) else { continue }
            let rest = line.dropFirst(delimiter.count)
            isEnded = rest.starts(with: "--".utf8)
            guard isEnded || rest.allSatisfy(isBlank) else { continue }
            if let start { readPart(body[start..<position], depth: depth) }
            start = lines.position
            if count >= MailBound.parts {
                isCut = true
                return
            }
        }
        // Its end was lost on the way.
        if !isEnded, let start { readPart(body[start...], depth: depth) }
    }

    private mutating func readPart(_ bytes: ArraySlice<UInt8>, depth: Int) {
        let (header, rest) = MailHeader.read(bytes)
        if header.isCut { isCut = true }
        read(header, rest, depth: depth + 1)
    }
}

func withLineFeeds(_ text: String) -> String {
    var result = String.UnicodeScalarView()
    var isAfterReturn = false
    for scalar in text.unicodeScalars {
        if scalar == "\n", isAfterReturn {
            isAfterReturn = false
            continue
        }
        isAfterReturn = scalar == "\r"
        result.append(scalar == "\r" ? "\n" : scalar)
    }
    return String(result)
}

/// Paragraphs whose lines were broken so that they can be joined again (RFC 3676).
private func unflowed(_ text: String, deletesSpace: Bool) -> String {
    var lines: [String] = []
    var isOpen = false
    var depth = 0
    for line in withLineFeeds(text).split(separator: "\n", omittingEmptySubsequences: false) {
        let quotes = line.prefix { $0 == ">" }.count
        var line = line.dropFirst(quotes)
        if line.first == " " { line.removeFirst() }
        let isSignature = line == "-- "
        let flows = line.last == " " && !isSignature
        var own = String(line)
        if flows, deletesSpace { own.removeLast() }
        if isOpen, quotes == depth, !isSignature {
            lines[lines.count - 1] += own
        } else {
            lines.append(String(repeating: ">", count: min(quotes, 20)) + (quotes > 0 ? " " : "") + own)
        }
        (isOpen, depth) = (flows, quotes)
    }
    return lines.joined(separator: "\n")
}
