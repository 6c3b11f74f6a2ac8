public import Diagnostics

/// An encoding in which Vietnamese was written before Unicode, told by the bytes that stand for its commonest letters.
public enum LegacyEncoding: CaseIterable, Sendable {
    case windows1258, tcvn3, vni

    /// - Parameter bytes: that are not UTF-8; the first 64 KiB are looked at.
    /// - Returns: nil where none of them is likely.
    public init?(of bytes: [UInt8]) {
        var counts = [Int](repeating: 0, count: 256)
        for byte in bytes.prefix(1 << 16) { counts[Int(byte)] += 1 }
        let high = counts[0x80...].reduce(0, +)
        guard high > 0 else { return nil }
        func count(_ letters: UInt8...) -> Int { letters.reduce(0) { $0 + counts[Int($1)] } }
        // đ, ư; ă â ê ô ơ without a tone; and the tones that follow their letter.
        let tcvn3 = count(0xA8, 0xA9, 0xAA, 0xAB, 0xAC, 0xAD, 0xAE)
        let windows1258 = count(0xF0, 0xFD, 0xCC, 0xD2, 0xDE, 0xEC, 0xF2)
        let vni = count(0xF1, 0xF6, 0xF8, 0xF9, 0xFB)
        if tcvn3 * 8 >= high {
            self = .tcvn3
        } else if windows1258 * 5 >= high, windows1258 > vni {
            self = .windows1258
        } else if vni * 5 >= high, vni > windows1258 {
            self = .vni
        } else {
            return nil
        }
    }

    /// Of a text that is Unicode and shows the letters of an old font: "Qu¶ng Ng·i", which a document typed in .VnTime
    /// holds.
    /// - Returns: nil where it has letters of Vietnamese, or hardly any but those of English.
    public init?(fontOf text: some StringProtocol) {
        var bytes: [UInt8] = []
        var letters = 0
        for scalar in text.unicodeScalars.prefix(1 << 16) {
            if 0x1EA0...0x1EF9 ~= scalar.value || [0x103, 0x111, 0x1A1, 0x1B0].contains(scalar.value) { return nil }
            if 0xA1...0xFF ~= scalar.value { bytes.append(UInt8(scalar.value)) }
            if scalar.properties.isAlphabetic || 0xA1...0xFF ~= scalar.value { letters += 1 }
        }
        guard bytes.count >= 12, bytes.count * 10 >= letters else { return nil }
        self.init(of: bytes)
    }

    /// As fonts and programs of the office name it.
    public var name: String {
        switch self {
        case .windows1258: "Windows-1258"
        case .tcvn3: "TCVN3 (ABC)"
        case .vni: "VNI"
        }
    }

    /// How its text becomes UTF-8.
    /// - Parameter file: as a shell takes it.
    public func remedy(_ file: String) -> Wording {
        switch self {
        case .windows1258: command("WINDOWS-1258", file)
        case .tcvn3: command("TCVN5712-1", file)
        case .vni:
            Wording(
                vi: "chuyển mã bằng UniKey (VNI Windows sang Unicode)",
                en: "convert it with UniKey (VNI Windows to Unicode)")
        }
    }

    private func command(_ encoding: String, _ file: String) -> Wording {
        let words = "iconv -f \(encoding) -t UTF-8 \(file)"
        return Wording(vi: "chuyển mã: \(words)", en: "convert it: \(words)")
    }
}

/// The text of bytes that begin with the byte order mark of UTF-16, as UTF-8; nil where they do not, or are broken.
public func readUTF16(_ bytes: [UInt8]) -> String? {
    let isBig = bytes.starts(with: [0xFE, 0xFF])
    guard bytes.count % 2 == 0, isBig || bytes.starts(with: [0xFF, 0xFE]) else { return nil }
    let units = stride(from: 2, to: bytes.count, by: 2).map { at in
        let (first, second) = (UInt16(bytes[at]), UInt16(bytes[at + 1]))
        return isBig ? first << 8 | second : second << 8 | first
    }
    return String(validating: units, as: UTF16.self)
}
