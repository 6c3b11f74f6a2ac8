import Diagnostics

/// Offices as a sentence names them one after another: "Sở Nội vụ, Văn phòng Ủy ban nhân dân tỉnh và các sở".
struct OfficeList {
    /// Their words.
    private(set) var names: Range<Int>
    /// The word after them and after what is said of them in passing: "…, trực tiếp là đồng chí Chủ tịch …,".
    private(set) var next: Int
    /// Whether what they do begins there.
    private(set) var hasVerb = false

    private static let longest = 90

    /// - Parameters:
    ///   - first: where the sentence begins.
    ///   - guessing: whether a word in small letters after a whole name is what is done, though no list knows the verb.
    /// - Returns: nil where no office stands at `start`.
    init?(_ words: Words, from start: Int, first: Int? = nil, guessing: Bool = true) {
        guard BodyGrammar.isHead(words, start, isFirst: start == first),
            start != first || !BodyGrammar.isVerb(words, start, first: start)
                || BodyGrammar.isLeadership(words, start) || BodyGrammar.headLength(words, start) >= 4
                || OfficeWords.people.length(in: words, at: start) ?? 0 >= 3
        else { return nil }
        names = start..<min(start + 1, words.count)
        next = names.upperBound
        var scan = Scan(words: words, start: start, guessing: guessing)
        scan.run()
        names = start..<min(max(scan.end, start + 1), words.count)
        next = min(max(scan.next ?? names.upperBound, names.upperBound), words.count)
        hasVerb = scan.hasVerb && next < words.count
    }

    private struct Scan {
        let words: Words
        let start: Int
        let guessing: Bool
        /// The next word, and where the name begins that it may belong to.
        var i: Int
        var name: Int
        var end: Int
        var next: Int?
        var hasVerb = false

        init(words: Words, start: Int, guessing: Bool) {
            self.words = words
            self.start = start
            self.guessing = guessing
            name = start
            i = start + BodyGrammar.headLength(words, start)
            end = i
        }

        mutating func run() {
            while i < words.count, i - start < OfficeList.longest, step() {}
        }

        /// - Returns: whether the list goes on.
        private mutating func step() -> Bool {
            let gap = words.gap(before: i)
            if let past = pastParenthesis(gap) ?? pastQuotation(gap) ?? pastMatter(gap) ?? pastSubject(gap)
                ?? pastParticiple(gap) ?? pastTrade(gap) ?? pastPurpose(gap)
            {
                i = past
                end = min(i, words.count)
                return true
            }
            if let past = pastApposition(gap) {
                next = past
                hasVerb = past < words.count && !words.gap(before: past).contains { ".:;".contains($0) }
                return false
            }
            if gap == " " || gap == ", ", let past = BodyGrammar.pastCompetence(words, i) {
                next = past
                hasVerb = past < words.count && !words.gap(before: past).contains { ".:;".contains($0) }
                return false
            }
            // "Các sở: Nội vụ, Tài chính".
            let isColon = gap == ": " && words.isCapital(i) && listsKinds()
            let isMark =
                gap.contains { ".:(".contains($0) || "\"“”«»".contains($0) && !words.isQuoted(i - 1) }
                || gap.contains(";") && !BodyGrammar.isHead(words, i) && !isMore(gap)
            if !isColon, isMark { return false }
            if let lead = leadOfBoard() {
                end = lead
                hasVerb = true
                return false
            }
            // "…; các siêu thị, trung tâm": of whatever kind they are.
            let isMany = name > start || gap.contains(";") ? isMore(gap) : false
            let isHead = BodyGrammar.isHead(words, i) || isMany
            if let past = pastDash() {
                i = past
                end = i
                return true
            }
            if BodyGrammar.isVerb(words, i, first: -1), !isHead || !words.isCapital(i) && !gap.contains(",") {
                hasVerb = true
                return false
            }
            // "tỉnh Cao Bằng", "vùng Đồng bằng sông Hồng".
            let isPlace = words.isCapital(i) || words.matches(Self.plain, at: i - 1)
            if !isPlace, OfficeWords.barriers.length(in: words, at: i) != nil,
                OfficeWords.compounds.length(in: words, at: i - 1) != 2
            {
                return false
            }
            // "Đoàn Thanh niên mỗi tổ chức nhận chăm sóc 02 km đường hoa".
            if gap == " ", Self.shares.contains(words.key(i)), BodyGrammar.isWhole(words, name..<i) {
                hasVerb = true
                return false
            }
            if guessing, gap == " ", beginsWork() {
                hasVerb = true
                return false
            }
            advance(gap, isHead)
            return true
        }

        private func isMore(_ gap: Substring) -> Bool {
            (gap.contains(",") || gap.contains(";")) && BodyGrammar.isPlural(words, i..<words.count)
                && words.key(i + 1).text.contains(where: \.isLetter)
                && OfficeWords.others.length(in: words, at: i + 1) == nil
        }

        /// "Khoa Hồi sức tích cực - Chống độc": what a dash and a capital follow is no work yet.
        private func pastDash() -> Int? {
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

        /// "Các sở:", "Bộ trưởng các Bộ:", and what follows is no work.
        private func listsKinds() -> Bool {
            // "Các Sở: Xây dựng, Tài chính", and not "Các xã: Xây dựng kế hoạch".
            if BodyGrammar.startsWithVerb(words, at: i), i + 2 >= words.count || words.gap(before: i + 2) == " " {
                return false
            }
            return i <= start + 3 && BodyGrammar.isPlural(words, start..<i)
                || i - 2 > start && BodyGrammar.isPlural(words, (i - 2)..<i) && Self.kinds.contains(words.key(i - 1))
        }

        private static let kinds: Set<Folded> = [
            "sở", "bộ", "phòng", "vụ", "cục", "ban", "xã", "phường", "huyện", "tỉnh",
        ]

        private mutating func advance(_ gap: Substring, _ isHead: Bool) {
            let isJoint = isJoint(i)
            let isOwn =
                words.isCapital(i) || BodyGrammar.isPlural(words, i..<(i + 1))
                || OfficeWords.sure.length(in: words, at: i) != nil
            if isHead, isOwn, gap.contains(",") || gap.contains(";") || self.isJoint(i - 1) {
                name = i
                i += BodyGrammar.headLength(words, i)
            } else if let length = OfficeWords.domains.length(in: words, at: i), gap == " ",
                OfficeWords.verbs.length(in: words, at: i) == nil
            {
                // "Tổ an toàn": both its syllables.
                i += length
            } else if let length = OfficeWords.qualifiers.length(in: words, at: i), gap == " ", !words.isCapital(i) {
                i += length
            } else {
                i += 1
            }
            if !isJoint { end = i }
        }

        private func isJoint(_ i: Int) -> Bool {
            words.key(i) == .and || words.key(i) == .with
                || words.key(i) == .together && !words.matches(Self.sameLevel, at: i)
        }

        /// Whether the name is whole, and a word in small letters that is no part of one follows.
        private func beginsWork() -> Bool {
            guard !words.isCapital(i), i + 1 < words.count, !isJoint(i), !isJoint(i - 1),
                words.text(i).contains(where: \.isLetter),
                OfficeWords.qualifiers.length(in: words, at: i) == nil,
                OfficeWords.domains.length(in: words, at: i) == nil,
                OfficeWords.verbs.length(in: words, at: i) == nil, !BodyGrammar.isHead(words, i),
                !Self.binding.contains(words.key(i)) || isFigure(i + 1) || grants(i),
                BodyGrammar.isWhole(words, name..<i)
            else { return false }
            // A verb further on shows that the name went on until there; where it surely ended, only one that subjects have.
            // A department's name goes on in small letters more often than its verb is none that is known.
            let isFirm = Self.firms.length(in: words, at: name) != nil
            let isDepartment = isFirm || Self.ministerial.length(in: words, at: name) != nil
            // "Cục Đường cao tốc Việt Nam".
            if isDepartment, words.isCapital(i + 1) { return false }
            let isSure = !isDepartment && BodyGrammar.isSurelyWhole(words, name..<i) && !words.isCapital(i + 1)
            let last = isDepartment && !isFirm ? i + 4 : i + 7
            for k in (i + 1)..<max(min(last, words.count), i + 1) {
                // "Ban Chỉ đạo phong trào “Toàn dân đoàn kết …” huyện".
                if words.isQuoted(k), OfficeWords.steering.length(in: words, at: name) != nil { return false }
                guard words.gap(before: k) == " " else { return isSure || !BodyGrammar.isHead(words, k) }
                if OfficeWords.strong.length(in: words, at: k) != nil { return false }
                if BodyGrammar.isVerb(words, k, first: -1) { return isSure }
                // "Công ty Khai thác công trình thủy lợi Nam Khánh Hòa".
                if isDepartment, words.isCapital(k) { return false }
            }
            return true
        }

        private static let shares: Set<Folded> = ["mỗi", "từng"]
        private static let sameLevel: [Folded] = ["cùng", "cấp"]
        private static let plain: [Folded] = ["đồng", "bằng"]
        private static let binding: Set<Folded> = [
            "của", "thuộc", "tại", "ở", "trong", "ngoài", "cho", "giữa", "có", "và", "hoặc", "số", "cấp", "các",
            "những", "trên", "vùng",
        ]

        /// "cấp định danh", and not "cấp tỉnh".
        private func grants(_ i: Int) -> Bool {
            words.key(i) == Self.level && words.text(i + 1).first?.isLetter == true
                && !Self.levels.contains(words.key(i + 1))
        }

        private static let level: Folded = "cấp"
        private static let levels: Set<Folded> = [
            "tỉnh", "huyện", "xã", "phường", "quận", "thành", "thị", "trung", "ủy", "trên", "dưới", "cơ", "bộ", "khu",
            "quốc", "nhà", "sở", "ngành", "cứu", "thoát", "nước", "phó", "trưởng", "thẩm", "độ", "học", "phòng", "mình",
            "cao", "và", "tương", "có", "toàn", "chính",
        ]

        /// "cấp 50 tấn", and not "cấp 2".
        private func isFigure(_ i: Int) -> Bool {
            let text = words.text(i)
            return text.count >= 2 && text.allSatisfy { $0.isNumber || $0 == "." }
        }

        /// Past "(…)" that stands after a word, where what follows goes on.
        private func pastParenthesis(_ gap: Substring) -> Int? {
            guard gap.contains("("), !gap.contains(")") else { return nil }
            return (i..<min(i + 40, words.count)).first { words.gap(after: $0).contains(")") }.map { $0 + 1 }
        }

        /// "Ban Chỉ đạo “Toàn dân đoàn kết …” tỉnh": what is quoted belongs to the name.
        private func pastQuotation(_ gap: Substring) -> Int? {
            guard words.isQuoted(i), !words.isQuoted(i - 1), !gap.contains(",") else { return nil }
            return (i..<words.count).first { !words.isQuoted($0) } ?? words.count
        }

        /// "Ban Chỉ huy phòng, chống thiên tai": what it is for.
        private func pastMatter(_ gap: Substring) -> Int? {
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

        private func pastParticiple(_ gap: Substring) -> Int? {
            guard gap == " " else { return nil }
            // "công chức phụ trách LĐTBXH".
            if i == name + BodyGrammar.headLength(words, name), OfficeWords.people.length(in: words, at: name) != nil,
                let length = Self.charge.length(in: words, at: i), words.isCapital(i + length)
            {
                return i + length
            }
            // "Phó Chủ tịch UBND huyện phụ trách kinh tế chủ trì".
            if words.key(name) == Self.deputy, let length = Self.charge.length(in: words, at: i),
                let matter = OfficeWords.domains.length(in: words, at: i + length),
                BodyGrammar.isVerb(words, i + length + matter, first: -1)
            {
                return i + length + matter
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
        private func pastTrade(_ gap: Substring) -> Int? {
            guard gap == " ", BodyGrammar.isPlural(words, name..<i), i == name + BodyGrammar.headLength(words, name),
                OfficeWords.traders.length(in: words, at: name + 1) == i - name - 1,
                var k = OfficeWords.trades.length(in: words, at: i).map({ i + $0 })
            else { return nil }
            while k < min(i + 12, words.count) {
                guard [" ", ", ", " - "].contains(words.gap(before: k)) else { return nil }
                if let more = OfficeWords.trades.length(in: words, at: k) {
                    k += more
                } else if BodyGrammar.isVerb(words, k, first: -1) {
                    return words.gap(before: k) == " " ? k : nil
                } else {
                    k += 1
                }
            }
            return nil
        }

        private static let firms = WordTable("công ty, tổng công ty, xí nghiệp, chi nhánh, nhà máy")
        private static let ministerial = WordTable("vụ, cục, chi cục, tổng cục, trung tâm, viện, học viện")

        /// "Trung tâm Công nghệ thông tin", "Vụ Tổ chức cán bộ".
        private func pastSubject(_ gap: Substring) -> Int? {
            let isSecond = [" - ", " – "].contains(gap)
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
        private func pastPurpose(_ gap: Substring) -> Int? {
            guard gap == " ", i > name + 1,
                (Self.ministerial.length(in: words, at: name) ?? Self.firms.length(in: words, at: name)) != nil,
                let length = Self.purposes.length(in: words, at: i)
            else { return nil }
            let end = i + length
            // "Tổng công ty Đầu tư phát triển đường cao tốc Việt Nam".
            if Self.firms.length(in: words, at: name) != nil, words.isCapital(i - 2),
                let proper = (end..<min(end + 5, words.count)).first(where: words.isCapital),
                (end...proper).allSatisfy({ words.gap(before: $0) == " " }),
                !(end..<proper).contains(where: { Self.places.contains(words.key($0)) })
            {
                return end
            }
            let isLast = end == words.count || words.gap(before: end).contains { ":;,".contains($0) }
            let isAmong = words.key(end) == .and && words.isCapital(end + 1) && BodyGrammar.isHead(words, end + 1)
            return isLast || isAmong || words.gap(before: end) == " " && BodyGrammar.isVerb(words, end, first: -1)
                ? end : nil
        }

        private static let purposes = WordTable(
            "phát triển, xây dựng, quản lý, đào tạo, bồi dưỡng, kiểm định, thi công, đầu tư, kiểm soát, cung ứng")

        private static let places: Set<Folded> = [
            "xã", "huyện", "tỉnh", "phường", "thôn", "tại", "ở", "của", "cho", "với", "đến", "trên", "từ", "khu", "và",
        ]
        private static let plainVerbs = WordTable(
            """
            quản lý, chỉ đạo, điều hành, soạn thảo, thẩm định, nghiệm thu, kiểm kê, khen thưởng, điều phối, kỷ luật
            xét duyệt, tuyển dụng
            """)
        private static let councils = WordTable("hội đồng, tổ, ban, đội")

        /// What says who the office is, between commas or after a dash, is no part of its name nor of the work.
        private func pastApposition(_ gap: Substring) -> Int? {
            let isAfterComma = gap.contains(",") || gap.contains("(")
            let isAfterDash = gap.contains("-") || gap.contains("–")
            let isAs = gap == " " && Self.capacity.length(in: words, at: i) != nil
            guard isAfterComma || isAfterDash || isAs else { return nil }
            if isAs, let capacity = Self.capacity.length(in: words, at: i) {
                let past = i + capacity + (OfficeWords.standing.length(in: words, at: i + capacity) ?? 0)
                return OfficeList(words, from: past, guessing: guessing)?.next ?? pastAside(past) ?? past
            }
            if isAfterComma, let past = introduced {
                return OfficeList(words, from: past, guessing: guessing)?.next ?? pastAside(past)
            }
            // "Sở Ngoại vụ, trên cơ sở ý kiến của Bộ Ngoại giao, tham mưu …".
            if gap.contains(","), let length = Self.grounds.length(in: words, at: i) { return pastAside(i + length) }
            if isAfterComma, words.key(i) == Self.by { return pastAside(i, with: Self.acting) }
            let standing = OfficeWords.standing.length(in: words, at: i)
            if isAfterDash, standing != nil || Self.described.length(in: words, at: i) != nil,
                let past = pastDashes()
            {
                return past
            }
            guard let standing, isAfterDash || isAfterComma && standing > 2 else { return nil }
            let past = i + standing
            if let list = OfficeList(words, from: past, guessing: guessing) { return list.next }
            return pastAside(past) ?? past
        }

        /// Past "trực tiếp là", "trong đó trọng tâm là".
        private var introduced: Int? {
            if let length = OfficeWords.introducing.length(in: words, at: i) { return i + length }
            guard words.matches(Self.among, at: i) else { return nil }
            return (i + 2..<min(i + 6, words.count)).first { words.key($0) == Self.being }.map { $0 + 1 }
        }

        /// The word after the comma that ends what is said in passing, where what is done begins there.
        private func pastAside(_ start: Int, with needed: Folded? = nil) -> Int? {
            var isSaid = needed == nil
            for k in start..<min(start + 20, words.count) {
                let gap = words.gap(before: k)
                if gap.contains(where: { ".;:".contains($0) }) { return nil }
                if isSaid, k > start, gap.contains(","),
                    BodyGrammar.isVerb(words, k, first: -1) || BodyGrammar.skipAdverbs(words, k) > k
                {
                    return k
                }
                if words.key(k) == needed { isSaid = true }
            }
            return nil
        }

        private static let grounds = WordTable("trên cơ sở, căn cứ, căn cứ vào, trong phạm vi, theo đề nghị của")
        private static let capacity = WordTable("với vai trò là, với vai trò, với tư cách là, với tư cách")
        private static let among: [Folded] = ["trong", "đó"]
        private static let being: Folded = "là"
        private static let by: Folded = "do"
        private static let acting: Folded = "làm"

        /// "Sở Xây dựng – cơ quan quản lý chuyên ngành – công bố …": what stands between two dashes.
        private func pastDashes() -> Int? {
            (i + 2..<max(min(i + 15, words.count), i + 2)).first {
                [" - ", " – "].contains(words.gap(before: $0))
            }
        }

        private static let described = WordTable("cơ quan, đơn vị, người, nơi")

        /// "Ban Chỉ đạo xây dựng tổ chức đảng chủ trì": what it steers is part of its name.
        private func leadOfBoard() -> Int? {
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
}
