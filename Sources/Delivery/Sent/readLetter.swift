internal import Glibc
internal import Links

/// A letter of the spool as people read it.
public struct ReadLetter: Hashable, Sendable {
    public var subject: String
    /// Its part of plain text.
    public var text: String
}

/// Finds a letter that was sent and reads it.
/// - Parameters:
///   - spool: of its Maildirs.
///   - name: of the file, without the Maildir's flags.
/// - Returns: nil where it is gone, or is none that this program wrote.
public func readLetter(spool: String, recipient: String, name: String) -> ReadLetter? {
    guard isFolderName(recipient), !name.contains("/"), !name.isEmpty else { return nil }
    for folder in ["new", "cur", ".undeliverable/new", ".undeliverable/cur"] {
        let place = "\(spool)/\(recipient)/\(folder)"
        // A name without flags is that of a file that nobody has looked at.
        let found = access(place + "/" + name, F_OK) == 0 ? name : names(in: place).first { $0.hasPrefix(name + ":") }
        guard let found, let bytes = readStart(of: place + "/" + found) else { continue }
        return parseLetter(bytes)
    }
    return nil
}

/// Takes a letter apart that ``Composer`` wrote.
func parseLetter(_ bytes: [UInt8]) -> ReadLetter? {
    let subject = headerFields(bytes[...]).first { $0.name == "Subject" }.map { decodeWords($0.value) }
    let lines = bytes.split(separator: lineFeed, omittingEmptySubsequences: false)
    guard let subject,
        let type = lines.firstIndex(where: { $0.starts(with: "Content-Type: text/plain".utf8) }),
        let start = lines[type...].firstIndex(where: \.isEmpty)
    else { return nil }
    let body = lines[(start + 1)...].prefix { !$0.starts(with: "--=_".utf8) }
    return ReadLetter(subject: subject, text: String(decoding: decodeQuotedPrintable(body), as: UTF8.self))
}

/// Quoted-printable (RFC 2045, 6.7). What is no escape stands for itself.
private func decodeQuotedPrintable(_ lines: some Collection<ArraySlice<UInt8>>) -> [UInt8] {
    var text: [UInt8] = []
    for line in lines {
        var rest = line[...]
        var isSoft = false
        while let byte = rest.popFirst() {
            guard byte == UInt8(ascii: "=") else {
                text.append(byte)
                continue
            }
            if rest.isEmpty {
                isSoft = true
            } else if let value = UInt8(String(decoding: rest.prefix(2), as: UTF8.self), radix: 16), rest.count >= 2 {
                text.append(value)
                rest.removeFirst(2)
            } else {
                text.append(byte)
            }
        }
        if !isSoft { text.append(lineFeed) }
    }
    return text
}

/// Encoded words (RFC 2047) as this program writes them; white space between two of them is none.
private func decodeWords(_ text: String) -> String {
    var bytes: [UInt8] = []
    var wasEncoded = false
    for word in text.split(separator: " ", omittingEmptySubsequences: true) {
        let parts = word.split(separator: "?", omittingEmptySubsequences: false)
        guard parts.count == 5, parts[0] == "=", parts[4] == "=", let decoded = decode(parts[3], parts[2]) else {
            if !bytes.isEmpty { bytes.append(UInt8(ascii: " ")) }
            bytes += word.utf8
            wasEncoded = false
            continue
        }
        if !bytes.isEmpty, !wasEncoded { bytes.append(UInt8(ascii: " ")) }
        bytes += decoded
        wasEncoded = true
    }
    return String(decoding: bytes, as: UTF8.self)
}

private func decode(_ text: Substring, _ encoding: Substring) -> [UInt8]? {
    if encoding == "B" { return Base64.decode(text.utf8) }
    let spaced = text.utf8.map { $0 == UInt8(ascii: "_") ? UInt8(ascii: " ") : $0 }
    return encoding == "Q" ? decodeQuotedPrintable([spaced[...]]).dropLast() : nil
}
