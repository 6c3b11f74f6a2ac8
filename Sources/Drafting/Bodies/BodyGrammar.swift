import Diagnostics

/// How an office's name is built, and what in a sentence is none: "Sở Xây dựng xây dựng kế hoạch" has one of each.
enum BodyGrammar {
    static let plurals: Set<Folded> = ["các", "những", "từng", "mỗi", "mọi"]
    private static let all = WordTable("toàn thể, tất cả, toàn thể các, tất cả các, toàn bộ các")

    /// How many words say that many are meant: "các", "tất cả các".
    private static func pluralLength(_ words: Words, _ i: Int) -> Int? {
        plurals.contains(words.key(i)) ? 1 : all.length(in: words, at: i) ?? (isCount(words, i) ? 1 : nil)
    }

    /// "8 đảng bộ xã", "Hai tổ công tác": how many of a kind are told, where a sentence or an order begins with it.
    private static func isCount(_ words: Words, _ i: Int) -> Bool {
        let text = words.text(i)
        guard counts.contains(words.key(i)) || 1...3 ~= text.utf8.count && text.allSatisfy(\.isNumber),
            [" ", ") "].contains(words.gap(after: i)),
            i == 0 || i <= 4 && RoleReader.givers.length(in: words, at: 0) == i
                || words.gap(before: i).contains(where: { ".:;".contains($0) })
        else { return false }
        // "130 Đoàn xã, phường".
        let head = words.isCapital(i + 1) ? OfficeWords.heads.length(in: words, at: i + 1) : nil
        return OfficeWords.groups.length(in: words, at: i + 1) ?? head ?? 0
            > OfficeWords.others.length(in: words, at: i + 1) ?? 0
    }

    private static let counts: Set<Folded> = ["hai", "ba", "bốn", "sáu", "bảy", "tám", "chín", "mười"]

    /// Of "các cơ quan", "tất cả giảng viên": how many words say who are meant.
    private static func groupLength(_ words: Words, _ i: Int) -> Int? {
        if let length = OfficeWords.groups.length(in: words, at: i) { return length }
        // "các chuyền trưởng".
        if words.key(i + 1) == leader, !growing.contains(words.key(i)), words.gap(after: i) == " " { return 2 }
        guard let length = OfficeWords.heads.length(in: words, at: i) ?? OfficeWords.people.length(in: words, at: i),
            OfficeWords.others.length(in: words, at: i) ?? 0 < length, !persons.contains(words.key(i))
        else { return eachLength(words, i) }
        return length
    }

    /// "mỗi cung đường duyệt lại phương án": whatever stands between "mỗi" and a verb, unless it says when or what.
    private static func eachLength(_ words: Words, _ i: Int) -> Int? {
        guard each.contains(words.key(i - 1)), !things.contains(words.key(i)) else { return nil }
        for k in (i + 1)..<(i + 4) where k < words.count {
            guard words.gap(before: k) == " ", !words.isCapital(k) else { return nil }
            if OfficeWords.verbs.length(in: words, at: k) ?? 0 > 0, isVerb(words, k, first: -1) { return k - i }
        }
        return nil
    }

    private static let each: Set<Folded> = ["mỗi", "từng"]
    private static let things: Set<Folded> = [
        "năm", "tháng", "quý", "tuần", "ngày", "lần", "đợt", "buổi", "kỳ", "khâu", "việc", "nhiệm", "nội", "bước",
        "mục",
        "giai", "thời", "công", "dự", "lĩnh", "loại", "vụ", "trường", "hồ", "tiêu", "chỉ", "vấn", "giờ", "sáng",
        "chiều",
        "phần", "điểm", "tuyến", "khoản", "nhóm", "mùa", "sản", "bài", "học", "phút", "tối",
    ]

    private static let ban: Folded = "ban"
    /// "Ông Nguyễn Văn A".
    static let persons: Set<Folded> = [
        "ông", "bà", "bs", "ths", "gs", "pgs", "ts", "ks", "cn", "bscki", "bsckii", "p", "anh", "chị", "cô", "thầy",
    ]
    private static let department: Folded = "p"
    private static let room: Folded = "phòng"
    /// "chủ đầu tư".
    private static let owner: Folded = "chủ"
    /// "Tổng phụ trách".
    private static let whole: Folded = "tổng"
    /// "Ban tổ chức", and neither "Văn phòng Ban tổ chức hội nghị" nor "các ban phối hợp", "thủ trưởng các phòng, ban thực hiện".
    private static func followsBan(_ words: Words, _ i: Int) -> Bool {
        // "các công ty lâm nghiệp, ban quản lý rừng", and not "các sở, ban quản lý chặt".
        words.key(i - 1) == ban && words.gap(before: i) == " " && !endsOwnName(words, i - 1)
            && (!words.gap(before: i - 1).contains(",") || OfficeWords.matters.length(in: words, at: i) ?? 0 > 2)
            && !plurals.contains(words.key(i - 2)) && words.key(i - 2) != member
            && offices.length(in: words, at: i - 3) != 2
    }

    /// "Trường Mầm non Hoa Ban", and not "Trưởng Ban".
    private static func endsOwnName(_ words: Words, _ i: Int) -> Bool {
        words.isCapital(i) && words.isCapital(i - 1) && words.gap(before: i) == " "
            && !leading.contains(words.key(i - 1)) && !isHead(words, i - 1)
    }

    private static let leading: Set<Folded> = ["trưởng", "phó"]
    private static let have: Folded = "có"
    private static let rates = WordTable("tỷ lệ, tỉ lệ, tiến độ, tốc độ")
    private static let organization = WordTable("tổ chức")
    private static let leadership: [Folded] = ["lãnh", "đạo"]
    private static let leaders = WordTable("lãnh đạo, chỉ huy")
    private static let office = WordTable("cơ quan, đơn vị, cán bộ, chuyên trách, người")
    private static let personnel = WordTable("tổ chức cán bộ")
    private static let assistance = WordTable("giúp việc")
    static let inspection = WordTable("thanh tra")
    private static let agencies = WordTable("cục, chi cục, tổng cục, ban, bảo hiểm xã hội, ngân hàng, ủy ban")
    private static let inspectorates: Set<Folded> = ["tỉnh", "chính", "huyện", "nhà", "thành", "sở", "bộ"]

    // MARK: Words

    /// - Parameter isFirst: the sentence begins there, where people may stand for offices.
    static func isHead(_ words: Words, _ i: Int, isFirst: Bool = false) -> Bool {
        guard i < words.count, !words.isQuoted(i) else { return false }
        if let many = pluralLength(words, i), many == 1 || groupLength(words, i + many) != nil {
            return groupLength(words, i + many) != nil && words.key(i + many) != "trường"
                || words.key(i + many) == "trường" && words.key(i + many + 1) != "hợp"
        }
        if isFirst, OfficeWords.people.length(in: words, at: i) != nil || postLength(words, i) != nil { return true }
        if isFirst, staffLength(words, i) != nil { return true }
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

    /// "Bảo vệ: thay khóa cổng", "Lái xe, tạp vụ: …": before a colon those who do it, elsewhere what is done.
    static func staffLength(_ words: Words, _ i: Int) -> Int? {
        guard var end = OfficeWords.staff.length(in: words, at: i).map({ i + $0 }), words.isCapital(i) else {
            return nil
        }
        while [", ", " "].contains(words.gap(before: end)), words.gap(before: end) == ", " || words.key(end) == .and,
            case let next = words.key(end) == .and ? end + 1 : end,
            let more = OfficeWords.staff.length(in: words, at: next)
        {
            end = next + more
        }
        return end < words.count && words.gap(before: end).hasPrefix(":") ? end - i : nil
    }

    /// "Thôn đội trưởng", "Ca trưởng": whoever heads something, whatever it is called.
    private static func postLength(_ words: Words, _ i: Int) -> Int? {
        guard words.isCapital(i), !growing.contains(words.key(i)) else { return nil }
        for k in (i + 1)..<(i + 3) where k < words.count {
            guard words.gap(before: k) == " ", !words.isCapital(k), !plurals.contains(words.key(k)) else { return nil }
            if words.key(k) == leader { return k + 1 - i }
        }
        return nil
    }

    private static let leader: Folded = "trưởng"
    private static let growing: Set<Folded> = ["tăng", "sinh", "môi", "thị"]

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
            && (isHead(words, i + 2) || OfficeWords.groups.length(in: words, at: i + 2) != nil
                || pluralLength(words, i + 2) != nil && (i + 4..<i + 7).contains { musts.contains(words.key($0)) })
    }

    private static let musts: Set<Folded> = ["phải", "cần"]

    /// How many words of an office's name its head takes: "các sở", "Văn phòng".
    static func headLength(_ words: Words, _ i: Int) -> Int {
        if let many = pluralLength(words, i) { return many + (groupLength(words, i + many) ?? 0) }
        if isLeadership(words, i) { return 2 }
        if persons.contains(words.key(i)) {
            // "PGS. TS. Nguyễn Văn Hùng".
            var name = i + 1
            while persons.contains(words.key(name)), words.gap(before: name).hasPrefix(".") { name += 1 }
            return name + 1 - i
        }
        let known = max(
            OfficeWords.heads.length(in: words, at: i) ?? 0, OfficeWords.people.length(in: words, at: i) ?? 0)
        return staffLength(words, i) ?? (known > 0 ? known : postLength(words, i) ?? 1)
    }

    static func isPlural(_ words: Words, _ range: Range<Int>) -> Bool {
        !range.isEmpty && pluralLength(words, range.lowerBound) != nil
    }

    /// - Parameter end: of the names; what a table found at their beginning may reach beyond it.
    static func isPlural(_ words: Words, at i: Int, before end: Int) -> Bool { i < end && isPlural(words, i..<end) }

    /// - Parameter first: where the sentence begins, whose capital says nothing.
    static func isVerb(_ words: Words, _ i: Int, first: Int) -> Bool {
        guard i < words.count, !words.isQuoted(i), i == first || !words.isCapital(i) else { return false }
        guard let length = OfficeWords.verbs.length(in: words, at: i) else { return false }
        if words.key(i) == have { return true }
        if organization.length(in: words, at: i) != nil, OfficeWords.organized.length(in: words, at: i + 2) != nil {
            return false
        }
        if length == 1, OfficeWords.nouns.length(in: words, at: i) != nil { return false }
        // "các địa phương có tỷ lệ giải ngân dưới 30%".
        if i > first, rates.length(in: words, at: i - 2) != nil, !words.isCapital(i - 2) { return false }
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
        // "Thanh tra Cục Đường bộ Việt Nam xử lý …": another verb says that it is an office.
        if i == first, inspection.length(in: words, at: i) != nil, words.isCapital(i + 2),
            agencies.length(in: words, at: i + 2) != nil,
            OfficeList(words, from: i + 2, guessing: false)?.hasVerb ?? false
        {
            return false
        }
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
    private static let single: Set<Folded> = ["thuế", "khối", "đảng"]

    /// Whether words are a whole name, so that a word in small letters after them begins something else.
    static func isWhole(_ words: Words, _ name: Range<Int>) -> Bool {
        if isLeadership(words, name.lowerBound), name.count > 2 {
            return isWhole(words, (name.lowerBound + 2)..<name.upperBound)
        }
        if arePeopleOrTraders(words, name) { return true }
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
        // "Bệnh viện 199", "Phòng 2".
        if head < name.upperBound, words.text(head).allSatisfy(\.isNumber), !isPlural(words, name),
            words.text(head).utf8.count > 1 || isShort || words.key(name.lowerBound) == Self.room,
            areQualifiers(words, head + 1..<name.upperBound)
        {
            return true
        }
        guard let proper = (head..<name.upperBound).last(where: words.isCapital) else {
            // "Đoàn các phường", and not "các" alone.
            if localities.contains(words.key(head + 1)), isPlural(words, at: head, before: name.upperBound),
                areQualifiers(words, head..<name.upperBound)
            {
                return true
            }
            if name.count == pluralLength(words, name.lowerBound) { return false }
            if isTeamOfPlace(words, name) { return true }
            let isSure =
                OfficeWords.sure.length(in: words, at: name.lowerBound) != nil || isPlural(words, name)
            return isSure && (standsAlone(words, name) || head < name.upperBound)
                && areQualifiers(words, head..<name.upperBound)
        }
        // "Trạm Y tế các xã".
        if let many = (head..<name.upperBound).first(where: { isPlural(words, $0..<name.upperBound) }),
            localities.contains(words.key(many + 1)), many == head || isWhole(words, name.lowerBound..<many),
            areQualifiers(words, many..<name.upperBound)
        {
            return true
        }
        // The second syllable of a word whose first is a capital: "Nội vụ", "Phó Chủ tịch", and not of "Tân An".
        let inner = OfficeWords.heads.length(in: words, at: proper) ?? 1
        let isPair =
            proper > head && words.isCapital(proper - 1) && words.gap(before: proper) == " "
            && (words.text(proper - 1).contains(where: \.isLowercase) || words.text(proper - 1).count == 1
                || areQualifiers(words, proper..<(proper + 1)))
            && (OfficeWords.heads.length(in: words, at: proper - 1) == nil || persons.contains(words.key(proper - 1))
                || proper - 1 > head && localities.contains(words.key(proper - 2)))
        let isAlone =
            inner == 1 && words.key(proper) != "y"
            && (isPair || single.contains(words.key(proper)) || words.text(proper).allSatisfy { !$0.isLowercase })
        if isAlone, areQualifiers(words, (proper + 1)..<name.upperBound) { return true }
        // "Ban Quản lý Khu kinh tế tỉnh".
        let board = OfficeWords.boards.length(in: words, at: name.lowerBound)
        let isMatter = board.map { proper >= name.lowerBound + $0 } ?? false
        let matter = isMatter ? OfficeWords.matters.length(in: words, at: proper) ?? 0 : 0
        let end = proper + max(inner, matter, 2)
        guard end <= name.upperBound, words.gap(after: proper) == " ", !prepositions.contains(words.key(end - 1)) else {
            return false
        }
        return areQualifiers(words, end..<name.upperBound, isBoard: board != nil)
    }

    private static func arePeopleOrTraders(_ words: Words, _ name: Range<Int>) -> Bool {
        // "Cảnh sát khu vực", and not "cán bộ", who may be of something.
        if name.count > 2, OfficeWords.people.length(in: words, at: name.lowerBound) == name.count { return true }
        // "Các cơ sở giết mổ".
        guard isPlural(words, name), let trader = OfficeWords.traders.length(in: words, at: name.lowerBound + 1) else {
            return false
        }
        return OfficeWords.trades.length(in: words, at: name.lowerBound + 1 + trader) == name.count - 1 - trader
    }

    /// "… Việt Nam ở": no syllable of what stands before them.
    private static let prepositions: Set<Folded> = ["ở", "tại", "của", "thuộc", "trong", "với", "cho", "từ"]

    /// "Tổ an ninh bản", "Đội dân phòng xã": where it is ends the name.
    private static func isTeamOfPlace(_ words: Words, _ name: Range<Int>) -> Bool {
        name.count > 2 && teams.contains(words.key(name.lowerBound)) && words.isCapital(name.lowerBound)
            && hamlets.contains(words.key(name.upperBound - 1))
    }

    private static let teams: Set<Folded> = ["tổ", "đội"]
    private static let hamlets: Set<Folded> = ["bản", "thôn", "ấp", "khóm", "xã", "phường"]

    /// What stands before a place's own name, whatever that is: "phường Đoàn Kết".
    private static let localities: Set<Folded> = [
        "tỉnh", "huyện", "quận", "phường", "xã", "thôn", "bản", "phố", "trấn",
    ]

    private static let alone = WordTable(
        """
        trưởng thôn, trưởng bản, trưởng ấp, trưởng khóm, trưởng trạm, hiệu trưởng, văn phòng, công an, xã đoàn, phường đoàn, điện lực, bưu điện, nhà trường
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
        // "Ban Biên tập bản tin": what a verb of the name is about belongs to it.
        if OfficeWords.verbs.length(in: words, at: head) == name.upperBound - head,
            OfficeWords.departments.length(in: words, at: name.lowerBound) == head - name.lowerBound
        {
            return false
        }
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
            // "Kinh tế số".
            if words.key(i) == .number, !words.text(i + 1).contains(where: \.isNumber) {
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
}
