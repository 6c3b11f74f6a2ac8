public import Planning

extension NoticeIdentity {
    /// The identity as one word of ASCII, `programme/task/occurrence/rule/step/repeat/recipient`, each part
    /// percent-encoded (RFC 3986): `DONDOC_NOTICE` and `X-Dondoc-Notice`. Where the due date was moved, its number
    /// follows as an eighth part.
    public var key: String {
        var bytes: [UInt8] = []
        bytes.reserveCapacity(96)
        var parts = [programme, task, occurrence, rule, "\(step)", "\(repeatNumber)", recipient]
        if dueNumber != 0 { parts.append("\(dueNumber)") }
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
}
