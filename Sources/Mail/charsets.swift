/// Text of a charset as mail names it. Of one that is not known, and where none is named: UTF-8 where it is that, else
/// windows-1252.
func decodeText(_ bytes: some Collection<UInt8>, charset: String?) -> String {
    let bytes = Array(bytes)
    switch charset?.lowercased() {
    case "utf-8", "utf8": return String(decoding: bytes, as: UTF8.self)
    case "windows-1258", "cp1258", "x-cp1258": return singleBytes(bytes, windows1258)
    // What says Latin-1 is windows-1252 to every browser (WHATWG Encoding); mail programs do the same.
    case "iso-8859-1", "latin1", "windows-1252", "cp1252", "iso-8859-15": return singleBytes(bytes, windows1252)
    case "utf-16": return utf16(bytes, isBig: nil)
    case "utf-16le": return utf16(bytes, isBig: false)
    case "utf-16be": return utf16(bytes, isBig: true)
    default: return String(validating: bytes, as: UTF8.self) ?? singleBytes(bytes, windows1252)
    }
}

private func singleBytes(_ bytes: [UInt8], _ high: [Unicode.Scalar]) -> String {
    var text = String.UnicodeScalarView()
    for byte in bytes { text.append(byte < 0x80 ? Unicode.Scalar(byte) : high[Int(byte) - 0x80]) }
    return String(text)
}

/// - Parameter isBig: nil: as its mark says, else big-endian (RFC 2781, 4.3).
private func utf16(_ bytes: [UInt8], isBig: Bool?) -> String {
    var bytes = bytes[...]
    var isBig = isBig
    if bytes.starts(with: [0xFE, 0xFF]) {
        (isBig, bytes) = (isBig ?? true, bytes.dropFirst(2))
    } else if bytes.starts(with: [0xFF, 0xFE]), isBig != true {
        (isBig, bytes) = (false, bytes.dropFirst(2))
    }
    var units: [UInt16] = []
    units.reserveCapacity(bytes.count / 2)
    var at = bytes.startIndex
    while at + 1 < bytes.endIndex {
        let (first, second) = (UInt16(bytes[at]), UInt16(bytes[at + 1]))
        units.append(isBig ?? true ? first << 8 | second : second << 8 | first)
        at += 2
    }
    return String(decoding: units, as: UTF16.self)
}

/// 0x80…0xFF. What is not defined is U+FFFD.
private let windows1252: [Unicode.Scalar] = {
    let first: [UInt32] = [
        0x20AC, 0xFFFD, 0x201A, 0x0192, 0x201E, 0x2026, 0x2020, 0x2021, 0x02C6, 0x2030, 0x0160, 0x2039, 0x0152, 0xFFFD,
        0x017D, 0xFFFD, 0xFFFD, 0x2018, 0x2019, 0x201C, 0x201D, 0x2022, 0x2013, 0x2014, 0x02DC, 0x2122, 0x0161, 0x203A,
        0x0153, 0xFFFD, 0x017E, 0x0178,
    ]
    return (first + Array(0xA0...0xFF)).map { Unicode.Scalar($0) ?? "\u{FFFD}" }
}()

private let windows1258: [Unicode.Scalar] = {
    var table = windows1252
    let others: [Int: UInt32] = [
        0x8A: 0xFFFD, 0x8E: 0xFFFD, 0x9A: 0xFFFD, 0x9E: 0xFFFD, 0xC3: 0x102, 0xCC: 0x300, 0xD0: 0x110, 0xD2: 0x309,
        0xD5: 0x1A0, 0xDD: 0x1AF, 0xDE: 0x303, 0xE3: 0x103, 0xEC: 0x301, 0xF0: 0x111, 0xF2: 0x323, 0xF5: 0x1A1,
        0xFD: 0x1B0, 0xFE: 0x20AB,
    ]
    for (byte, value) in others { table[byte - 0x80] = Unicode.Scalar(value) ?? "\u{FFFD}" }
    return table
}()
