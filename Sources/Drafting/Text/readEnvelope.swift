public import Dates

/// What the envelope of an electronic document says of it (edXML of QCVN 102:2016/BTTTT).
public struct Envelope: Hashable, Sendable {
    /// "12/KH-UBND".
    public var number: String?
    /// The office's name, as it calls itself.
    public var issuer: String?
    /// The day of signing; nil where none is readable.
    public var issued: Day?
    /// The title of the document that travels with it.
    public var subject: String?
    /// By when those it goes to have to answer.
    public var due: Day?
    /// Who it goes to.
    public var recipients: [String] = []
    /// The files that travel with it.
    public var attachments: [Attachment] = []

    /// A file that travels with the envelope.
    public struct Attachment: Hashable, Sendable {
        /// As its sender named it; not to be used as a path.
        public var name: String
        /// In base64, as it stands there.
        public var encoded: String
    }
}

/// - Returns: nil where the text is no such envelope.
public func readEnvelope(_ xml: String) -> Envelope? {
    guard let elements = readElements(xml), elements.contains(where: { $0.name == "MessageHeader" }) else { return nil }
    /// Of the elements of this name, those that stand within another.
    func texts(_ name: String, within outer: String? = nil) -> [String] {
        elements.filter { $0.name == name && (outer == nil || $0.path.contains(outer ?? "")) }
            .map { collapsed($0.text) }.filter { !$0.isEmpty }
    }
    var envelope = Envelope()
    let code = texts("CodeNumber").first ?? ""
    let notation = texts("CodeNotation").first ?? ""
    let number =
        notation.hasPrefix(code + "/") || code.isEmpty ? notation : code + (notation.isEmpty ? "" : "/" + notation)
    envelope.number = number.isEmpty ? nil : number
    envelope.issuer = texts("OrganName", within: "From").first
    envelope.issued =
        texts("PromulgationDate").first.flatMap(readDay)
        ?? texts("Date", within: "PromulgationInfo").first.flatMap(readDay)
    envelope.subject = texts("Subject").first ?? texts("Content").first
    envelope.due = texts("DueDate").first.flatMap(readDay)
    envelope.recipients = texts("OrganName", within: "To")
    var name = ""
    for element in elements {
        switch element.name {
        case "AttachmentName", "FileName": name = collapsed(element.text)
        case "AttachmentData", "Attachment", "Data", "Content", "ContentTransfer":
            let encoded = element.text.filter { !$0.isWhitespace }
            guard element.path.contains(where: { $0.hasPrefix("Attachment") }) || element.name.hasPrefix("Attachment"),
                encoded.utf8.count >= 32, isBase64(encoded)
            else { continue }
            envelope.attachments.append(.init(name: name, encoded: encoded))
        default: continue
        }
    }
    return envelope
}

private func isBase64(_ text: String) -> Bool {
    text.utf8.allSatisfy { byte in
        0x61...0x7A ~= byte || 0x41...0x5A ~= byte || 0x30...0x39 ~= byte || "+/=".utf8.contains(byte)
    }
}

/// "2026-01-20", "2026/01/20", "20/01/2026", perhaps with a time after it.
private func readDay(_ text: String) -> Day? {
    let parts = text.prefix(10).split { !("0"..."9" ~= $0) }.compactMap { Int($0) }
    guard parts.count >= 3 else { return nil }
    return parts[0] > 31
        ? Day(year: parts[0], month: parts[1], day: parts[2]) : Day(year: parts[2], month: parts[1], day: parts[0])
}

// MARK: XML

private struct Element {
    /// Without its prefix.
    var name: String
    /// The names of the elements around it, from without.
    var path: [String]
    /// What stands directly in it.
    var text: String
}

/// The elements of an XML text in the order of their ends; nil where it is none. No document type is read, and so no
/// entity but the five that XML has.
private func readElements(_ xml: String) -> [Element]? {
    let bytes = Array(xml.utf8)
    var open: [Element] = []
    var done: [Element] = []
    var at = 0
    func find(_ text: String, from start: Int) -> Int? {
        let wanted = Array(text.utf8)
        var i = start
        while i + wanted.count <= bytes.count {
            if bytes[i] == wanted[0], bytes[i..<(i + wanted.count)].elementsEqual(wanted) { return i }
            i += 1
        }
        return nil
    }
    func text(_ range: Range<Int>) -> String { String(decoding: bytes[range], as: UTF8.self) }
    func begins(_ prefix: String) -> Bool { bytes[at...].starts(with: prefix.utf8) }
    while at < bytes.count {
        guard bytes[at] == 0x3C else {
            let end = bytes[at...].firstIndex(of: 0x3C) ?? bytes.count
            if !open.isEmpty { open[open.count - 1].text += unescape(text(at..<end)) }
            at = end
            continue
        }
        if begins("<![CDATA[") {
            guard let end = find("]]>", from: at) else { return nil }
            if !open.isEmpty { open[open.count - 1].text += text((at + 9)..<end) }
            at = end + 3
        } else if begins("<!--") {
            guard let end = find("-->", from: at + 4) else { return nil }
            at = end + 3
        } else if begins("<?") || begins("<!") {
            guard !begins("<!DOCTYPE"), let end = find(">", from: at) else { return nil }
            at = end + 1
        } else {
            guard let end = find(">", from: at) else { return nil }
            let isEnd = bytes[at + 1] == 0x2F
            let isEmpty = bytes[end - 1] == 0x2F
            let tag = text((at + (isEnd ? 2 : 1))..<end).prefix { !$0.isWhitespace && $0 != "/" }
            let name = tag.split(separator: ":").last.map(String.init) ?? ""
            if isEnd {
                guard let last = open.popLast(), last.name == name else { return nil }
                done.append(last)
            } else {
                guard open.count < 64, done.count < 100_000 else { return nil }
                let element = Element(name: name, path: open.map(\.name), text: "")
                if isEmpty { done.append(element) } else { open.append(element) }
            }
            at = end + 1
        }
    }
    return open.isEmpty ? done : nil
}

private func unescape(_ text: String) -> String {
    guard text.contains("&") else { return text }
    var result = ""
    var rest = text[...]
    while let mark = rest.firstIndex(of: "&") {
        result += rest[..<mark]
        rest = rest[mark...].dropFirst()
        guard let end = rest.prefix(12).firstIndex(of: ";") else {
            result += "&"
            continue
        }
        let name = rest[..<end]
        let value: String? =
            switch name {
            case "amp": "&"
            case "lt": "<"
            case "gt": ">"
            case "quot": "\""
            case "apos": "'"
            default:
                name.hasPrefix("#")
                    ? (name.hasPrefix("#x") ? UInt32(name.dropFirst(2), radix: 16) : UInt32(name.dropFirst()))
                        .flatMap(UnicodeScalar.init).map(String.init) : nil
            }
        guard let value else {
            result += "&"
            continue
        }
        result += value
        rest = rest[rest.index(after: end)...]
    }
    return result + rest
}
