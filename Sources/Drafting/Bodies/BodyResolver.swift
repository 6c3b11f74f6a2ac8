import Diagnostics
import Programmes

/// Finds the names that a document uses in the site's directory, abbreviations written out, and gathers those that it
/// does not have.
struct BodyResolver {
    private let directory: BodyDirectory
    private let written: [Folded: BodyIndex]
    private var takenIDs: Set<String>
    /// The last number that was added to an id.
    private var given: [String: Int] = [:]
    private(set) var unknown: [UnknownBody] = []
    private var unknownIndex: [Folded: Int] = [:]

    init(_ directory: BodyDirectory) {
        self.directory = directory
        takenIDs = Set(directory.bodies.map(\.id))
        var written: [Folded: BodyIndex] = [:]
        for index in directory.indices {
            for name in [directory[index].name] + directory[index].aliases {
                let key = Self.writtenOut(name)
                if written[key] == nil { written[key] = index }
            }
        }
        self.written = written
    }

    func isKnown(_ name: String) -> Bool { !written.isEmpty && index(of: name) != nil }

    private func index(of name: String) -> BodyIndex? {
        directory.body(named: name) ?? written[Self.writtenOut(name)]
    }

    mutating func resolve(_ name: String, line: Int) -> NamedBody {
        let key = Self.writtenOut(name)
        if let index = unknownIndex[key] {
            unknown[index].count += 1
            return NamedBody(name: name, id: unknown[index].id, isKnown: false)
        }
        if let index = index(of: name) { return NamedBody(name: name, id: directory[index].id, isKnown: true) }
        let id = makeID(name)
        unknownIndex[key] = unknown.count
        unknown.append(
            UnknownBody(
                id: id, name: upperFirst(name), aliases: [], isGroup: isGroup(name), line: line, count: 1,
                suggestion: suggestion(for: name, key)))
        return NamedBody(name: name, id: id, isKnown: false)
    }

    // MARK: Names

    private static let abbreviations: [Folded: String] = {
        let pairs = [
            ("UBND", "ủy ban nhân dân"), ("HĐND", "hội đồng nhân dân"), ("MTTQ", "mặt trận tổ quốc"),
            ("UBMTTQ", "ủy ban mặt trận tổ quốc"), ("UBKT", "ủy ban kiểm tra"), ("LĐLĐ", "liên đoàn lao động"),
            ("BTV", "ban thường vụ"), ("BCH", "ban chấp hành"), ("BTC", "ban tổ chức"), ("BHXH", "bảo hiểm xã hội"),
            ("TAND", "tòa án nhân dân"), ("VKSND", "viện kiểm sát nhân dân"), ("CA", "công an"),
            ("KH&ĐT", "kế hoạch và đầu tư"), ("TN&MT", "tài nguyên và môi trường"), ("GD&ĐT", "giáo dục và đào tạo"),
            ("TT&TT", "thông tin và truyền thông"), ("KH&CN", "khoa học và công nghệ"), ("GTVT", "giao thông vận tải"),
            ("LĐTBXH", "lao động - thương binh và xã hội"), ("VHTTDL", "văn hóa, thể thao và du lịch"),
            ("NN&PTNT", "nông nghiệp và phát triển nông thôn"), ("TP", "thành phố"), ("ĐUK", "đảng ủy khối"),
            ("BCĐ", "ban chỉ đạo"), ("BQL", "ban quản lý"), ("CP", "chính phủ"), ("TW", "trung ương"),
        ]
        return Dictionary(pairs.map { (Folded($0.0), fold($0.1)) }) { first, _ in first }
    }()

    /// Folded, with what offices abbreviate in full.
    static func writtenOut(_ name: String) -> Folded {
        var result = ""
        for word in fold(name).utf8.split(separator: 0x20) {
            let bare = word.last == 0x2E || word.last == 0x2C ? word.dropLast() : word
            if !result.isEmpty { result += " " }
            result += abbreviations[Folded(folded: String(Substring(bare)))] ?? String(Substring(bare))
        }
        return Folded(folded: result)
    }

    private static let plural: Folded = "các"
    private static let namesOfMany: Set<Folded> = ["khối", "lý"]

    private func isGroup(_ name: String) -> Bool {
        let words = Words(name, limit: 20)
        return BodyGrammar.isPlural(words, 0..<words.count) || name.contains(",")
            || (1..<max(words.count, 1)).contains { i in
                // "Đảng ủy Khối các cơ quan" and "Ban Quản lý các khu công nghiệp" are one each.
                words.key(i) == Self.plural && !Self.namesOfMany.contains(words.key(i - 1))
            }
    }

    private mutating func makeID(_ name: String) -> String {
        var id = slug(name, atMost: 60)
        if id.isEmpty { id = "co-quan" }
        var unique = id
        var k = given[id] ?? 1
        while !takenIDs.insert(unique).inserted {
            k += 1
            unique = "\(id)-\(k)"
        }
        given[id] = k
        return unique
    }

    /// One that the name begins, or that begins the name; else one that is spelt nearly the same.
    private func suggestion(for name: String, _ key: Folded) -> String? {
        var best: (id: String, length: Int)?
        for (candidate, index) in written {
            let length = min(candidate.text.utf8.count, key.text.utf8.count)
            guard length >= 8,
                candidate.text.begins(with: key.text + " ") || key.text.begins(with: candidate.text + " ")
            else { continue }
            if let found = best, (found.length, directory[index].id) >= (length, found.id) { continue }
            best = (directory[index].id, length)
        }
        if let best { return best.id }
        // Offices' names share their endings: one that is meant begins alike.
        guard let meant = directory.guess(name)?.text else { return nil }
        func beginning(_ text: String) -> [Substring] { fold(text, .plain).split(separator: " ").prefix(2) + [] }
        return beginning(meant) == beginning(name) ? meant : nil
    }
}

/// a-z, 0-9 and '-': "Ban Dân vận" gives "ban-dan-van".
func slug(_ text: String, atMost limit: Int) -> String {
    var result = ""
    var pending = false
    for scalar in fold(text, .plain).unicodeScalars {
        if "a"..."z" ~= scalar || "0"..."9" ~= scalar {
            if pending, !result.isEmpty { result += "-" }
            pending = false
            // A word that does not fit is left out with what follows.
            result.unicodeScalars.append(scalar)
        } else {
            pending = true
        }
    }
    guard result.utf8.count > limit else { return result }
    let cut = result.prefix(limit)
    return String(cut.lastIndex(of: "-").map { cut[..<$0] } ?? cut)
}

func upperFirst(_ text: String) -> String { text.prefix(1).uppercased() + text.dropFirst() }
