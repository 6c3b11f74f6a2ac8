/// How much of a spelling is set aside when two words are compared.
public enum Folding: Sendable {
    /// Case, NFC or NFD, where the tone mark stands (hoà/hòa, uỷ/ủy), the kind of white space and dash: the same word.
    case spelling
    /// Diacritics and đ/d too, and letters that look alike: only for guessing what was meant.
    case plain
}

/// A key under which spellings of the same Vietnamese or English word are equal, as ``Folding`` says.
///
/// The tone of each syllable stands at its end, so that its place within does not matter; runs of white space are one
/// space, and none is left at the ends. Time and space are linear in the text.
public func fold(_ text: String, _ folding: Folding = .spelling) -> String {
    if let folded = foldASCII(text) { return folded }
    // Bytes, for to add to a string scalar by scalar takes three times as long.
    var result: [UInt8] = []
    result.reserveCapacity(text.utf8.count + 8)
    func add(_ scalar: Unicode.Scalar) {
        switch scalar.value {
        case ..<0x80: result.append(UInt8(scalar.value))
        // Nearly all others: đ and the marks.
        case ..<0x800:
            result.append(UInt8(0xC0 | scalar.value >> 6))
            result.append(UInt8(0x80 | scalar.value & 0x3F))
        default: result.append(contentsOf: UTF8.encode(scalar)!)
        }
    }
    var tone: Unicode.Scalar?
    var pendingSpace = false
    func endSyllable() {
        if let mark = tone, folding == .spelling { add(mark) }
        tone = nil
    }
    for scalar in text.unicodeScalars {
        if isSpace(scalar) {
            endSyllable()
            pendingSpace = !result.isEmpty
            continue
        }
        if isInvisible(scalar) { continue }
        if let mark = Letter.mark(scalar) {
            switch mark {
            case .tone: tone = scalar
            case .quality: if folding == .spelling { add(scalar) }
            }
            continue
        }
        let letter = Letter(folding == .plain ? lookAlike(scalar) ?? scalar : scalar)
        guard let letter else {
            endSyllable()
            if pendingSpace { result.append(0x20) }
            pendingSpace = false
            if scalar.isASCII {
                add(scalar)
            } else {
                for scalar in dash(scalar).properties.lowercaseMapping.unicodeScalars { add(scalar) }
            }
            continue
        }
        if pendingSpace { result.append(0x20) }
        pendingSpace = false
        if folding == .plain {
            add(letter.base == "đ" ? "d" : letter.base)
        } else {
            add(letter.base)
            if let quality = letter.quality { add(quality) }
        }
        if let mark = letter.tone { tone = mark }
    }
    endSyllable()
    return String(decoding: result, as: UTF8.self)
}

/// The same for a text in ASCII, which has no tones to move: ids, keys and numbers, ten times as fast.
/// - Returns: nil for any other.
private func foldASCII(_ text: String) -> String? {
    var text = text
    return text.withUTF8 { bytes in
        guard bytes.allSatisfy({ $0 < 0x80 }) else { return nil }
        return String(unsafeUninitializedCapacity: bytes.count) { folded in
            var count = 0
            var pendingSpace = false
            for byte in bytes {
                if byte == 0x20 || 0x09...0x0D ~= byte {
                    pendingSpace = count > 0
                    continue
                }
                if pendingSpace {
                    folded[count] = 0x20
                    count += 1
                    pendingSpace = false
                }
                folded[count] = 0x41...0x5A ~= byte ? byte | 0x20 : byte
                count += 1
            }
            return count
        }
    }
}

/// A Latin letter taken apart as Vietnamese writes it: a base (a…z, đ), a quality (circumflex, breve, horn) and a tone.
public struct Letter: Sendable {
    /// What a combining character is in Vietnamese: one of five tones, or circumflex, breve and horn.
    public enum Mark: Sendable { case tone, quality }

    /// Lower case.
    public let base: Unicode.Scalar
    /// U+0302, U+0306 or U+031B.
    public let quality: Unicode.Scalar?
    /// U+0300, U+0301, U+0303, U+0309 or U+0323.
    public let tone: Unicode.Scalar?

    /// - Returns: nil for what is not a letter of the Vietnamese or English alphabet.
    public init?(_ scalar: Unicode.Scalar) {
        let value = scalar.value
        if value < 0x80 {
            let lower = value | 0x20
            guard 0x61...0x7A ~= lower, let base = Unicode.Scalar(lower) else { return nil }
            self.init(base, nil, nil)
            return
        }
        if value == 0x110 || value == 0x111 {
            self.init("đ", nil, nil)
            return
        }
        guard let place = Letter.place(value), let found = Letter.composed[place] else { return nil }
        self = found
    }

    private init(_ base: Unicode.Scalar, _ quality: Unicode.Scalar?, _ tone: Unicode.Scalar?) {
        self.base = base
        self.quality = quality
        self.tone = tone
    }

    /// What a combining mark is; nil for what is not one of Vietnamese.
    public static func mark(_ scalar: Unicode.Scalar) -> Mark? {
        switch scalar.value {
        case 0x300, 0x301, 0x303, 0x309, 0x323: .tone
        case 0x302, 0x306, 0x31B: .quality
        default: nil
        }
    }

    /// A letter with one more of Vietnamese's marks; nil where there is no such letter.
    static func join(_ scalar: Unicode.Scalar, _ mark: Unicode.Scalar) -> Unicode.Scalar? {
        guard let letter = Letter(scalar), letter.base != "đ" else { return nil }
        let isUpper = scalar.properties.isUppercase
        switch Letter.mark(mark) {
        case .tone? where letter.tone == nil: return whole[Parts(letter.base, letter.quality, mark, isUpper)]
        case .quality? where letter.quality == nil: return whole[Parts(letter.base, mark, letter.tone, isUpper)]
        default: return nil
        }
    }

    private struct Parts: Hashable {
        let base: Unicode.Scalar
        let quality: Unicode.Scalar?
        let tone: Unicode.Scalar?
        let isUpper: Bool

        init(_ base: Unicode.Scalar, _ quality: Unicode.Scalar?, _ tone: Unicode.Scalar?, _ isUpper: Bool) {
            (self.base, self.quality, self.tone, self.isUpper) = (base, quality, tone, isUpper)
        }
    }

    private static let whole: [Parts: Unicode.Scalar] = {
        var whole: [Parts: Unicode.Scalar] = [:]
        for scalar in scalars {
            guard let letter = Letter(scalar) else { continue }
            whole[Parts(letter.base, letter.quality, letter.tone, scalar.properties.isUppercase)] = scalar
        }
        return whole
    }()

    /// Where Unicode has the composed letters: Latin-1 and its extensions, and those that were added for Vietnamese.
    private static let blocks: [ClosedRange<UInt32>] = [0xC0...0x1B0, 0x1EA0...0x1EF9]

    private static var scalars: [Unicode.Scalar] { blocks.joined().compactMap { Unicode.Scalar($0) } }

    /// Of a scalar in ``composed``.
    private static func place(_ value: UInt32) -> Int? {
        if 0x1EA0...0x1EF9 ~= value { return Int(value - 0x1EA0 + 0x1B1 - 0xC0) }
        return 0xC0...0x1B0 ~= value ? Int(value - 0xC0) : nil
    }

    /// Every precomposed letter of Vietnamese, both cases, by its place.
    private static let composed: [Letter?] = {
        let tones: [Unicode.Scalar?] = [nil, "\u{300}", "\u{301}", "\u{303}", "\u{309}", "\u{323}"]
        // In the order of `tones`.
        let rows: [(Unicode.Scalar, Unicode.Scalar?, String)] = [
            ("a", nil, "aàáãảạ"), ("a", "\u{306}", "ăằắẵẳặ"), ("a", "\u{302}", "âầấẫẩậ"),
            ("e", nil, "eèéẽẻẹ"), ("e", "\u{302}", "êềếễểệ"), ("i", nil, "iìíĩỉị"),
            ("o", nil, "oòóõỏọ"), ("o", "\u{302}", "ôồốỗổộ"), ("o", "\u{31B}", "ơờớỡởợ"),
            ("u", nil, "uùúũủụ"), ("u", "\u{31B}", "ưừứữửự"), ("y", nil, "yỳýỹỷỵ"),
        ]
        var table: [Letter?] = Array(repeating: nil, count: blocks.reduce(0) { $0 + $1.count })
        for (base, quality, letters) in rows {
            for (tone, scalar) in zip(tones, letters.unicodeScalars) where scalar.value >= 0x80 {
                let letter = Letter(base, quality, tone)
                for form in [scalar] + scalar.properties.uppercaseMapping.unicodeScalars {
                    if let place = place(form.value) { table[place] = letter }
                }
            }
        }
        return table
    }()
}

/// White space of any width, no-break spaces among it.
public func isSpace(_ scalar: Unicode.Scalar) -> Bool {
    switch scalar.value {
    case 0x09...0x0D, 0x20, 0x85, 0xA0, 0x1680, 0x2000...0x200A, 0x2028, 0x2029, 0x202F, 0x205F, 0x3000: true
    default: false
    }
}

/// Characters that take no room: joiners, marks of direction, the byte order mark.
public func isInvisible(_ scalar: Unicode.Scalar) -> Bool {
    switch scalar.value {
    case 0xAD, 0x61C, 0x180E, 0x200B...0x200F, 0x202A...0x202E, 0x2060...0x206F, 0xFEFF: true
    default: false
    }
}

/// All dashes are one.
private func dash(_ scalar: Unicode.Scalar) -> Unicode.Scalar {
    switch scalar.value {
    case 0x2010...0x2015, 0x2212, 0xFE58, 0xFE63, 0xFF0D: "-"
    default: scalar
    }
}

/// The letter, digit or sign of a Vietnamese keyboard that a character of another script looks like; nil where there
/// is none. (A choice from Unicode's confusables, UTS #39, of what is met in scanned and copied text.)
public func lookAlike(_ scalar: Unicode.Scalar) -> Unicode.Scalar? {
    if scalar.isASCII || 0x1EA0...0x1EF9 ~= scalar.value { return nil }
    // Full-width forms, in the order of ASCII.
    if 0xFF01...0xFF5E ~= scalar.value { return Unicode.Scalar(scalar.value - 0xFEE0) }
    return lookAlikes[scalar]
}

private let lookAlikes: [Unicode.Scalar: Unicode.Scalar] = {
    let pairs: [(String, String)] = [
        // Eth, African d, d with topbar and caron.
        ("ðÐƉɖƋƌ", "đĐĐđĐđ"),
        // Gha, read for ư and ơ by scanners; dotless i.
        ("ƣƢıɩ", "ưƯii"),
        // Cyrillic.
        ("асеіјорѕухһԁԛԝѵА", "aceijopsyxhdqwvA"), ("ВЕЅІЈКМНОРСТУХԚԜ", "BESIJKMHOPCTYXQW"),
        // Greek.
        ("αοικνρυγΑΒΕΖΗΙΚΜΝΟΡΤΥΧ", "aoikvpuyABEZHIKMNOPTYX"),
        // Quotation marks, signs and dashes.
        ("“”„‟«»″〝〞", "\"\"\"\"\"\"\"\"\""), ("‘’‚′", "''''"), ("‐‑‒–—―−﹣", "--------"),
        ("∕⁄", "//"), ("٪", "%"), ("∶", ":"), ("‚،", ",,"), ("꞊", "="), ("‹›", "<>"),
    ]
    var table: [Unicode.Scalar: Unicode.Scalar] = [:]
    for (strange, plain) in pairs {
        for (a, b) in zip(strange.unicodeScalars, plain.unicodeScalars) { table[a] = b }
    }
    // Arabic-Indic and Devanagari digits.
    for first: UInt32 in [0x660, 0x6F0, 0x966] {
        for digit: UInt32 in 0...9 {
            if let strange = Unicode.Scalar(first + digit), let plain = Unicode.Scalar(0x30 + digit) {
                table[strange] = plain
            }
        }
    }
    return table
}()
