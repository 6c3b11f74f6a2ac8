/// Base64 (RFC 4648, 4), without line breaks.
func appendBase64(_ bytes: [UInt8], to result: inout [UInt8]) {
    bytes.withUnsafeBufferPointer { appendBase64($0[...], to: &result) }
}

private func appendBase64(_ bytes: Slice<UnsafeBufferPointer<UInt8>>, to result: inout [UInt8]) {
    base64Digits.withUnsafeBufferPointer { digits in
        var i = bytes.startIndex
        while i + 3 <= bytes.endIndex {
            let group = UInt32(bytes[i]) << 16 | UInt32(bytes[i + 1]) << 8 | UInt32(bytes[i + 2])
            result.append(digits[Int(group >> 18)])
            result.append(digits[Int(group >> 12 & 63)])
            result.append(digits[Int(group >> 6 & 63)])
            result.append(digits[Int(group & 63)])
            i += 3
        }
        guard i < bytes.endIndex else { return }
        let isOne = i + 1 == bytes.endIndex
        let group = UInt32(bytes[i]) << 16 | (isOne ? 0 : UInt32(bytes[i + 1]) << 8)
        result.append(digits[Int(group >> 18)])
        result.append(digits[Int(group >> 12 & 63)])
        result.append(isOne ? UInt8(ascii: "=") : digits[Int(group >> 6 & 63)])
        result.append(UInt8(ascii: "="))
    }
}

private let base64Digits = Array("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/".utf8)

/// Base64 in lines of 76 (RFC 2045, 6.8).
func appendBase64Body(_ bytes: [UInt8], to result: inout [UInt8]) {
    result.reserveCapacity(result.count + bytes.count / 57 * 77 + 80)
    bytes.withUnsafeBufferPointer { buffer in
        for start in stride(from: 0, to: buffer.count, by: 57) {
            appendBase64(buffer[start..<min(start + 57, buffer.count)], to: &result)
            result.append(lineFeed)
        }
    }
}

/// Quoted-printable (RFC 2045, 6.7) of a text whose lines end in LF; ends with a line break.
///
/// A dot that begins a line, and "From ", are encoded too: old transports take them for their own.
func appendQuotedPrintable(_ text: [UInt8], to result: inout [UInt8]) {
    result.reserveCapacity(result.count + text.count * 2 + 80)
    text.withUnsafeBufferPointer { bytes in
        hexDigits.withUnsafeBufferPointer { digits in
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
                result.append(digits[Int(byte >> 4)])
                result.append(digits[Int(byte & 15)])
            }
            if column > 0 { result.append(lineFeed) }
        }
    }
}

private let hexDigits = Array("0123456789ABCDEF".utf8)
