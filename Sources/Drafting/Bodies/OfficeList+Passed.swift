import Diagnostics

/// What stands within or after an office's name and is passed: parentheses, what it is for, what is said of it.
extension OfficeList.Scan {
    /// Past what belongs to the name.
    func passed(_ gap: Substring) -> Int? {
        pastQuotation(gap) ?? pastMatter(gap) ?? pastSubject(gap) ?? pastParticiple(gap) ?? pastTrade(gap)
            ?? pastPurpose(gap) ?? pastLevels(gap) ?? pastAttribute(gap) ?? pastDay(gap)
            ?? pastConcern(gap)
    }

    /// The word after what is said in passing of who was named, which ends the list.
    func afterSaying(_ gap: Substring) -> Int? {
        if let past = pastApposition(gap) { return past }
        if gap == ", " || gap == " ", Self.joined.length(in: words, at: i) != nil { return i }
        return gap == " " || gap == ", " ? BodyGrammar.pastCompetence(words, i) : nil
    }

    private static let joined = WordTable(
        """
        với sự tham gia của, với sự phối hợp của, với sự hỗ trợ của, có sự tham gia của, có sự phối hợp của, có sự hỗ trợ của
        """)

    /// "Khoa Hồi sức tích cực - Chống độc": what a dash and a capital follow is no work yet.
    func pastDash() -> Int? {
        guard
            OfficeWords.verbs.length(in: words, at: i) != nil || OfficeWords.adverbs.length(in: words, at: i) != nil
        else { return nil }
        for k in i..<min(i + 5, words.count - 1) {
            guard !words.isCapital(k), words.gap(before: k) == " " || k == i && words.gap(before: k) == ", " else {
                return nil
            }
            if [" - ", " – "].contains(words.gap(after: k)) { return words.isCapital(k + 1) ? k + 1 : nil }
        }
        return nil
    }

    /// "Đội Quản lý trật tự xây dựng, đô thị": a verb that a comma and a noun follow has no object, and is the name's.
    func pastBareVerb(_ gap: Substring) -> Int? {
        guard gap == " ", let length = OfficeWords.verbs.length(in: words, at: i), length == 2,
            OfficeWords.departments.length(in: words, at: name) != nil, i > name + 1,
            i + length < words.count, words.gap(before: i + length) == ", ",
            // "Sở Xây dựng chủ trì, Điện lực Hà Giang phối hợp": the next office.
            !words.isCapital(i + length), RoleReader.leading.length(in: words, at: i) == nil,
            let domain = OfficeWords.domains.length(in: words, at: i + length)
                ?? OfficeWords.people.length(in: words, at: i + length), domain > 1,
            OfficeWords.verbs.length(in: words, at: i + length) == nil
        else { return nil }
        return i + length
    }

    /// "Đội Kiểm tra, xử lý vi phạm hành chính lập chốt": no comma parts who does it from what is done.
    func pastSecondVerb(_ gap: Substring) -> Int? {
        let head = max(
            OfficeWords.departments.length(in: words, at: name) ?? 0,
            OfficeWords.boards.length(in: words, at: name) ?? 0)
        guard gap == ", ", head > 0,
            OfficeWords.verbs.length(in: words, at: name + head) == i - name - head,
            let length = OfficeWords.verbs.length(in: words, at: i), length == 2, !words.isCapital(i),
            OfficeWords.strong.length(in: words, at: i) == nil, OfficeWords.adverbs.length(in: words, at: i) == nil
        else { return nil }
        let first = i + length + 1
        for k in first..<max(min(first + 6, words.count), first) {
            // "Trung tâm Bảo tồn, phát huy di sản văn hóa và Trường Trung cấp Văn hóa".
            if k > first, words.key(k - 1) == .and, words.isCapital(k), BodyGrammar.isHead(words, k) { return k - 1 }
            guard words.gap(before: k) == " ", words.gap(before: k - 1) == " " else { return nil }
            if !Self.nominal.contains(words.key(k - 1)), BodyGrammar.isVerb(words, k, first: -1) { return k }
        }
        return nil
    }

    /// "Đội Quản lý vận hành lưới điện và Đội Sửa chữa": two verbs in a name, as far as the next office.
    func pastTwoVerbs(_ gap: Substring) -> Int? {
        guard gap == " ", let head = OfficeWords.departments.length(in: words, at: name), i == name + head + 2,
            words.isCapital(name + head), OfficeWords.verbs.length(in: words, at: name + head) == 2,
            OfficeWords.verbs.length(in: words, at: i) == 2, OfficeWords.strong.length(in: words, at: i) == nil
        else { return nil }
        for k in (i + 2)..<max(min(i + 10, words.count), i + 2) {
            guard words.gap(before: k) == " ", !BodyGrammar.isVerb(words, k, first: -1) else { return nil }
            if words.key(k) == .and, words.isCapital(k + 1) { return BodyGrammar.isHead(words, k + 1) ? k : nil }
        }
        return nil
    }

    /// Past "(…)" that stands after a word, where what follows goes on.
    func pastParenthesis(_ gap: Substring) -> Int? {
        // "UBND xã Cao Lộc: (i) phê duyệt …".
        guard gap.contains("("), !gap.contains(")"), !gap.contains(":") else { return nil }
        return (i..<min(i + 40, words.count)).first { words.gap(after: $0).contains(")") }.map { $0 + 1 }
    }

    /// "Ban Chỉ đạo “Toàn dân đoàn kết …” tỉnh": what is quoted belongs to the name.
    func pastQuotation(_ gap: Substring) -> Int? {
        guard words.isQuoted(i), !words.isQuoted(i - 1), !gap.contains(",") else { return nil }
        return (i..<words.count).first { !words.isQuoted($0) } ?? words.count
    }

    /// "Ban Chỉ huy phòng, chống thiên tai": what it is for.
    func pastMatter(_ gap: Substring) -> Int? {
        guard gap == " " || gap == ", ", let length = OfficeWords.matters.length(in: words, at: i) else {
            return nil
        }
        // "Tổ trưởng Tổ xử lý sau thanh tra".
        let post = name + BodyGrammar.headLength(words, name)
        let isPost = Self.heads.contains(words.key(post - 1)) && words.isCapital(post) && post < i
        let name = isPost ? post : name
        guard let board = OfficeWords.boards.length(in: words, at: name) else { return nil }
        // Nothing but matters may stand between.
        var k = name + board
        while k < i {
            if words.key(k) == .and {
                k += 1
            } else if let more = OfficeWords.matters.length(in: words, at: k) {
                k += more
            } else if words.isCapital(k), length > 2, gap == " ", BodyGrammar.isVerb(words, i + length, first: -1) {
                // "Ban Hỗ trợ Phụ nữ phát triển kinh tế mở lớp": with another verb after it, this one is the name's.
                k += 2
            } else {
                return nil
            }
        }
        // "Ban Quản lý dự án giải ngân": the verb is longer than "giải".
        if OfficeWords.verbs.length(in: words, at: i).map({ $0 > length }) ?? false { return nil }
        // "Hội đồng thẩm định" is one, "Ban Chỉ đạo điều hành" does it.
        let isWork = Self.plainVerbs.length(in: words, at: i) == length
        guard k == i, !isWork || Self.councils.length(in: words, at: name) == board else { return nil }
        return i + length
    }

    private static let deputy: Folded = "phó"
    private static let doing: Folded = "đang"
    private static let heads: Set<Folded> = ["trưởng", "phó"]
    private static let charge = WordTable("phụ trách, chuyên trách, theo dõi")

    func pastParticiple(_ gap: Substring) -> Int? {
        guard gap == " " else { return nil }
        // "công chức phụ trách LĐTBXH".
        if i == name + BodyGrammar.headLength(words, name), OfficeWords.people.length(in: words, at: name) != nil,
            let length = Self.charge.length(in: words, at: i), words.isCapital(i + length)
        {
            return i + length
        }
        // "Phó Chủ tịch UBND huyện phụ trách kinh tế chủ trì".
        if (name..<i).contains(where: { words.key($0) == Self.deputy && words.isCapital($0) }),
            let length = Self.charge.length(in: words, at: i),
            var end = OfficeWords.domains.length(in: words, at: i + length).map({ i + length + $0 })
        {
            while let more = OfficeWords.domains.length(in: words, at: end) { end += more }
            if BodyGrammar.isVerb(words, end, first: -1) { return end }
        }
        // "các chủ đầu tư công trình đang thi công".
        if words.key(i) == Self.doing, BodyGrammar.isPlural(words, name..<i),
            let length = OfficeWords.verbs.length(in: words, at: i + 1)
        {
            return i + 1 + length
        }
        return OfficeWords.participles.length(in: words, at: i).map { i + $0 }
    }

    /// "Các doanh nghiệp sản xuất thép, xi măng xây dựng phương án": up to the verb that says what they do.
    func pastTrade(_ gap: Substring) -> Int? {
        guard gap == " ", BodyGrammar.isPlural(words, name..<i), i == name + BodyGrammar.headLength(words, name),
            OfficeWords.traders.length(in: words, at: name + 1) == i - name - 1,
            let trade = OfficeWords.trades.length(in: words, at: i).map({ i + $0 })
        else { return nil }
        // "Các cơ sở giết mổ chỉ nhập lợn": where no verb is known, the trade is the name's.
        let alone = words.gap(before: trade) == " " && Self.limits.contains(words.key(trade)) ? trade : nil
        var k = trade
        while k < min(i + 12, words.count) {
            guard [" ", ", ", " - "].contains(words.gap(before: k)) else { return alone }
            if let more = OfficeWords.trades.length(in: words, at: k) {
                k += more
            } else if BodyGrammar.isVerb(words, k, first: -1) {
                // "đầu tư đổi mới công nghệ" is what they do.
                return words.gap(before: k) == " " && (k > i + 2 || words.key(i) != Self.invest) ? k : nil
            } else {
                k += 1
            }
        }
        return alone
    }

    private static let limits: Set<Folded> = ["chỉ", "không", "phải", "tự"]
    private static let invest: Folded = "đầu"
    static let firms = WordTable("công ty, tổng công ty, xí nghiệp, chi nhánh, nhà máy")
    static let ministerial = WordTable("vụ, cục, chi cục, tổng cục, trung tâm, viện, học viện")

    /// "Trung tâm Công nghệ thông tin", "Vụ Tổ chức cán bộ".
    func pastSubject(_ gap: Substring) -> Int? {
        // "Vụ Truyền thông và Thi đua, khen thưởng".
        let isSecond = [" - ", " – ", ", "].contains(gap) || words.key(i - 1) == .and
        guard isSecond || gap == " ", words.isCapital(i),
            let head = OfficeWords.departments.length(in: words, at: name), isSecond || i == name + head,
            let length = OfficeWords.subjects.length(in: words, at: i)
        else { return nil }
        let end = i + length
        // "Cục Công nghệ thông tin và chuyển đổi số".
        guard words.key(end) == .and,
            let more = OfficeWords.subjects.length(in: words, at: end + 1)
                ?? OfficeWords.matters.length(in: words, at: end + 1)
        else { return end }
        return end + 1 + more
    }

    /// "Viện Quy hoạch xây dựng hoàn thiện …": before another verb, or at the end, it says what the office is for.
    func pastPurpose(_ gap: Substring) -> Int? {
        guard gap == " ", i > name + 1, let length = Self.purposes.length(in: words, at: i) else { return nil }
        let end = i + length
        let isAmong = words.key(end) == .and && words.isCapital(end + 1) && BodyGrammar.isHead(words, end + 1)
        // "Phòng Kỹ thuật khai thác và Phòng Thông gió".
        if isAmong, Self.rooms.length(in: words, at: name) != nil { return end }
        // "Quỹ Hỗ trợ phụ nữ phát triển giải ngân".
        guard
            (Self.ministerial.length(in: words, at: name) ?? Self.firms.length(in: words, at: name)) != nil
                || words.key(name) == Self.fund
        else { return nil }
        // "Tổng công ty Đầu tư phát triển nhà và đô thị".
        if Self.firms.length(in: words, at: name) == i - 2 - name, words.key(i - 2) == Self.invest { return end }
        // "Tổng công ty Đầu tư phát triển đường cao tốc Việt Nam".
        if Self.firms.length(in: words, at: name) != nil, words.isCapital(i - 2),
            let proper = (end..<min(end + 5, words.count)).first(where: words.isCapital),
            (end...proper).allSatisfy({ words.gap(before: $0) == " " }),
            !(end..<proper).contains(where: { Self.localities.contains(words.key($0)) })
        {
            return end
        }
        let isLast = end == words.count || words.gap(before: end).contains { ":;,".contains($0) }
        return isLast || isAmong || words.gap(before: end) == " " && BodyGrammar.isVerb(words, end, first: -1)
            ? end : nil
    }

    private static let fund: Folded = "quỹ"
    static let purposes = WordTable(
        "phát triển, xây dựng, quản lý, đào tạo, bồi dưỡng, kiểm định, thi công, đầu tư, kiểm soát, cung ứng, khai thác"
    )
    static let rooms = WordTable("phòng, ban, đội, tổ, khoa, phân xưởng, trạm, bộ phận")

    private static let localities: Set<Folded> = [
        "xã", "huyện", "tỉnh", "phường", "thôn", "tại", "ở", "của", "cho", "với", "đến", "trên", "từ", "khu", "và",
    ]
    private static let plainVerbs = WordTable(
        """
        quản lý, chỉ đạo, điều hành, soạn thảo, thẩm định, nghiệm thu, kiểm kê, khen thưởng, điều phối, kỷ luật
        xét duyệt, tuyển dụng
        """)
    private static let councils = WordTable("hội đồng, tổ, ban, đội")

    /// "các cấp ủy, chính quyền từ thành phố đến cơ sở".
    func pastLevels(_ gap: Substring) -> Int? {
        guard gap == " ", words.key(i) == Self.from, let top = OfficeWords.qualifiers.length(in: words, at: i + 1),
            words.key(i + 1 + top) == Self.to,
            let bottom = OfficeWords.qualifiers.length(in: words, at: i + 2 + top)
        else { return nil }
        return i + 2 + top + bottom
    }

    /// "các đội quản lý đường sắt gia cố cầu yếu": of two verbs the first says which.
    func pastAttribute(_ gap: Substring) -> Int? {
        guard gap == " ", BodyGrammar.isPlural(words, name..<i), i == name + BodyGrammar.headLength(words, name),
            Self.teams.contains(words.key(name + 1)), let length = Self.attributes.length(in: words, at: i)
        else { return nil }
        let first = i + length + 1
        for k in first..<max(min(first + 5, words.count), first) {
            guard words.gap(before: k) == " ", words.gap(before: k - 1) == " " else { return nil }
            if Self.nominal.contains(words.key(k - 1)) { return nil }
            if BodyGrammar.isVerb(words, k, first: -1) { return k }
        }
        return nil
    }

    private static let teams: Set<Folded> = ["đội", "tổ", "ban", "trạm", "công", "xí", "nhóm", "hạt", "trung"]
    private static let attributes = WordTable(
        """
        quản lý, sản xuất, khai thác, thi công, vận hành, bảo vệ, duy tu, bảo trì, cứu hộ, thu gom, điều hành, tuần tra
        sửa chữa, xử lý
        """)
    private static let nominal: Set<Folded> = ["việc", "tác", "các", "và", "để", "hình", "quả", "theo", "được", "bị"]

    /// "Trường THPT 17 tháng 3": a day that it is named after.
    func pastDay(_ gap: Substring) -> Int? {
        guard gap == " ", words.key(i + 1) == .month, i <= name + BodyGrammar.headLength(words, name) + 2,
            Self.dated.length(in: words, at: name) != nil,
            [i, i + 2].allSatisfy({ 1...2 ~= words.text($0).utf8.count && words.text($0).allSatisfy(\.isNumber) })
        else { return nil }
        return i + 3
    }

    /// "Ủy ban Nhà nước về người Việt Nam ở nước ngoài": what a state's committee is about, up to a verb or a mark.
    func pastConcern(_ gap: Substring) -> Int? {
        guard gap == " ", words.key(i) == Self.about, Self.committees.length(in: words, at: name) != nil,
            Self.states.length(in: words, at: i - 2) != nil
        else { return nil }
        var k = i + 2
        while k < words.count, words.gap(before: k) == " ", !BodyGrammar.isVerb(words, k, first: -1) { k += 1 }
        return min(k, words.count)
    }

    private static let about: Folded = "về"
    private static let committees = WordTable("ủy ban, hội đồng, ban chỉ đạo, tổ công tác, ban")
    private static let states = WordTable("nhà nước, quốc gia, chính phủ, trung ương, liên ngành, chỉ đạo")

    private static let dated = WordTable(
        "trường, công ty, tổng công ty, nông trường, xí nghiệp, hợp tác xã, nhà máy, bệnh viện, nhà hát")

    private static let from: Folded = "từ"
    private static let to: Folded = "đến"

    /// What says who the office is, between commas or after a dash, is no part of its name nor of the work.
    func pastApposition(_ gap: Substring) -> Int? {
        let isAfterComma = gap.contains(",") || gap.contains("(")
        let isAfterDash = gap.contains("-") || gap.contains("–")
        let isAs = [" ", ", ", ") "].contains(gap) && Self.capacity.length(in: words, at: i) != nil
        guard isAfterComma || isAfterDash || isAs else { return nil }
        if isAs, let capacity = Self.capacity.length(in: words, at: i) {
            let past = i + capacity + (OfficeWords.standing.length(in: words, at: i + capacity) ?? 0)
            return OfficeList(words, from: past, guessing: guessing)?.next ?? pastAside(past) ?? past
        }
        if let past = introduced { return pastNamed(past) }
        // "Sở Ngoại vụ, trên cơ sở ý kiến của Bộ Ngoại giao, tham mưu …".
        if gap.contains(","), let length = Self.grounds.length(in: words, at: i) { return pastAside(i + length) }
        if isAfterComma, words.key(i) == Self.by { return pastAside(i, with: Self.acting) }
        let standing = OfficeWords.standing.length(in: words, at: i)
        if isAfterDash, standing != nil || Self.described.length(in: words, at: i) != nil || isBetweenDashes,
            let past = pastDashes()
        {
            return past
        }
        if gap == ", " || gap == " " && words.key(i) == Self.being, Self.describes.length(in: words, at: i) != nil,
            BodyGrammar.isWhole(words, name..<i),
            let past = (i + 3..<max(min(i + 14, words.count), i + 3)).first(where: { words.gap(before: $0) != " " }),
            words.gap(before: past) == ", ", !words.isCapital(past)
        {
            return past
        }
        if gap == ", ", let past = pastDescription() { return past }
        guard let standing, isAfterDash || isAfterComma && standing > 2 else { return nil }
        let past = i + standing
        if let list = OfficeList(words, from: past, guessing: guessing) { return list.next }
        return pastAside(past) ?? pastComma(past) ?? past
    }

    /// "Sở Nông nghiệp và Môi trường, đơn vị chủ quản, cắm phao": between commas, of one office.
    private func pastDescription() -> Int? {
        guard Self.plainly.length(in: words, at: i) != nil, OfficeWords.qualifiers.length(in: words, at: i + 2) == nil,
            !(start..<i).contains(where: { BodyGrammar.isPlural(words, $0..<i) || words.gap(before: $0).contains(",") }
            ),
            BodyGrammar.isWhole(words, name..<i),
            let past = (i + 3..<max(min(i + 11, words.count), i + 3)).first(where: { words.gap(before: $0) != " " }),
            words.gap(before: past) == ", ", !words.isCapital(past), !BodyGrammar.isHead(words, past)
        else { return nil }
        return past
    }

    private static let plainly = WordTable("đơn vị, cơ quan")

    /// "…, cơ quan tham mưu trực tiếp, ươm cây": what the comma ends.
    private func pastComma(_ start: Int) -> Int? {
        (start..<max(min(start + 8, words.count), start)).first {
            words.gap(before: $0) == ", " && !words.isCapital($0) && !BodyGrammar.isHead(words, $0)
        }
    }

    /// "…, trực tiếp là Đồn Biên phòng Kỳ Khang, canh gác rừng": past those who are named, to the mark that ends it.
    private func pastNamed(_ start: Int) -> Int? {
        guard let list = OfficeList(words, from: start, guessing: guessing) else { return pastAside(start) }
        guard !list.hasVerb else { return list.next }
        return (start + 1..<max(list.next, start + 1)).first {
            [", ", " - ", " – "].contains(words.gap(before: $0)) && !words.isCapital($0)
                && !BodyGrammar.isHead(words, $0) && OfficeWords.groups.length(in: words, at: $0) == nil
        } ?? list.next
    }

    /// Past "trực tiếp là", "trong đó trọng tâm là".
    var introduced: Int? {
        if let length = OfficeWords.introducing.length(in: words, at: i) { return i + length }
        // "mà người đứng đầu là …", "người chịu trách nhiệm là …".
        guard words.matches(Self.among, at: i) || Self.whoever.contains(words.key(i)) else { return nil }
        return (i + 2..<max(min(i + 8, words.count), i + 2)).first { words.key($0) == Self.being }.map { $0 + 1 }
    }

    /// The word after the comma that ends what is said in passing, where what is done begins there.
    func pastAside(_ start: Int, with needed: Set<Folded>? = nil) -> Int? {
        var isSaid = needed == nil
        for k in start..<min(start + 20, words.count) {
            let gap = words.gap(before: k)
            if gap.contains(where: { ".;:".contains($0) }) { return nil }
            if isSaid, k > start, gap.contains(","),
                BodyGrammar.isVerb(words, k, first: -1) || BodyGrammar.skipAdverbs(words, k) > k
            {
                return k
            }
            if needed?.contains(words.key(k)) ?? false { isSaid = true }
        }
        return nil
    }

    private static let grounds = WordTable("trên cơ sở, căn cứ, căn cứ vào, trong phạm vi, theo đề nghị của")
    private static let capacity = WordTable("với vai trò là, với vai trò, với tư cách là, với tư cách")
    private static let among: [Folded] = ["trong", "đó"]
    private static let whoever: Set<Folded> = ["mà", "người"]
    private static let being: Folded = "là"
    private static let by: Folded = "do"
    /// "do đồng chí … trực tiếp phụ trách", "do Sở Tài chính làm tổ trưởng".
    private static let acting: Set<Folded> = ["làm", "phụ", "đứng"]

    /// "Sở Xây dựng – cơ quan quản lý chuyên ngành – công bố …": what stands between two dashes.
    func pastDashes() -> Int? {
        (i + 2..<max(min(i + 15, words.count), i + 2)).first {
            [" - ", " – "].contains(words.gap(before: $0)) && !words.isCapital($0)
        }
    }

    private static let described = WordTable("cơ quan, đơn vị, người, nơi, đầu mối, lực lượng")

    /// "Khoa Lý luận cơ sở, đơn vị có nhiều lớp nhất, …".
    private static let describes = WordTable(
        """
        đơn vị có, đơn vị được, đơn vị đang, đơn vị quản lý, cơ quan có, cơ quan được, cơ quan quản lý, nơi có, nơi đang
        người được, người có, là đơn vị, là cơ quan, là nơi
        """)

    /// "Ban Nữ công – nơi nhận hồ sơ – …": long dashes, small letters, and no word that names have after a dash.
    var isBetweenDashes: Bool {
        words.gap(before: i) == " – " && !words.isCapital(i) && OfficeWords.domains.length(in: words, at: i) == nil
            && OfficeWords.verbs.length(in: words, at: i) == nil && BodyGrammar.isWhole(words, name..<i)
    }

    /// "Ban Chỉ đạo xây dựng tổ chức đảng chủ trì": what it steers is part of its name.
    func leadOfBoard() -> Int? {
        guard words.matches(Self.steering, at: i - 3), Self.leads.length(in: words, at: i) == nil else {
            return nil
        }
        for k in i..<min(i + 40, words.count) {
            if words.gap(before: k).contains(where: { ".;:(".contains($0) }) { return nil }
            if Self.leads.length(in: words, at: k) != nil { return k }
        }
        return nil
    }

    private static let steering: [Folded] = ["ban", "chỉ", "đạo"]
    private static let leads = WordTable("chủ trì, có trách nhiệm")
}
