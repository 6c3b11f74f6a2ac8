/// The header of a message (RFC 5322, 2.2): nothing that goes through here can end a field or begin another.
struct MessageHeader {
    private(set) var bytes: [UInt8] = []

    /// A value of visible ASCII that the program made itself; anything else in it is left out. One that does not fit a
    /// line (998 octets: RFC 5322, 2.1.1) goes on in the next, so that who unfolds it finds a space to take out.
    mutating func field(_ name: String, _ value: String) {
        append(name)
        append(": ")
        var column = name.utf8.count + 2
        if column + value.utf8.count <= 990, value.utf8.allSatisfy({ 0x20...0x7E ~= $0 }) {
            append(value)
            bytes.append(lineFeed)
            return
        }
        for byte in value.utf8 where 0x20...0x7E ~= byte {
            if column == 990 {
                append("\n ")
                column = 1
            }
            bytes.append(byte)
            column += 1
        }
        bytes.append(lineFeed)
    }

    /// Several values, each on a line of its own: message ids (RFC 5322, 3.6.4).
    mutating func field(_ name: String, lines: [String]) {
        append(name)
        append(":")
        for line in lines {
            append(" ")
            append(line)
            bytes.append(lineFeed)
        }
    }

    /// Text of a person's, as encoded words (RFC 2047) where it needs to be.
    mutating func field(_ name: String, text: String) {
        append(name)
        append(": ")
        append(phrase: text, column: name.utf8.count + 2)
        bytes.append(lineFeed)
    }

    /// An address with a name (RFC 5322, 3.4).
    mutating func field(_ name: String, mailbox address: String, named person: String) {
        append(name)
        append(": ")
        append(words: person, column: name.utf8.count + 2)
        // On a line of its own: the column after encoded words does not matter then.
        append("\n <")
        append(address)
        append(">\n")
    }

    /// Several of them.
    mutating func field(_ name: String, mailboxes: [(address: String, name: String)]) {
        append(name)
        append(":")
        for (index, mailbox) in mailboxes.enumerated() {
            append(index == 0 ? " " : ",\n ")
            append(words: mailbox.name, column: index == 0 ? name.utf8.count + 2 : 1)
            append("\n <")
            append(mailbox.address)
            append(">")
        }
        bytes.append(lineFeed)
    }

    mutating func end() { bytes.append(lineFeed) }

    private mutating func append(_ text: String) { bytes.append(contentsOf: text.utf8) }

    private mutating func append(phrase text: String, column: Int) {
        let isPlain = text.utf8.allSatisfy { 0x20...0x7E ~= $0 } && column + text.utf8.count <= 76
        if isPlain, !text.contains("=?") { append(text) } else { append(words: text, column: column) }
    }

    /// Encoded words of at most 75 octets, each of whole characters; lines of at most 76 (RFC 2047, 2).
    private mutating func append(words text: String, column: Int) {
        let overhead = "=?UTF-8?B??=".utf8.count
        var word: [UInt8] = []
        var room = 76 - column
        var isFirst = true
        func capacity(_ room: Int) -> Int { (min(75, room) - overhead) / 4 * 3 }
        for scalar in text.unicodeScalars {
            let encoded = Array(String(scalar).utf8)
            if word.count + encoded.count > capacity(room) {
                append(word: word, isFirst: isFirst)
                isFirst = false
                room = 75
                word.removeAll(keepingCapacity: true)
            }
            word += encoded
        }
        append(word: word, isFirst: isFirst)
    }

    private mutating func append(word: [UInt8], isFirst: Bool) {
        append(isFirst ? "=?UTF-8?B?" : "\n =?UTF-8?B?")
        appendBase64(word, to: &bytes)
        append("?=")
    }
}

let lineFeed = UInt8(ascii: "\n")
