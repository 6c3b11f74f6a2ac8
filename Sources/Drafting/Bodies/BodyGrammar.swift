import Diagnostics

/// How an office's name is built, and what in a sentence is none: "Sở Xây dựng xây dựng kế hoạch" has one of each.
enum BodyGrammar {
    private static let plurals: Set<Folded> = ["các", "những", "từng", "mỗi", "toàn thể", "tất cả"]
    private static let ban: Folded = "ban"
    /// "Ông Nguyễn Văn A".
    private static let persons: Set<Folded> = [
        "ông", "bà", "bs", "ths", "ts", "ks", "cn", "bscki", "bsckii", "p", "anh", "chị", "cô", "thầy",
    ]
    private static let department: Folded = "p"
    /// "chủ đầu tư".
    private static let owner: Folded = "chủ"
    /// "Tổng phụ trách".
    private static let whole: Folded = "tổng"
    /// "Ban tổ chức", and neither "Văn phòng Ban tổ chức hội nghị" nor "các ban phối hợp", "thủ trưởng các phòng, ban thực hiện".
    private static func followsBan(_ words: Words, _ i: Int) -> Bool {
        words.key(i - 1) == ban && words.gap(before: i) == " " && !words.gap(before: i - 1).contains(",")
            && !plurals.contains(words.key(i - 2)) && words.key(i - 2) != member
            && offices.length(in: words, at: i - 3) != 2
    }

    private static let have: Folded = "có"
    private static let organization = WordTable("tổ chức")
    private static let leadership: [Folded] = ["lãnh", "đạo"]
    private static let leaders = WordTable("lãnh đạo, chỉ huy")
    private static let office = WordTable("cơ quan, đơn vị, cán bộ, chuyên trách, người")
    private static let personnel = WordTable("tổ chức cán bộ")
    private static let assistance = WordTable("giúp việc")
    private static let inspection = WordTable("thanh tra")
    private static let inspectorates: Set<Folded> = ["tỉnh", "chính", "huyện", "nhà", "thành", "sở", "bộ"]

    // MARK: Words

    /// - Parameter isFirst: the sentence begins there, where people may stand for offices.
    static func isHead(_ words: Words, _ i: Int, isFirst: Bool = false) -> Bool {
        guard i < words.count, !words.isQuoted(i) else { return false }
        if plurals.contains(words.key(i)) {
            return OfficeWords.groups.length(in: words, at: i + 1) != nil && words.key(i + 1) != "trường"
                || words.key(i + 1) == "trường" && words.key(i + 2) != "hợp"
        }
        if isFirst, OfficeWords.people.length(in: words, at: i) != nil { return true }
        if let other = OfficeWords.others.length(in: words, at: i),
            other >= OfficeWords.heads.length(in: words, at: i) ?? 0
        {
            return false
        }
        if isLeadership(words, i) || isCode(words.text(i)) { return true }
        guard let length = OfficeWords.heads.length(in: words, at: i) else { return false }
        if persons.contains(words.key(i)) {
            return words.isCapital(i + 1) && [" ", ". ", "."].contains(words.gap(after: i))
        }
        // "Phòng, chống" is no office.
        return length > 1 || i + 1 >= words.count || words.isCapital(i) == false
            || !words.gap(after: i).contains(",") || OfficeWords.sure.length(in: words, at: i) != nil
    }

    /// "PA03", "PC06": a department by its number.
    private static func isCode(_ text: String) -> Bool {
        let letters = text.utf8.prefix(2)
        return text.utf8.count == 4 && letters.allSatisfy { 0x41...0x5A ~= $0 }
            && text.utf8.dropFirst(2).allSatisfy { 0x30...0x39 ~= $0 }
    }

    /// Past "theo chức năng, nhiệm vụ được giao"; nil where nothing of the kind stands there.
    static func pastCompetence(_ words: Words, _ i: Int) -> Int? {
        guard words.key(i) == according else { return nil }
        var end = i + 1
        while end < words.count, OfficeWords.competences.contains(words.key(end)), end == i + 1 || isInner(words, end) {
            end += 1
        }
        while end > i + 1, joints.contains(words.key(end - 1)) { end -= 1 }
        return end > i + 2 ? end : nil
    }

    private static func isInner(_ words: Words, _ i: Int) -> Bool {
        words.gap(before: i) == " " || words.gap(before: i) == ", "
    }

    private static let according: Folded = "theo"
    private static let joints: Set<Folded> = ["của", "và"]

    /// "Lãnh đạo Ủy ban nhân dân tỉnh".
    static func isLeadership(_ words: Words, _ i: Int) -> Bool {
        leaders.length(in: words, at: i) != nil && i + 2 < words.count && words.gap(after: i + 1) == " "
            && (isHead(words, i + 2) || OfficeWords.groups.length(in: words, at: i + 2) != nil)
    }

    /// How many words of an office's name its head takes: "các sở", "Văn phòng".
    static func headLength(_ words: Words, _ i: Int) -> Int {
        if plurals.contains(words.key(i)) { return 1 + (OfficeWords.groups.length(in: words, at: i + 1) ?? 0) }
        if isLeadership(words, i) || persons.contains(words.key(i)) { return 2 }
        return max(OfficeWords.heads.length(in: words, at: i) ?? 1, OfficeWords.people.length(in: words, at: i) ?? 1)
    }

    static func isPlural(_ words: Words, _ range: Range<Int>) -> Bool {
        !range.isEmpty && plurals.contains(words.key(range.lowerBound))
    }

    /// - Parameter first: where the sentence begins, whose capital says nothing.
    static func isVerb(_ words: Words, _ i: Int, first: Int) -> Bool {
        guard i < words.count, !words.isQuoted(i), i == first || !words.isCapital(i) else { return false }
        guard let length = OfficeWords.verbs.length(in: words, at: i) else { return false }
        if words.key(i) == have { return true }
        if organization.length(in: words, at: i) != nil, OfficeWords.organized.length(in: words, at: i + 2) != nil {
            return false
        }
        if length == 1, OfficeWords.nouns.length(in: words, at: i) != nil { return false }
        if i > first {
            if followsBan(words, i) || words.key(i - 1) == owner
                || words.key(i - 1) == whole && words.isCapital(i - 1)
                || (length == 1 || words.isCapital(i + 1)) && OfficeWords.compounds.length(in: words, at: i - 1) == 2
            {
                return false
            }
            if length > 1, OfficeWords.notVerbsAfterOffice.length(in: words, at: i) != nil, followsOffice(words, i) {
                return false
            }
            if assistance.length(in: words, at: i + 2) != nil || assistance.length(in: words, at: i) != nil {
                return false
            }
        }
        if inspection.length(in: words, at: i) != nil, inspectorates.contains(words.key(i + 2)) { return false }
        return true
    }

    /// "cơ quan quản lý", "cán bộ lãnh đạo, quản lý".
    private static func followsOffice(_ words: Words, _ i: Int) -> Bool {
        // "Vụ Tổ chức cán bộ tham mưu": there it ends the name.
        if personnel.length(in: words, at: i - 4) != nil { return false }
        return office.length(in: words, at: i - 2) != nil || office.length(in: words, at: i - 1) != nil
            || words.gap(before: i).contains(",") && words.matches(leadership, at: i - 2)
                && office.length(in: words, at: i - 4) != nil
    }

    /// Whether a sentence begins with what is to be done.
    static func startsWithVerb(_ words: Words, at i: Int = 0) -> Bool { isVerb(words, i, first: i) }

    static func skipAdverbs(_ words: Words, _ i: Int) -> Int {
        var i = i
        while let length = OfficeWords.adverbs.length(in: words, at: i) { i += length }
        return i
    }

    // MARK: Names

    /// Words of one syllable in names.
    private static let single: Set<Folded> = ["thuế", "khối"]

    /// Whether words are a whole name, so that a word in small letters after them begins something else.
    static func isWhole(_ words: Words, _ name: Range<Int>) -> Bool {
        if isLeadership(words, name.lowerBound), name.count > 2 {
            return isWhole(words, (name.lowerBound + 2)..<name.upperBound)
        }
        // "P. Vật tư".
        let isShort = words.key(name.lowerBound) == department
        let head = name.lowerBound + (isShort ? 1 : headLength(words, name.lowerBound))
        guard head <= name.upperBound else { return false }
        // "Phòng Tổ chức cán bộ".
        if let kind = OfficeWords.departments.length(in: words, at: name.lowerBound),
            words.isCapital(name.lowerBound + kind),
            let subject = OfficeWords.subjects.length(in: words, at: name.lowerBound + kind),
            case let end = name.lowerBound + kind + subject, end <= name.upperBound,
            areQualifiers(words, end..<name.upperBound)
        {
            return true
        }
        guard let proper = (head..<name.upperBound).last(where: words.isCapital) else {
            let isSure =
                OfficeWords.sure.length(in: words, at: name.lowerBound) != nil || isPlural(words, name)
            return isSure && (standsAlone(words, name) || head < name.upperBound)
                && areQualifiers(words, head..<name.upperBound)
        }
        // The second syllable of a word whose first is a capital: "Nội vụ", "Phó Chủ tịch", and not of "Tân An".
        let inner = OfficeWords.heads.length(in: words, at: proper) ?? 1
        let isPair =
            proper > head && words.isCapital(proper - 1) && words.gap(before: proper) == " "
            && (words.text(proper - 1).contains(where: \.isLowercase) || areQualifiers(words, proper..<(proper + 1)))
            && OfficeWords.heads.length(in: words, at: proper - 1) == nil
        let isAlone =
            inner == 1 && words.key(proper) != "y"
            && (isPair || single.contains(words.key(proper)) || words.text(proper).allSatisfy { !$0.isLowercase })
        if isAlone, areQualifiers(words, (proper + 1)..<name.upperBound) { return true }
        let end = proper + max(inner, 2)
        guard end <= name.upperBound, words.gap(after: proper) == " " else { return false }
        let isBoard = OfficeWords.boards.length(in: words, at: name.lowerBound) != nil
        return areQualifiers(words, end..<name.upperBound, isBoard: isBoard)
    }

    private static let alone = WordTable(
        """
        hiệu trưởng, văn phòng, công an, xã đoàn, phường đoàn
        cấp ủy, ubnd, hđnd, bhxh, lđlđ, mttq, chi bộ, chi ủy, đảng ủy, huyện ủy, tỉnh ủy, thành ủy
        """)

    private static func standsAlone(_ words: Words, _ name: Range<Int>) -> Bool {
        alone.length(in: words, at: name.lowerBound) != nil || headLength(words, name.lowerBound) >= 3
            || isPlural(words, name)
    }

    /// Of a whole name: that nothing more belongs to it, as to "các trường" or "Ban Quản lý" something may.
    static func isSurelyWhole(_ words: Words, _ name: Range<Int>) -> Bool {
        let head = name.lowerBound + headLength(words, name.lowerBound)
        let isBare = head >= name.upperBound && isPlural(words, name)
        return !isBare && OfficeWords.steering.length(in: words, at: name.lowerBound) != name.count
    }

    /// - Parameter isBoard: what it is for may stand there, too.
    private static func areQualifiers(_ words: Words, _ range: Range<Int>, isBoard: Bool = false) -> Bool {
        var i = range.lowerBound
        while i < range.upperBound {
            if isPlural(words, i..<(i + 1)), let length = OfficeWords.groups.length(in: words, at: i + 1) {
                i += 1 + length
                continue
            }
            if words.key(i) == .and {
                i += 1
                continue
            }
            // "Ban Chỉ huy phòng thủ khu vực 2".
            if i > 0, words.text(i).utf8.count <= 3, words.text(i).allSatisfy(\.isNumber), words.gap(before: i) == " " {
                i += 1
                continue
            }
            // "các xã, phường".
            let isMore = words.gap(before: i).contains(",") || words.key(i - 1) == .and
            if isMore, let length = OfficeWords.groups.length(in: words, at: i) {
                i += length
                continue
            }
            guard
                let length = OfficeWords.qualifiers.length(in: words, at: i)
                    ?? OfficeWords.domains.length(in: words, at: i)
                    ?? (isBoard ? OfficeWords.matters.length(in: words, at: i) : nil)
            else { return false }
            i += length
        }
        return i == range.upperBound
    }

    /// Whether a text is a list of offices and nothing else.
    static func isNameList(_ text: String) -> Bool { isNameList(Words(text, limit: 91)) }

    static func isNameList(_ words: Words, from start: Int = 0) -> Bool {
        guard let list = OfficeList(words, from: start, first: start, guessing: false), !list.hasVerb else {
            return false
        }
        if list.next == words.count { return true }
        // More lists, with a semicolon between.
        return words.gap(before: list.names.upperBound).contains(";")
            && isNameList(words, from: list.names.upperBound)
    }

    /// Whether a heading's first name can be nobody else's: a subject such as "Chính quyền số" begins like an office, too.
    static func isUnmistakable(_ words: Words, from start: Int) -> Bool {
        guard start < words.count else { return false }
        if isPlural(words, start..<(start + 1)) { return true }
        let end = start + headLength(words, start)
        let isShouted = isCapitals(String(words.slice(start..<words.count)))
        if !isShouted, (start + 1..<words.count).contains(where: { words.isCapital($0) && $0 >= end }) { return true }
        // "Ban nhân dân các ấp".
        if isHead(words, start), !isLeadership(words, start), end < words.count, words.count - end <= 4,
            (end..<words.count).contains(where: { isPlural(words, $0..<words.count) && isHead(words, $0) }),
            isNameList(words, from: start)
        {
            return true
        }
        guard
            OfficeWords.sure.length(in: words, at: start) != nil
                || isShouted && shouted.length(in: words, at: start) != nil
        else { return false }
        guard !isShouted, end < words.count else { return true }
        return isHead(words, end) || areQualifiers(words, end..<words.count)
            || (end..<words.count).contains { namesAnother(words, $0) }
    }

    /// "Ủy ban nhân dân các xã, thị trấn", and not "Công an nhân dân chính quy, tinh nhuệ".
    private static func namesAnother(_ words: Words, _ i: Int) -> Bool {
        guard words.gap(before: i).contains(",") || words.key(i - 1) == .and else { return false }
        return isHead(words, i) || words.isCapital(i) || OfficeWords.groups.length(in: words, at: i) != nil
            || OfficeWords.people.length(in: words, at: i) != nil
    }

    private static let shouted = WordTable(
        "sở, ban, cục, chi cục, liên đoàn, trung tâm, hội nông dân, đoàn thanh niên, phòng nội vụ, phòng tài chính, phòng tư pháp, phòng kinh tế, phòng văn hóa, phòng giáo dục, phòng y tế, phòng lao động, phòng nông nghiệp, phòng tài nguyên, phòng quản lý"
    )

    // MARK: Lists

    private static let bare = WordTable("báo, đài, tổ, ban, hội, đoàn, trường")
    private static let offices = WordTable("văn phòng, vp")
    private static let assemblies = WordTable("ubnd, hđnd, ủy ban nhân dân, hội đồng nhân dân")

    /// One range for each office of a list.
    /// - Parameter isKnown: whether the site's directory has a name.
    static func split(_ words: Words, _ range: Range<Int>, isKnown: (String) -> Bool) -> [Range<Int>] {
        var cuts: [(end: Int, next: Int)] = []
        var isAside = false
        for i in range.dropLast() where !words.isQuoted(i) {
            let gap = words.gap(after: i)
            // "các nhà cung cấp (MISA, Viettel)".
            if let mark = gap.last(where: { "()".contains($0) }) { isAside = mark == "(" }
            if isAside { continue }
            if gap.contains(",") || gap.contains(";") {
                let skipsAnd = words.key(i + 1) == .and && i + 2 < range.upperBound
                cuts.append((i + 1, skipsAnd ? i + 2 : i + 1))
            } else if words.key(i + 1) == .and || words.key(i + 1) == .together && words.key(i + 2) != "cấp",
                i + 2 < range.upperBound,
                i + 1 > range.lowerBound
            {
                let next = words.key(i + 1) == .together && words.key(i + 2) == .with ? i + 3 : i + 2
                if next < range.upperBound { cuts.append((i + 1, next)) }
            }
        }
        var result: [Range<Int>] = []
        var start = range.lowerBound
        var k = 0
        while start < range.upperBound {
            // The longest run of pieces that the directory knows as one.
            let known = stride(from: cuts.count, through: k, by: -1).first { j in
                let end = j < cuts.count ? cuts[j].end : range.upperBound
                // "Ban Tuyên giáo và Dân vận", where the directory has "Ban Tuyên giáo".
                let isEnd = j == cuts.count || begins(words, cuts[j].next, after: start, within: range)
                return isEnd && end - start <= 30 && isKnown(String(words.slice(start..<end)))
            }
            var j = known ?? k
            if known == nil {
                while j < cuts.count, !begins(words, cuts[j].next, after: start, within: range) { j += 1 }
            }
            let end = j < cuts.count ? cuts[j].end : range.upperBound
            if start < end { result.append(start..<end) }
            start = j < cuts.count ? max(cuts[j].next, end) : range.upperBound
            k = j + 1
        }
        return result
    }

    private static let departmentsOf = WordTable("phòng, vụ, cục, chi cục, ban, sở, bộ, trung tâm")
    private static let partyOfFront = WordTable(
        "đảng ủy mttq, đảng ủy mặt trận tổ quốc, đảng ủy ủy ban mttq, đảng ủy ubmttq, đảng ủy mttq việt nam, đảng ủy mặt trận tổ quốc việt nam"
    )
    private static let fellows = WordTable("các đoàn thể, các tổ chức chính trị")
    private static let places: Set<Folded> = ["tỉnh", "huyện", "xã", "phường", "quận"]

    private static func isMany(_ words: Words, _ range: Range<Int>) -> Bool {
        range.contains { isPlural(words, $0..<range.upperBound) }
    }

    private static func isAcronym(_ text: String) -> Bool {
        text.unicodeScalars.count >= 3 && text.unicodeScalars.allSatisfy { $0.properties.isUppercase }
    }

    /// "ông Lê Văn A, Phó Giám đốc": who the person is.
    private static func isPosition(_ words: Words, _ i: Int, of start: Int) -> Bool {
        let name = start + headLength(words, start)
        let isPerson = persons.contains(words.key(start)) || comrade.length(in: words, at: start) != nil
        return isPerson && words.isCapital(name) && name < i - 1 && !isHead(words, name) && words.isCapital(i)
            && [", ", " - ", " – "].contains(words.gap(before: i)) && positions.length(in: words, at: i) != nil
    }

    /// "Thanh tra viên", "chuyên viên", and not "cán bộ, công chức", who are one.
    private static func isMember(_ words: Words, _ i: Int) -> Bool {
        OfficeWords.people.length(in: words, at: i).map { words.key(i + $0 - 1) == member } ?? false
    }

    private static let member: Folded = "viên"
    private static let comrade = WordTable("đồng chí, đ/c")
    private static let positions = WordTable(
        """
        phó, trưởng, chủ tịch, bí thư, giám đốc, tổng giám đốc, hiệu trưởng, chánh, ủy viên, tổ trưởng, đội trưởng, cục trưởng
        vụ trưởng, viện trưởng, kế toán trưởng, chủ nhiệm, quản đốc, chỉ huy trưởng
        """)

    /// Whether the last of a list belongs to a department's name: "Phòng Lao động, tiền lương và Bảo hiểm xã hội", which
    /// after a comma went on in small letters, "Ban Pháp chế và Thanh tra".
    private static func endsName(_ words: Words, _ i: Int, of start: Int, within range: Range<Int>) -> Bool {
        guard departmentsOf.length(in: words, at: start) != nil else { return false }
        if inspection.length(in: words, at: i) == range.upperBound - i { return true }
        return i + headLength(words, i) >= range.upperBound
            && (start + headLength(words, start)..<i).contains {
                words.gap(before: $0) == ", " && !words.isCapital($0) && !isHead(words, $0)
            }
    }

    /// Whether another office begins there, or the one before goes on: "các sở, ban, ngành", "Sở Văn hóa, Thể thao".
    private static func begins(
        _ words: Words, _ i: Int, after start: Int, within range: Range<Int>
    ) -> Bool {
        let headCount = headLength(words, start)
        guard i < range.upperBound, i >= start + headCount else { return false }
        if words.gap(before: i).contains(";") { return true }
        // "Đảng ủy MTTQ, các đoàn thể tỉnh" is one.
        if partyOfFront.length(in: words, at: start) != nil, words.gap(before: start + headCount) == " ",
            fellows.length(in: words, at: i) != nil
        {
            return false
        }
        if isPosition(words, i, of: start) { return false }
        // "…, các siêu thị": whatever they are called.
        if words.gap(before: i).contains(","), plurals.contains(words.key(i)) { return true }
        // "Sở Xây dựng, VNPT", "Viettel, MobiFone": what is written as a firm's name is one.
        let isApart = words.gap(before: i).contains(",") && words.isCapital(i)
        if isApart, isAcronym(words.text(i)) || places.contains(words.key(i - 1)) && !isMany(words, start..<i) {
            return true
        }
        if isApart, !isHead(words, start, isFirst: true), words.key(i) != "thể" { return true }
        if words.gap(before: i).contains(","), OfficeWords.people.length(in: words, at: i) != nil,
            isApart || isMember(words, start) && isMember(words, i)
        {
            return true
        }
        // In small letters and without "các" it goes on: "Cấp ủy, tổ chức đảng", "Ban Chỉ đạo … đoàn thể".
        guard isHead(words, i, isFirst: words.key(i - 1) == .and) else { return false }
        if words.key(i - 1) == .and, endsName(words, i, of: start, within: range) { return false }
        // "Văn phòng HĐND và UBND huyện" is one.
        if words.key(i - 1) == .and, offices.length(in: words, at: start) != nil,
            assemblies.length(in: words, at: i) != nil
        {
            return false
        }
        // "Báo và Đài Phát thanh - Truyền hình": a bare head needs what follows.
        if words.key(i - 1) == .and, headCount == 1, i - 1 == start + 1, bare.length(in: words, at: start) != nil {
            return false
        }
        if words.isCapital(i) || plurals.contains(words.key(i)) || persons.contains(words.key(i)) { return true }
        let length = headLength(words, i)
        // "đảng ủy Quân sự tỉnh" is one of its own.
        if i + length < range.upperBound, words.isCapital(i + length), words.gap(before: i + length) == " " {
            return true
        }
        // "…, cấp ủy các tổ chức cơ sở đảng".
        if words.gap(before: i).contains(","), OfficeWords.sure.length(in: words, at: i) == length,
            isPlural(words, (i + length)..<range.upperBound)
        {
            return true
        }
        // "Ban Thường vụ Đảng ủy Khối và cấp ủy cơ sở": between whole names "và" parts them.
        let head = start + headCount
        return words.key(i - 1) == .and
            && (OfficeWords.sure.length(in: words, at: i) ?? OfficeWords.people.length(in: words, at: i)) != nil
            && (head == i - 1 && headCount >= 3
                || (head..<max(i - 1, head)).contains(where: words.isCapital))
    }
}
