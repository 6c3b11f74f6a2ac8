import Diagnostics

/// Brings what is set in capitals to the spelling of running text: "TỈNH NINH THUẬN" to "tỉnh Ninh Thuận".
struct Speller {
    /// How running text spells two words beside each other, of which one has a capital.
    private var pairs: [[Folded]: String] = [:]

    /// - Parameters:
    ///   - lines: the head of the document, whose place is spelled as a name.
    ///   - blocks: the document; its running text shows the names' capitals.
    init(_ lines: [SourceLine], _ blocks: [Block]) {
        for line in lines.prefix(20) { learn(line.text) }
        for block in blocks.prefix(300) { learn(String(block.text.prefix(2000))) }
    }

    private mutating func learn(_ text: String) {
        guard !isCapitals(text) else { return }
        let words = Words(text, limit: 200)
        for i in 1..<max(words.count, 1) where words.isCapital(i) {
            // A sentence's first word has a capital by its place.
            guard words.gap(before: i) == " ", words.key(i - 1) != Self.law,
                !Self.isShouted(words.text(i)) || words.text(i).count == 1,
                i + 1 < words.count, words.gap(after: i) == " ", !Self.isShouted(words.text(i + 1))
            else { continue }
            let pair = [words.key(i), words.key(i + 1)]
            if pairs[pair] == nil { pairs[pair] = words.text(i) + " " + words.text(i + 1) }
        }
    }

    func spelled(_ text: String) -> String {
        let words = Words(text)
        var result = ""
        var last = text.startIndex
        // How many words from here on are a place's name.
        var place = 0
        var i = 0
        // Within "Sở Nông nghiệp và Môi trường".
        var isOfOffice = false
        let proper = properName(words)
        func take(_ word: String, _ i: Int) {
            result += text[last..<words[i].range.lowerBound] + word
            last = words[i].range.upperBound
        }
        while i < words.count {
            let word = words.text(i)
            if proper?.contains(i) ?? false || proper != nil && Self.forms.contains(words.key(i - 1)),
                !Self.isAbbreviation(words, i)
            {
                take(Self.capitalized(word), i)
                i += 1
                continue
            }
            if place > 0, Self.ends.length(in: words, at: i) == nil, words.gap(before: i) == " " {
                take(Self.capitalized(word), i)
                place -= 1
                i += 1
                continue
            }
            place = 0
            if let name = Self.names.first(where: { words.matches($0.keys, at: i) }) {
                for (k, part) in name.words.enumerated() { take(part, i + k) }
                isOfOffice = Self.offices.contains(name.keys[0])
                i += name.words.count
                // "HUYỆN ỦY PHÚ LƯƠNG", "TRƯỜNG TIỂU HỌC PHÙ ĐỔNG" and nothing more.
                if name.keys.last == Self.committee || name.keys[0] == Self.school, words.count - i <= 3,
                    Self.levels.length(in: words, at: i) == nil
                {
                    place = 3
                }
            } else if let length = Self.levels.length(in: words, at: i) {
                for k in 0..<length { take(words.text(i + k).lowercased(), i + k) }
                i += length
                place = 3
            } else if isOfOffice, let half = Self.halves.length(in: words, at: i),
                words.key(i - 1) == .and || words.gap(before: i) != " "
            {
                for k in 0..<half {
                    take(k == 0 ? Self.capitalized(words.text(i)) : words.text(i + k).lowercased(), i + k)
                }
                i += half
            } else if let pair = pairs[[words.key(i), words.key(i + 1)]], !Self.isAbbreviation(words, i) {
                for (k, part) in pair.split(separator: " ").enumerated() { take(String(part), i + k) }
                i += 2
            } else {
                take(Self.isAbbreviation(words, i) ? word : word.lowercased(), i)
                i += 1
            }
        }
        return result + text[last...]
    }

    /// Of "CÔNG TY CỔ PHẦN CAO SU PHƯỚC HÒA" the last two words, unless they say what the firm is for.
    private func properName(_ words: Words) -> Range<Int>? {
        let last = words.count - 2
        guard last >= 4, Self.firms.length(in: words, at: 0) != nil,
            !(0..<words.count).contains(where: { Self.levels.length(in: words, at: $0) != nil || words.key($0) == .and }
            ), !(last...last + 1).contains(where: { Self.isAbbreviation(words, $0) || words.gap(before: $0) != " " }),
            [OfficeWords.domains, OfficeWords.subjects, OfficeWords.matters, OfficeWords.verbs, OfficeWords.qualifiers]
                .allSatisfy({ $0.length(in: words, at: last) == nil && $0.length(in: words, at: last + 1) == nil })
        else { return nil }
        // "NAM SÔNG HẬU".
        return (Self.directions.contains(words.key(last - 1)) ? last - 1 : last)..<words.count
    }

    private static let directions: Set<Folded> = ["nam", "bắc", "đông", "tây"]

    private static let firms = WordTable(
        "công ty, tổng công ty, bệnh viện, xí nghiệp, nhà máy, hợp tác xã, trường đại học")
    /// What a firm is for begins after these with a capital.
    private static let forms: Set<Folded> = ["ty", "phần", "tnhh", "mtv"]

    private static let committee: Folded = "ủy"
    private static let school: Folded = "trường"
    private static let offices: Set<Folded> = ["sở", "phòng", "bộ"]
    /// What second halves of such offices' names are about.
    private static let halves = WordTable(
        """
        môi trường, du lịch, đầu tư, đào tạo, công nghệ, truyền thông, xã hội, thể thao, thông tin, phát triển nông thôn, hạ tầng
        đô thị, tôn giáo, kế hoạch, thương binh
        """)

    /// "Luật Đầu tư công" has its capitals as a law.
    private static let law: Folded = "luật"
    private static let levels = WordTable("tỉnh, huyện, xã, phường, quận, thành phố, thị xã, thị trấn, đặc khu")
    /// What follows a place's name, or shows that none stood there.
    private static let ends = WordTable(
        """
        năm, giai đoạn, đến, về, trong, và, nhiệm kỳ, lần, khóa, khoá, theo, tại, trên, quý, tháng, ủy, đoàn, hội, nông thôn, để, của
        ban hành, thực hiện, cấp, thuộc, với, đạt, văn minh, ngày, từ, cho, là, ở, các
        """)
    private static let names: [(keys: [Folded], words: [String])] = [
        "Ủy ban nhân dân", "Hội đồng nhân dân", "Ủy ban Mặt trận Tổ quốc", "Mặt trận Tổ quốc", "Ban Chấp hành Đoàn",
        "Ban Chấp hành",
        "Ban Thường vụ",
        "Ban cán sự đảng", "Đảng ủy", "Đảng bộ", "Tỉnh ủy", "Huyện ủy", "Thành ủy", "Thị ủy", "Quận ủy", "Ban Tổ chức",
        "Ban Tuyên giáo",
        "Ban Dân vận", "Ban Nội chính", "Ủy ban Kiểm tra", "Bộ Nội vụ", "Bộ Tài chính", "Bộ Tư pháp", "Bộ Y tế",
        "Bộ Xây dựng", "Bộ Công Thương", "Bộ Khoa học", "Bộ Giáo dục", "Bộ Nông nghiệp", "Bộ Văn hóa",
        "Bộ Ngoại giao", "Bộ Quốc phòng", "Bộ Công an", "Bộ Dân tộc", "Sở Nội vụ", "Sở Tài chính", "Sở Tư pháp",
        "Sở Y tế",
        "Sở Xây dựng",
        "Sở Công Thương",
        "Sở Kế hoạch", "Sở Khoa học", "Sở Giáo dục", "Sở Nông nghiệp", "Sở Văn hóa", "Sở Thông tin", "Sở Tài nguyên",
        "Sở Lao động",
        "Sở Giao thông", "Sở Du lịch", "Sở Ngoại vụ", "Văn phòng", "Thanh tra", "Công an", "Phòng Nội vụ",
        "Phòng Tài chính", "Phòng Kinh tế",
        "Phòng Văn hóa", "Phòng Giáo dục", "Phòng Tư pháp", "Phòng Y tế", "Chính phủ", "Quốc hội", "Trung ương",
        "Bộ Chính trị", "Liên đoàn Lao động", "Hội Nông dân", "Hội Cựu chiến binh", "Hội Liên hiệp Phụ nữ",
        "Đoàn Thanh niên",
        "Hội Chữ thập đỏ", "Bộ Chỉ huy Quân sự",
        "Trường Tiểu học", "Trường Mầm non", "Trường Mẫu giáo", "Trường Trung học cơ sở", "Trường Trung học phổ thông",
        "Trường THCS", "Trường THPT", "Ban Bí thư", "Việt Nam", "Khối", "Thường trực", "Quốc khánh", "Tết Nguyên đán",
    ].map { name in (name.split(separator: " ").map { Folded($0) }, name.split(separator: " ").map(String.init)) }

    static func isShouted(_ word: String) -> Bool { !word.contains(where: \.isLowercase) }

    private static func capitalized(_ word: String) -> String {
        word.prefix(1).uppercased() + word.dropFirst().lowercased()
    }

    private static let abbreviations: Set<Folded> = [
        "ubnd", "hđnd", "mttq", "cchc", "ubmttq", "thcs", "thpt", "gd&đt", "pccc", "ubkt", "btv", "bch", "tw",
        "qlnn", "kt-xh", "hcm",
    ]
    private static let ordinals: Set<Folded> = ["khóa", "khoá", "thứ", "lần", "quý", "phần", "đợt", "hạng", "loại"]

    /// UBND, 02-NQ/TW, "khóa XV": what keeps its capitals.
    private static func isAbbreviation(_ words: Words, _ i: Int) -> Bool {
        guard i < words.count else { return false }
        let word = words.text(i)
        if word.contains(where: \.isNumber) || word.contains("/") || abbreviations.contains(words.key(i)) {
            return true
        }
        if word.unicodeScalars.allSatisfy({ "IVX".unicodeScalars.contains($0) }) {
            return word.count > 1 || ordinals.contains(words.key(i - 1))
        }
        // Without a vowel it is no syllable.
        return word.count > 1 && !fold(word, .plain).contains { "aeiouy".contains($0) }
    }
}
