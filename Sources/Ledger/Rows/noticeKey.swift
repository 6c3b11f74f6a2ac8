public import Planning

extension NoticeIdentity {
    /// The identity as one word of ASCII, `programme/task/occurrence/rule/step/repeat/recipient`, each part
    /// percent-encoded (RFC 3986): `DONDOC_NOTICE` and `X-Dondoc-Notice`. Where the due date was moved, its number
    /// follows as another part; where the task's number was another's before, `~` and how often.
    public var key: String {
        var bytes: [UInt8] = []
        bytes.reserveCapacity(96)
        var parts = [programme, task, occurrence, rule, "\(step)", "\(repeatNumber)", recipient]
        if dueNumber != 0 { parts.append("\(dueNumber)") }
        if generation != 0 { parts.append("~\(generation)") }
        for (index, part) in parts.enumerated() {
            if index > 0 { bytes.append(UInt8(ascii: "/")) }
            for byte in part.utf8 {
                switch byte {
                case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
                    UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "-"), UInt8(ascii: "."), UInt8(ascii: "_"),
                    UInt8(ascii: "~"):
                    bytes.append(byte)
                default:
                    bytes.append(UInt8(ascii: "%"))
                    for digit in [byte >> 4, byte & 15] {
                        bytes.append(digit < 10 ? UInt8(ascii: "0") + digit : UInt8(ascii: "A") - 10 + digit)
                    }
                }
            }
        }
        return String(decoding: bytes, as: UTF8.self)
    }

    /// - Returns: nil for what is no ``key``.
    public init?(key: String) {
        var parts = key.utf8.split(separator: UInt8(ascii: "/"), omittingEmptySubsequences: false).map(decoded)
        var generation = 0
        if parts.count > 7, let last = parts.last, let last, last.hasPrefix("~") {
            guard let number = Int(last.dropFirst()), number > 0 else { return nil }
            generation = number
            parts.removeLast()
        }
        guard (7...8).contains(parts.count), let programme = parts[0], let task = parts[1], let occurrence = parts[2],
            let rule = parts[3], let step = parts[4].flatMap({ Int($0) }),
            let repeatNumber = parts[5].flatMap({ Int($0) }),
            let recipient = parts[6]
        else { return nil }
        var dueNumber = 0
        if parts.count == 8 {
            guard let number = parts[7].flatMap({ Int($0) }), number > 0 else { return nil }
            dueNumber = number
        }
        self.init(
            programme: programme, task: task, occurrence: occurrence, dueNumber: dueNumber, rule: rule, step: step,
            repeatNumber: repeatNumber, recipient: recipient, generation: generation)
    }
}

/// Without percent-encoding; nil where it is garbled.
private func decoded(_ part: Substring.UTF8View) -> String? {
    var bytes: [UInt8] = []
    var rest = part
    while let byte = rest.popFirst() {
        guard byte == UInt8(ascii: "%") else {
            bytes.append(byte)
            continue
        }
        guard rest.count >= 2, let digits = String(rest.prefix(2)), let value = UInt8(digits, radix: 16) else {
            return nil
        }
        rest = rest.dropFirst(2)
        bytes.append(value)
    }
    return String(validating: bytes, as: UTF8.self)
}
