/// Base64 (RFC 4648, 4), without line breaks.
func appendBase64(_ bytes: some RandomAccessCollection<UInt8>, to result: inout [UInt8]) {
    var pending = UInt32(0)
    var count = 0
    for byte in bytes {
        pending = pending << 8 | UInt32(byte)
        count += 1
        guard count == 3 else { continue }
        for shift in [18, 12, 6, 0] as [UInt32] { result.append(base64Digits[Int(pending >> shift & 63)]) }
        (pending, count) = (0, 0)
    }
    guard count > 0 else { return }
    pending <<= UInt32(8 * (3 - count))
    result.append(base64Digits[Int(pending >> 18 & 63)])
    result.append(base64Digits[Int(pending >> 12 & 63)])
    result.append(count == 2 ? base64Digits[Int(pending >> 6 & 63)] : UInt8(ascii: "="))
    result.append(UInt8(ascii: "="))
}

private let base64Digits = Array("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/".utf8)

/// Base64 in lines of 76 (RFC 2045, 6.8).
func appendBase64Body(_ bytes: [UInt8], to result: inout [UInt8]) {
    var start = 0
    while start < bytes.count {
        let end = min(start + 57, bytes.count)
        appendBase64(bytes[start..<end], to: &result)
        result.append(lineFeed)
        start = end
    }
}

/// Quoted-printable (RFC 2045, 6.7) of a text whose lines end in LF; ends with a line break.
///
/// A dot that begins a line, and "From ", are encoded too: old transports take them for their own.
func appendQuotedPrintable(_ text: String, to result: inout [UInt8]) {
    let bytes = Array(text.utf8)
    var column = 0
    var i = 0
    while i < bytes.count {
        let byte = bytes[i]
        i += 1
        if byte == lineFeed {
            result.append(lineFeed)
            column = 0
            continue
        }
        let isLast = i == bytes.count || bytes[i] == lineFeed
        let mustEncode =
            switch byte {
            case UInt8(ascii: "="): true
            case UInt8(ascii: " "): isLast
            case UInt8(ascii: "."): column == 0
            case UInt8(ascii: "F"): column == 0 && bytes[i...].starts(with: "rom ".utf8)
            case 0x21...0x7E: false
            default: true
            }
        let width = mustEncode ? 3 : 1
        // A soft break needs a column, unless the line ends here.
        if column + width > (isLast ? 76 : 75) {
            result.append(UInt8(ascii: "="))
            result.append(lineFeed)
            column = 0
        }
        column += width
        guard mustEncode else {
            result.append(byte)
            continue
        }
        result.append(UInt8(ascii: "="))
        result.append(hexDigits[Int(byte >> 4)])
        result.append(hexDigits[Int(byte & 15)])
    }
    if column > 0 { result.append(lineFeed) }
}

private let hexDigits = Array("0123456789ABCDEF".utf8)
