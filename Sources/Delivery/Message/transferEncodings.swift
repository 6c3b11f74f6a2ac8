/// Base64 (RFC 4648, 4), without line breaks.
func appendBase64(_ bytes: [UInt8], to result: inout [UInt8]) {
    bytes.withUnsafeBufferPointer { bytes in
        result.append(atMost: (bytes.count + 2) / 3 * 4) { encodeBase64(bytes[...], to: $0) }
    }
}

/// Base64 in lines of 76 (RFC 2045, 6.8).
func appendBase64Body(_ bytes: [UInt8], to result: inout [UInt8]) {
    bytes.withUnsafeBufferPointer { bytes in
        result.append(atMost: (bytes.count / 57 + 1) * 77) { out in
            var count = 0
            for start in stride(from: 0, to: bytes.count, by: 57) {
                count += encodeBase64(bytes[start..<min(start + 57, bytes.count)], to: out + count)
                out[count] = lineFeed
                count += 1
            }
            return count
        }
    }
}

/// - Returns: how many octets.
private func encodeBase64(_ bytes: Slice<UnsafeBufferPointer<UInt8>>, to out: UnsafeMutablePointer<UInt8>) -> Int {
    base64Digits.withUnsafeBufferPointer { digits in
        var count = 0
        var i = bytes.startIndex
        while i + 3 <= bytes.endIndex {
            let group = UInt32(bytes[i]) << 16 | UInt32(bytes[i + 1]) << 8 | UInt32(bytes[i + 2])
            out[count] = digits[Int(group >> 18)]
            out[count + 1] = digits[Int(group >> 12 & 63)]
            out[count + 2] = digits[Int(group >> 6 & 63)]
            out[count + 3] = digits[Int(group & 63)]
            count += 4
            i += 3
        }
        guard i < bytes.endIndex else { return count }
        let isOne = i + 1 == bytes.endIndex
        let group = UInt32(bytes[i]) << 16 | (isOne ? 0 : UInt32(bytes[i + 1]) << 8)
        out[count] = digits[Int(group >> 18)]
        out[count + 1] = digits[Int(group >> 12 & 63)]
        out[count + 2] = isOne ? UInt8(ascii: "=") : digits[Int(group >> 6 & 63)]
        out[count + 3] = UInt8(ascii: "=")
        return count + 4
    }
}

private let base64Digits = Array("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/".utf8)

/// Quoted-printable (RFC 2045, 6.7) of a text whose lines end in LF; ends with a line break.
///
/// A dot that begins a line, and "From ", are encoded too: old transports take them for their own.
func appendQuotedPrintable(_ text: [UInt8], to result: inout [UInt8]) {
    text.withUnsafeBufferPointer { bytes in
        // Three octets for each, and two of a soft break after 73 or more.
        result.append(atMost: bytes.count * 3 + bytes.count / 24 * 2 + 8) { encodeQuotedPrintable(bytes, to: $0) }
    }
}

/// - Returns: how many octets.
private func encodeQuotedPrintable(
    _ bytes: UnsafeBufferPointer<UInt8>, to out: UnsafeMutablePointer<UInt8>
) -> Int {
    hexDigits.withUnsafeBufferPointer { digits in
        var count = 0
        var column = 0
        var i = 0
        func put(_ byte: UInt8) {
            out[count] = byte
            count += 1
        }
        while i < bytes.count {
            let byte = bytes[i]
            i += 1
            if byte == lineFeed {
                put(lineFeed)
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
                put(UInt8(ascii: "="))
                put(lineFeed)
                column = 0
            }
            column += width
            guard mustEncode else {
                put(byte)
                continue
            }
            put(UInt8(ascii: "="))
            put(digits[Int(byte >> 4)])
            put(digits[Int(byte & 15)])
        }
        if column > 0 { put(lineFeed) }
        return count
    }
}

private let hexDigits = Array("0123456789ABCDEF".utf8)

extension [UInt8] {
    /// Appends what is written to a place of so many octets.
    /// - Parameter write: returns how many there are.
    fileprivate mutating func append(atMost capacity: Int, _ write: (UnsafeMutablePointer<UInt8>) -> Int) {
        append(
            contentsOf: [UInt8](unsafeUninitializedCapacity: capacity) { buffer, count in
                count = buffer.baseAddress.map(write) ?? 0
            })
    }
}
