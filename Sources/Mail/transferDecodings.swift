/// Undoes a part's transfer encoding (RFC 2045, 6), as mail programs do: what does not belong is passed over.
/// - Returns: at most ``MailBound/text`` bytes.
func decodeTransfer(_ bytes: ArraySlice<UInt8>, _ encoding: String?) -> [UInt8] {
    switch ParameterValue(encoding).value {
    case "base64": decodeBase64(bytes, atMost: MailBound.text)
    case "quoted-printable": decodeQuotedPrintable(bytes, atMost: MailBound.text)
    default: Array(bytes.prefix(MailBound.text))
    }
}

func decodeBase64(_ bytes: some Sequence<UInt8>, atMost limit: Int) -> [UInt8] {
    var result: [UInt8] = []
    var bits: UInt32 = 0
    var count = 0
    for byte in bytes {
        // Texts that were joined have padding between them.
        if byte == UInt8(ascii: "=") {
            (bits, count) = (0, 0)
            continue
        }
        guard let value = base64Value(byte) else { continue }
        bits = bits << 6 | value
        count += 6
        guard count >= 8 else { continue }
        count -= 8
        guard result.count < limit else { break }
        result.append(UInt8(truncatingIfNeeded: bits >> UInt32(count)))
        bits &= 1 << UInt32(count) - 1
    }
    return result
}

private func base64Value(_ byte: UInt8) -> UInt32? {
    switch byte {
    case UInt8(ascii: "A")...UInt8(ascii: "Z"): UInt32(byte - UInt8(ascii: "A"))
    case UInt8(ascii: "a")...UInt8(ascii: "z"): UInt32(byte - UInt8(ascii: "a")) + 26
    case UInt8(ascii: "0")...UInt8(ascii: "9"): UInt32(byte - UInt8(ascii: "0")) + 52
    case UInt8(ascii: "+"), UInt8(ascii: "-"): 62
    case UInt8(ascii: "/"), UInt8(ascii: "_"): 63
    default: nil
    }
}

func decodeQuotedPrintable(_ bytes: ArraySlice<UInt8>, atMost limit: Int) -> [UInt8] {
    var result: [UInt8] = []
    var lines = MailLines(bytes)
    while let line = lines.next(), result.count < limit {
        var line = line
        // Blanks at the end were added on the way (RFC 2045, 6.7 (3)).
        while let last = line.last, isBlank(last) { line.removeLast() }
        let isSoft = line.last == UInt8(ascii: "=")
        if isSoft { line.removeLast() }
        appendUnquoted(line, to: &result)
        if !isSoft { result.append(0x0A) }
    }
    return Array(result.prefix(limit))
}

/// `=C3=A0` and what stands for itself.
func appendUnquoted(_ bytes: ArraySlice<UInt8>, to result: inout [UInt8]) {
    var at = bytes.startIndex
    while at < bytes.endIndex {
        if bytes[at] == UInt8(ascii: "="), at + 2 < bytes.endIndex, let high = hexValue(bytes[at + 1]),
            let low = hexValue(bytes[at + 2])
        {
            result.append(high << 4 | low)
            at += 3
        } else {
            result.append(bytes[at])
            at += 1
        }
    }
}

func hexValue(_ byte: UInt8) -> UInt8? {
    switch byte {
    case UInt8(ascii: "0")...UInt8(ascii: "9"): byte - UInt8(ascii: "0")
    case UInt8(ascii: "A")...UInt8(ascii: "F"): byte - UInt8(ascii: "A") + 10
    case UInt8(ascii: "a")...UInt8(ascii: "f"): byte - UInt8(ascii: "a") + 10
    default: nil
    }
}
