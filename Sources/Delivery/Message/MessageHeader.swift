/// Fields of our own that others than this module read.
package enum LetterField {
    /// Of the weightiest notice: info, notice, warning, critical.
    package static let severity = "X-Dondoc-Severity"
    /// An outlet and an address there, of an officer whom the letter goes to as well.
    package static let outlet = "X-Dondoc-Outlet"
}

/// The header of a message (RFC 5322, 2.2): nothing that goes through here can end a field or begin another.
struct MessageHeader {
    private(set) var bytes: [UInt8] = []

    /// Lines are to have no more columns (RFC 5322, 2.1.1), and must not have more octets.
    private static let columns = 78
    private static let octets = 990

    /// A value of visible ASCII that the program made itself; anything else in it is left out. One that does not fit
    /// beside its name stands on the next line; one that fits no line goes on in others, so that who unfolds it finds a
    /// space to take out.
    mutating func field(_ name: String, _ value: String) {
        append(name)
        append(":")
        var column = name.utf8.count + 1
        if column + 1 + value.utf8.count > Self.columns {
            append("\n")
            column = 0
        }
        append(" ")
        column += 1
        for byte in value.utf8 where 0x20...0x7E ~= byte {
            if column == Self.octets {
                append("\n ")
                column = 1
            }
            bytes.append(byte)
            column += 1
        }
        bytes.append(lineFeed)
    }

    /// A type with the boundary of its parts.
    mutating func field(_ name: String, _ type: String, boundary: String) {
        append("\(name): \(type);\n boundary=\"\(boundary)\"\n")
    }

    /// Several values, each on a line of its own: message ids (RFC 5322, 3.6.4).
    mutating func field(_ name: String, lines: [String]) {
        append(name)
        append(":")
        for (index, line) in lines.enumerated() {
            if index == 0, name.utf8.count + 2 + line.utf8.count > Self.columns { bytes.append(lineFeed) }
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

    /// Encoded words of at most 75 octets in lines of at most 76 (RFC 2047, 2): one, in base64, where that is enough; else
    /// each of whole words with the blank that follows, where a word fits one. These are quoted octets, which need no
    /// padding: some programs take the padding of an encoded word for the end of all.
    private mutating func append(words text: String, column: Int) {
        let all = Array(text.utf8)
        if (all.count + 2) / 3 * 4 + "=?UTF-8?B??=".utf8.count <= 76 - column {
            append("=?UTF-8?B?")
            appendBase64(all, to: &bytes)
            return append("?=")
        }
        let overhead = "=?UTF-8?Q??=".utf8.count
        var room = 76 - column - overhead
        var word: [UInt8] = []
        var isFirst = true
        func flush(_ header: inout MessageHeader) {
            header.append(isFirst ? "=?UTF-8?Q?" : "\n =?UTF-8?Q?")
            header.bytes += word
            header.append("?=")
            isFirst = false
            word.removeAll(keepingCapacity: true)
            room = 75 - overhead
        }
        for piece in pieces(of: text) {
            var whole: [UInt8] = []
            for scalar in piece { appendQuoted(scalar, to: &whole) }
            if word.count + whole.count <= room {
                word += whole
                continue
            }
            if !word.isEmpty { flush(&self) }
            if whole.count <= room {
                word = whole
                continue
            }
            for scalar in piece {
                var one: [UInt8] = []
                appendQuoted(scalar, to: &one)
                if word.count + one.count > room { flush(&self) }
                word += one
            }
        }
        if !word.isEmpty || isFirst { flush(&self) }
    }

    /// Its words, each with the blanks after it.
    private func pieces(of text: String) -> [[Unicode.Scalar]] {
        var pieces: [[Unicode.Scalar]] = [[]]
        for scalar in text.unicodeScalars {
            if scalar != " ", pieces[pieces.count - 1].last == " " { pieces.append([]) }
            pieces[pieces.count - 1].append(scalar)
        }
        return pieces
    }

    /// RFC 2047, 4.2, and 5 (3): what may stand in a phrase, too.
    private func appendQuoted(_ scalar: Unicode.Scalar, to word: inout [UInt8]) {
        let digits = Array("0123456789ABCDEF".utf8)
        for byte in String(scalar).utf8 {
            switch byte {
            case UInt8(ascii: " "): word.append(UInt8(ascii: "_"))
            case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
                UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "-"), UInt8(ascii: "/"):
                word.append(byte)
            default:
                word += [UInt8(ascii: "="), digits[Int(byte >> 4)], digits[Int(byte & 15)]]
            }
        }
    }
}

let lineFeed = UInt8(ascii: "\n")
