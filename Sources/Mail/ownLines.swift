extension Mail {
    /// What its author wrote: quoted lines, the line that announces them, forwarded letters and signatures are taken off.
    /// Blank lines stay out; white space is single.
    static func ownLines(ofPlain text: String) -> [String] {
        let lines = text.split(separator: "\n", omittingEmptySubsequences: false).prefix(5_000).map { line in
            // Of a line without end, nothing that is looked at comes after so much.
            oneLine(line.unicodeScalars.prefix(4_000))
        }
        var own: [String] = []
        var at = 0
        while at < lines.count {
            let line = lines[at]
            defer { at += 1 }
            if line.isEmpty || line.first == ">" { continue }
            if endsOwnText(line) || isForwardedHeader(lines[at...]) { break }
            if let length = attributionLength(lines[at...]) {
                // What is quoted with marks may have answers between; without marks all that follows is quoted.
                let next = lines[(at + length)...].first { !$0.isEmpty }
                guard next?.first == ">" else { break }
                at += length - 1
                continue
            }
            own.append(line)
        }
        return own
    }

    private static func oneLine(_ scalars: Substring.UnicodeScalarView.SubSequence) -> String {
        var result = String.UnicodeScalarView()
        for scalar in scalars {
            if scalar.properties.isWhitespace || scalar.value < 0x20 {
                if result.last != " ", !result.isEmpty { result.append(" ") }
            } else if !isUnseen(scalar) {
                result.append(scalar)
            }
        }
        if result.last == " " { result.removeLast() }
        return String(result)
    }

    /// Marks of direction, zero-width characters, the byte order mark: phone keyboards and HTML leave them.
    private static func isUnseen(_ scalar: Unicode.Scalar) -> Bool {
        switch scalar.value {
        case 0xAD, 0x200B...0x200F, 0x202A...0x202E, 0x2060...0x2069, 0xFEFF: true
        default: false
        }
    }

    /// A signature, or the rule above the letter that is answered.
    private static func endsOwnText(_ line: String) -> Bool {
        if line == "--" || line == "—" || line == "––" { return true }
        let marks = line.filter { $0 == "_" || $0 == "-" || $0 == "—" || $0 == "=" }.count
        if marks >= 10, marks == line.count { return true }
        let words = fold(line)
        if marks >= 4, originalLetter.contains(where: words.contains) { return true }
        return signatures.contains { words.hasPrefix($0) }
    }

    private static let originalLetter = [
        "original message", "thư gốc", "tin nhắn gốc", "thư ban đầu", "forwarded message", "thư chuyển tiếp",
        "thư đã chuyển tiếp", "original appointment",
    ]

    private static let signatures = [
        "sent from my ", "sent from mail for", "sent from outlook", "sent from yahoo", "sent from samsung",
        "get outlook for",
        "đã gửi từ ", "được gửi từ ", "gửi từ iphone", "gửi từ ipad", "gửi từ điện thoại", "gửi từ outlook",
        "gửi từ thư",
        "gửi từ zalo", "tải outlook cho", "tải outlook dành cho", "sent with ",
    ]

    /// "Từ: … Ngày: …" as Outlook and Zimbra put before what they quote.
    private static func isForwardedHeader(_ lines: ArraySlice<String>) -> Bool {
        func name(_ line: String) -> String? {
            let words = fold(line.filter { $0 != "*" })
            return headerNames.first { words.hasPrefix($0 + ":") }
        }
        let near = lines.prefix(4).compactMap(name)
        guard let first = lines.first.flatMap(name), fromNames.contains(first) else { return false }
        return Set(near).count >= 2
    }

    private static let fromNames = ["from", "từ", "người gửi"]
    private static let headerNames =
        fromNames + [
            "sent", "date", "to", "subject", "cc", "đã gửi", "ngày", "ngày gửi", "gửi lúc", "tới", "đến", "chủ đề",
        ]

    /// "On Mon, Jun 1, 2026 … wrote:", "Vào Th 2, 1 thg 6, 2026 … đã viết:": on one line or broken over a few.
    /// - Returns: how many lines it takes.
    private static func attributionLength(_ lines: ArraySlice<String>) -> Int? {
        guard let first = lines.first else { return nil }
        let start = fold(first)
        guard attributionStarts.contains(where: start.hasPrefix) || start.contains("@") else { return nil }
        var joined = ""
        for (count, line) in lines.prefix(4).enumerated() {
            if line.isEmpty || line.first == ">" { return nil }
            joined += (count == 0 ? "" : " ") + line
            let words = fold(joined)
            if attributionEnds.contains(where: words.hasSuffix),
                joined.contains(where: \.isNumber) || words.contains("@")
            {
                return count + 1
            }
        }
        return nil
    }

    private static let attributionStarts = ["on ", "vào ", "lúc ", "ngày ", "trong ", "am ", "le "]
    private static let attributionEnds = [
        " wrote:", "đã viết:", " viết:", "đã ghi:", " writes:", "schrieb:", "a écrit :", "a écrit:",
    ]
}

/// Lower case, composed marks apart from their letters' order: enough to compare phrases that programs write.
func fold(_ text: String) -> String { text.lowercased() }
