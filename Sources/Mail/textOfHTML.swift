/// The text of an HTML part, in lines. What a mail program marks as quoted stands behind `>`, or ends the text.
func textOfHTML(_ html: String) -> String {
    var writer = HTMLTextWriter()
    var scanner = HTMLScanner(html)
    while let token = scanner.next() {
        switch token {
        case .text(let text): writer.write(text)
        case .tag(let tag):
            if !writer.take(tag) { return writer.finish() }
        }
    }
    return writer.finish()
}

struct HTMLTag {
    /// In lower case.
    var name: String
    var isEnd: Bool
    /// The rest, in lower case: 1,000 bytes at most.
    var attributes: [UInt8]
}

/// Tags and the text between them. Comments and declarations are passed over; a `<` that begins nothing is text.
private struct HTMLScanner {
    enum Token {
        case text(String)
        case tag(HTMLTag)
    }

    private let bytes: [UInt8]
    private var at = 0

    init(_ html: String) { bytes = Array(html.utf8) }

    mutating func next() -> Token? {
        while at < bytes.count {
            guard bytes[at] == UInt8(ascii: "<") else { return text() }
            if bytes[at...].starts(with: "<!--".utf8) {
                skip(past: Array("-->".utf8))
            } else if at + 1 < bytes.count, bytes[at + 1] == UInt8(ascii: "!") || bytes[at + 1] == UInt8(ascii: "?") {
                skip(past: [UInt8(ascii: ">")])
            } else if at + 1 < bytes.count, isLetter(bytes[at + 1]) || bytes[at + 1] == UInt8(ascii: "/") {
                return tag()
            } else {
                return text()
            }
        }
        return nil
    }

    private mutating func text() -> Token {
        let start = at
        at += 1
        while at < bytes.count, bytes[at] != UInt8(ascii: "<") { at += 1 }
        return .text(unescaped(bytes[start..<at]))
    }

    private mutating func tag() -> Token {
        at += 1
        let isEnd = bytes[at] == UInt8(ascii: "/")
        if isEnd { at += 1 }
        let start = at
        while at < bytes.count, isLetter(bytes[at]) || 0x30...0x39 ~= bytes[at] { at += 1 }
        let name = String(decoding: bytes[start..<at], as: UTF8.self).lowercased()
        let rest = at
        var quote: UInt8?
        while at < bytes.count {
            let byte = bytes[at]
            if let open = quote {
                if byte == open { quote = nil }
            } else if byte == UInt8(ascii: "\"") || byte == UInt8(ascii: "'") {
                quote = byte
            } else if byte == UInt8(ascii: ">") {
                break
            }
            at += 1
        }
        let attributes = bytes[rest..<min(at, rest + 1_000)].map(lower)
        at = min(bytes.count, at + 1)
        // What they hold is no text.
        if !isEnd, ["script", "style", "head", "title"].contains(name) { skip(past: Array("</\(name)".utf8)) }
        return .tag(HTMLTag(name: name, isEnd: isEnd, attributes: attributes))
    }

    /// To the end, where it does not come.
    private mutating func skip(past end: [UInt8]) {
        while at < bytes.count {
            if bytes[at] == end[0], at + end.count <= bytes.count,
                zip(bytes[at..<(at + end.count)], end).allSatisfy({ lower($0) == $1 })
            {
                at += end.count
                // An end tag's own end.
                if end[0] == UInt8(ascii: "<") { skip(past: [UInt8(ascii: ">")]) }
                return
            }
            at += 1
        }
    }

    private func lower(_ byte: UInt8) -> UInt8 { 0x41...0x5A ~= byte ? byte | 0x20 : byte }

    private func isLetter(_ byte: UInt8) -> Bool { 0x61...0x7A ~= byte | 0x20 }
}

private struct HTMLTextWriter {
    private var text = ""
    private var isAtStart = true
    /// Of blockquotes.
    private var depth = 0

    mutating func write(_ words: String) {
        for scalar in words.unicodeScalars {
            if scalar.properties.isWhitespace {
                if !isAtStart, text.unicodeScalars.last != " " { text.unicodeScalars.append(" ") }
                continue
            }
            if isAtStart, depth > 0 { text += "> " }
            isAtStart = false
            text.unicodeScalars.append(scalar)
        }
    }

    /// - Returns: false where all that follows is quoted.
    mutating func take(_ tag: HTMLTag) -> Bool {
        if !tag.isEnd, startsQuotation(tag) { return false }
        switch tag.name {
        case "br", "p", "div", "li", "tr", "h1", "h2", "h3", "h4", "h5", "h6", "table", "ul", "ol", "pre", "hr",
            "section":
            breakLine()
        case "blockquote":
            breakLine()
            depth = max(0, min(depth, 1_000) + (tag.isEnd ? -1 : 1))
        case "td", "th": write(" ")
        default: break
        }
        return true
    }

    /// Gmail's, Outlook's, Yahoo's and Zimbra's marks of the letter that is answered, and of a signature.
    private func startsQuotation(_ tag: HTMLTag) -> Bool {
        tag.attributes.indices.contains { start in
            quotationMarks[tag.attributes[start], default: []].contains { tag.attributes[start...].starts(with: $0) }
        }
    }

    private mutating func breakLine() {
        if text.unicodeScalars.last == " " { text.unicodeScalars.removeLast() }
        text += "\n"
        isAtStart = true
    }

    func finish() -> String { text }
}

/// By their first byte.
private let quotationMarks: [UInt8: [[UInt8]]] = Dictionary(
    grouping: [
        "gmail_quote", "gmail_signature", "divrplyfwdmsg", "appendonsend", "yahoo_quoted", "__quoted_text__",
        "moz-signature", "mail-editor-reference-message", "__signature__", "olk_src_body_section",
        "ms-outlook-mobile-signature",
    ].map { Array($0.utf8) }, by: { $0[0] })

/// Character references undone (HTML, 13.5): by number, and those by name that mail programs write.
private func unescaped(_ bytes: ArraySlice<UInt8>) -> String {
    guard bytes.contains(UInt8(ascii: "&")) else { return String(decoding: bytes, as: UTF8.self) }
    var result: [UInt8] = []
    var at = bytes.startIndex
    while at < bytes.endIndex {
        guard bytes[at] == UInt8(ascii: "&"),
            let end = bytes[at...].prefix(12).firstIndex(of: UInt8(ascii: ";")),
            let scalar = character(String(decoding: bytes[(at + 1)..<end], as: UTF8.self))
        else {
            result.append(bytes[at])
            at += 1
            continue
        }
        result += Array(String(scalar).utf8)
        at = end + 1
    }
    return String(decoding: result, as: UTF8.self)
}

private func character(_ name: String) -> Unicode.Scalar? {
    if name.hasPrefix("#x") || name.hasPrefix("#X") {
        return UInt32(name.dropFirst(2), radix: 16).flatMap(Unicode.Scalar.init)
    }
    if name.hasPrefix("#") { return UInt32(name.dropFirst()).flatMap(Unicode.Scalar.init) }
    return namedCharacters[name]
}

private let namedCharacters: [String: Unicode.Scalar] = {
    // U+00A0 and after.
    let latin1 = """
        nbsp iexcl cent pound curren yen brvbar sect uml copy ordf laquo not shy reg macr deg plusmn sup2 sup3 acute micro \
        para middot cedil sup1 ordm raquo frac14 frac12 frac34 iquest Agrave Aacute Acirc Atilde Auml Aring AElig Ccedil \
        Egrave Eacute Ecirc Euml Igrave Iacute Icirc Iuml ETH Ntilde Ograve Oacute Ocirc Otilde Ouml times Oslash Ugrave \
        Uacute Ucirc Uuml Yacute THORN szlig agrave aacute acirc atilde auml aring aelig ccedil egrave eacute ecirc euml \
        igrave iacute icirc iuml eth ntilde ograve oacute ocirc otilde ouml divide oslash ugrave uacute ucirc uuml yacute \
        thorn yuml
        """
    var characters: [String: Unicode.Scalar] = [
        "amp": "&", "lt": "<", "gt": ">", "quot": "\"", "apos": "'", "ndash": "–", "mdash": "—", "lsquo": "‘",
        "rsquo": "’", "ldquo": "“", "rdquo": "”", "hellip": "…", "bull": "•", "ensp": " ", "emsp": " ",
        "zwnj": "\u{200C}",
        "abreve": "ă", "Abreve": "Ă", "dstrok": "đ", "Dstrok": "Đ",
    ]
    for (place, name) in latin1.split(separator: " ").enumerated() {
        characters[String(name)] = Unicode.Scalar(UInt32(0xA0 + place))
    }
    return characters
}()
