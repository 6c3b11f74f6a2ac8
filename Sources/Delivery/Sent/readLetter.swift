internal import Glibc
internal import Mail

/// A letter of the spool as people read it.
public struct ReadLetter: Hashable, Sendable {
    /// With encoded words undone.
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

/// Takes a letter apart.
func parseLetter(_ bytes: [UInt8]) -> ReadLetter? {
    let mail = readMail(bytes)
    guard let subject = mail.header["subject"], let text = mail.plain else { return nil }
    return ReadLetter(subject: decodeWords(subject), text: text)
}
