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
                || BodyGrammar.staffLength(words, start) != nil
        else { return nil }
        names = start..<min(start + 1, words.count)
        next = names.upperBound
        var scan = Scan(words: words, start: start, guessing: guessing)
        scan.run()
        names = start..<min(max(scan.end, start + 1), words.count)
        next = min(max(scan.next ?? names.upperBound, names.upperBound), words.count)
        hasVerb = scan.hasVerb && next < words.count
    }

    struct Scan {
        let words: Words
        let start: Int
        let guessing: Bool
        /// The next word, and where the name begins that it may belong to.
        var i: Int
        var name: Int
        var end: Int
        var next: Int?
        var hasVerb = false
        /// The last parenthesis: what stands before it is the name.
        var aside: Range<Int>?
        /// Past what a department is for, with which its name ends.
        var subjectEnd: Int?

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
            if let past = pastParenthesis(gap) {
                aside = i..<past
                i = past
                end = min(i, words.count)
                return true
            }
            if let past = passed(gap) {
                if pastSubject(gap) == past { subjectEnd = past }
                i = past
                end = min(i, words.count)
                return true
            }
            if let past = afterSaying(gap) {
                next = past
                hasVerb = past < words.count && !words.gap(before: past).contains { ".:;".contains($0) }
                return false
            }
            // "Các sở: Nội vụ, Tài chính".
            let isColon = gap == ": " && words.isCapital(i) && listsKinds()
            let isMark =
                gap.contains { ".:(".contains($0) || "\"“”«»".contains($0) && !words.isQuoted(i - 1) }
                || gap.contains(";") && !BodyGrammar.isHead(words, i) && !isMore(gap)
                // "(…, phối hợp Sở Tài chính), trước 30/6": the parenthesis that the list stands in ends.
                || gap.contains(")") && isInside()
            if !isColon, isMark { return false }
            if beginsAfterCompany(gap) {
                hasVerb = true
                return false
            }
            if let lead = leadOfBoard() {
                end = lead
                hasVerb = true
                return false
            }
            // "…; các siêu thị, trung tâm": of whatever kind they are.
            let isMany = name > start || gap.contains(";") ? isMore(gap) : false
            let isHead = BodyGrammar.isHead(words, i) || isMany
            if let past = pastDash() ?? pastBareVerb(gap) ?? pastSecondVerb(gap) ?? pastTwoVerbs(gap) {
                i = past
                end = i
                return true
            }
            // "Ban Giám đốc và đại diện người lao động": after "và" the name goes on.
            let isJoined = words.key(i - 1) == .and && i - 1 > name
            if !isJoined, BodyGrammar.isVerb(words, i, first: -1), !isHead || !words.isCapital(i) && !gap.contains(",")
            {
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
            if guessing, gap == " " || gap == ") " && aside?.upperBound == i, beginsWork() {
                hasVerb = true
                return false
            }
            advance(gap, isHead)
            return true
        }

        /// "Hội Phụ nữ, cùng các nghệ nhân, thi làm bánh".
        private func beginsAfterCompany(_ gap: Substring) -> Bool {
            gap == ", " && !words.isCapital(i) && !BodyGrammar.isHead(words, i)
                && OfficeWords.groups.length(in: words, at: i) == nil
                && (start + 1..<max(i, start + 1)).contains {
                    words.key($0) == .together && words.gap(before: $0) == ", "
                }
        }

        /// Whether the list stands in parentheses that began before it.
        private func isInside() -> Bool {
            guard aside?.upperBound != i else { return false }
            for k in stride(from: start, through: 0, by: -1) {
                if let mark = words.gap(before: k).last(where: { "()".contains($0) }) { return mark == "(" }
            }
            return false
        }

        private func isMore(_ gap: Substring) -> Bool {
            (gap.contains(",") || gap.contains(";")) && BodyGrammar.isPlural(words, i..<words.count)
                && words.key(i + 1).text.contains(where: \.isLetter)
                && OfficeWords.others.length(in: words, at: i + 1) == nil
        }

        /// "Các sở:", "Bộ trưởng các Bộ:", and what follows is no work.
        private func listsKinds() -> Bool {
            // "Các Sở: Xây dựng, Tài chính", and not "Các xã: Xây dựng kế hoạch".
            if BodyGrammar.startsWithVerb(words, at: i), i + 2 >= words.count || words.gap(before: i + 2) == " " {
                return false
            }
            return (i <= start + 3 || i == start + BodyGrammar.headLength(words, start))
                && BodyGrammar.isPlural(words, start..<i)
                || i - 2 > start && BodyGrammar.isPlural(words, (i - 2)..<i) && Self.kinds.contains(words.key(i - 1))
                || (max(i - 7, start)..<i).contains { k in
                    BodyGrammar.isPlural(words, k..<i) && Self.localities.length(in: words, at: k + 1) == i - k - 1
                }
        }

        private static let localities = WordTable(
            "tỉnh thành phố, xã phường, xã phường đặc khu, huyện thị xã thành phố, huyện thành phố, phường xã, thành phố"
        )
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
            } else if isHead, gap == ", ", !words.isCapital(i), OfficeWords.heads.length(in: words, at: i) ?? 0 > 2 {
                // "Ban Quản lý vịnh Nha Trang, khu bảo tồn biển Hòn Mun".
                i += BodyGrammar.headLength(words, i)
            } else if let length = OfficeWords.domains.length(in: words, at: i), gap == " ",
                OfficeWords.verbs.length(in: words, at: i) == nil
            {
                // "Tổ an toàn": both its syllables.
                i += length
            } else if let length = OfficeWords.qualifiers.length(in: words, at: i), gap == " ", !words.isCapital(i) {
                i += length
            } else if isPair(gap) {
                i += 2
            } else {
                i += 1
            }
            if !isJoint { end = i }
        }

        /// "Ban Quản lý rừng phòng hộ, cảnh quan": what goes on in small letters after a comma is a word of two syllables.
        private func isPair(_ gap: Substring) -> Bool {
            gap == ", " && i + 2 < words.count && !words.isCapital(i) && words.gap(after: i) == " "
                && !BodyGrammar.isVerb(words, i + 1, first: -1) && !isJoint(i + 1) && !words.isCapital(i + 1)
                && OfficeWords.departments.length(in: words, at: name) != nil
                && OfficeWords.groups.length(in: words, at: i) == nil
                && OfficeWords.barriers.length(in: words, at: i + 1) == nil
        }

        private func isJoint(_ i: Int) -> Bool {
            words.key(i) == .and || words.key(i) == .with
                || words.key(i) == .together && !words.matches(Self.sameLevel, at: i)
        }

        /// "Hiệu trưởng các trường học cho học sinh nghỉ": a leader, or who has a whole name, lets others do it.
        private func lets() -> Bool {
            guard words.key(i) == Self.allow, i + 1 < words.count, words.gap(before: i + 1) == " ",
                words.text(i + 1).first?.isLowercase == true
            else { return false }
            if Self.leaders.length(in: words, at: name) != nil { return true }
            // "Sở Giáo dục và Đào tạo cho học sinh nghỉ", and not "Quỹ Hỗ trợ vốn cho nông dân".
            if Self.employers.length(in: words, at: name) != nil, Self.charges.length(in: words, at: i + 1) != nil,
                BodyGrammar.isWhole(words, name..<i)
            {
                return true
            }
            return BodyGrammar.isWhole(words, name..<i) && (endsWithPlace() || BodyGrammar.isPlural(words, name..<i))
        }

        private static let allow: Folded = "cho"
        /// In capitals a newspaper: "Đài Khí tượng thủy văn báo rét".
        private static let tell: Folded = "báo"
        private static let employers = WordTable(
            "sở, phòng, trường, nhà trường, công ty, nhà máy, xí nghiệp, bệnh viện")
        private static let charges = WordTable("học sinh, sinh viên, trẻ, công nhân, người lao động, nhân viên")
        private static let leaders = WordTable("chủ tịch, giám đốc, tổng giám đốc, hiệu trưởng, thủ trưởng, trưởng các")

        /// Whether the name is whole, and a word in small letters that is no part of one follows.
        private func beginsWork() -> Bool {
            if lets() { return true }
            guard !words.isCapital(i), i + 1 < words.count, !isJoint(i), !isJoint(i - 1),
                words.text(i).contains(where: \.isLetter),
                OfficeWords.qualifiers.length(in: words, at: i) == nil,
                OfficeWords.domains.length(in: words, at: i) == nil,
                OfficeWords.verbs.length(in: words, at: i) == nil,
                !BodyGrammar.isHead(words, i) || words.key(i) == Self.tell,
                OfficeWords.others.length(in: words, at: i) == nil,
                !Self.binding.contains(words.key(i)) || isFigure(i + 1) || grants(i),
                case let whole = aside?.upperBound == i ? aside?.lowerBound ?? i : i, name < whole,
                subjectEnd == whole || BodyGrammar.isWhole(words, name..<whole)
            else { return false }
            // "UBKT đảng ủy các phường".
            if i - 1 >= name + BodyGrammar.headLength(words, name),
                OfficeWords.heads.length(in: words, at: i - 1) ?? 0 > 1
            {
                return false
            }
            if whole < i { return true }
            if goesOn() { return false }
            // "Trung tâm Chính trị khai mở lớp": two syllables of one verb.
            if OfficeWords.verbs.length(in: words, at: i + 1) == 1, words.gap(before: i + 1) == " ",
                BodyGrammar.isVerb(words, i + 1, first: -1), words.key(i + 1) != "có", words.key(i) != "công"
            {
                return true
            }
            // A verb further on shows that the name went on until there; where it surely ended, only one that subjects have.
            // A department's name goes on in small letters more often than its verb is none that is known.
            let isFirm = Self.firms.length(in: words, at: name) != nil
            let kind = BodyGrammar.isPlural(words, name..<i) ? name + 1 : name
            let isDepartment = isFirm || Self.ministerial.length(in: words, at: kind) != nil
            // "Cục Đường cao tốc Việt Nam".
            if isDepartment, words.isCapital(i + 1) { return false }
            let isSure =
                !words.isCapital(i + 1)
                && (endsWithPlace() || !isDepartment && BodyGrammar.isSurelyWhole(words, name..<i))
            let last = isDepartment && !isFirm ? i + 4 : i + 7
            for k in (i + 1)..<max(min(last, words.count), i + 1) {
                // "Ban Chỉ đạo phong trào “Toàn dân đoàn kết …” huyện".
                if words.isQuoted(k), OfficeWords.steering.length(in: words, at: name) != nil { return false }
                let gap = words.gap(before: k)
                if gap == ", ", isTrader(words.isCapital(k)) { return false }
                guard gap == " " else { return isSure || gap.contains(";") || !BodyGrammar.isHead(words, k) }
                if OfficeWords.strong.length(in: words, at: k) != nil || k <= i + 3 && words.matches(Self.often, at: k)
                {
                    return false
                }
                if BodyGrammar.isVerb(words, k, first: -1) { return isSure }
                // "Công ty Khai thác công trình thủy lợi Nam Khánh Hòa".
                // A figure is of what is done: "đại tu 03 đầu máy D19E".
                if isFigure(k), words.key(k - 1) != .number { return true }
                if isDepartment, words.isCapital(k) { return false }
            }
            return true
        }

        /// "Hợp tác xã Dệt A Lưới", "Trung tâm Dịch vụ tổng hợp xã": where it is ends a name.
        private func endsWithPlace() -> Bool {
            let head = name + BodyGrammar.headLength(words, name)
            if head + 1 < i, Self.areas.contains(words.key(i - 1)) || words.matches(Self.city, at: i - 2) {
                return BodyGrammar.isWhole(words, name..<i)
            }
            return i - 2 > head && words.isCapital(i - 1) && words.isCapital(i - 2) && words.gap(before: i - 1) == " "
                && words.text(i - 1).contains(where: \.isLowercase)
                && (head..<i - 2).contains(where: words.isCapital)
        }

        private static let areas: Set<Folded> = ["tỉnh", "huyện", "xã", "phường", "quận"]
        private static let city: [Folded] = ["thành", "phố"]

        /// "các doanh nghiệp lữ hành, khách sạn": before a comma it still says which.
        private func isTrader(_ isCapital: Bool) -> Bool {
            !isCapital && BodyGrammar.isPlural(words, name..<i) && i == name + BodyGrammar.headLength(words, name)
                && OfficeWords.traders.length(in: words, at: name + 1) == i - name - 1
        }

        /// Whether what follows a name that seems whole shows that it is not.
        private func goesOn() -> Bool {
            // "cơ quan Đảng Trung ương": the second syllable of a word.
            if words.isCapital(i - 1), OfficeWords.qualifiers.length(in: words, at: i - 1) ?? 0 > 1 { return true }
            // "Ban Quản lý hồ Hoàn Kiếm".
            if OfficeWords.steering.length(in: words, at: name) == i - name, words.isCapital(i + 1) { return true }
            // "Hội Bảo vệ thiên nhiên": a society's name says what it is about.
            if let head = Self.societies.length(in: words, at: name),
                OfficeWords.verbs.length(in: words, at: name + head) == i - name - head
            {
                return true
            }
            // "Cục An toàn bức xạ và hạt nhân chuẩn bị".
            if words.key(i + 2) == .and, OfficeWords.departments.length(in: words, at: name) != nil,
                BodyGrammar.isVerb(words, i + 5, first: -1),
                (i + 1...i + 5).allSatisfy({ words.gap(before: $0) == " " })
            {
                return true
            }
            // "Các Tổng công ty: Lương thực miền Bắc".
            if words.isCapital(i + 1), (name + 1..<max(i, name + 1)).contains(where: { words.gap(before: $0) == ": " })
            {
                return true
            }
            return isAmongOffices() || isOfPlace() || isAbbreviated() || isNamedByVerb() || isNamedByCraft()
                || isJoinedToSecondHalf()
        }

        /// "Ban Quản lý dự án lưới điện và Ban An toàn kiểm tra": before another office nothing is done yet.
        private func isAmongOffices() -> Bool {
            guard OfficeWords.departments.length(in: words, at: name) != nil,
                OfficeWords.sure.length(in: words, at: name) == nil
            else { return false }
            for k in (i + 1)..<max(min(i + 9, words.count), i + 1) {
                guard words.gap(before: k) == " ", !BodyGrammar.isVerb(words, k, first: -1) else { return false }
                if words.key(k) == .and, words.isCapital(k + 1) { return BodyGrammar.isHead(words, k + 1) }
            }
            return false
        }

        /// "Sở Giao thông công chánh Thành phố Hồ Chí Minh báo cáo": whose it is ends the name.
        private func isOfPlace() -> Bool {
            guard let place = (i + 1...i + 2).first(where: words.isCapital), !BodyGrammar.isHead(words, place) else {
                return false
            }
            var end = place + (Self.places.length(in: words, at: place) ?? 1)
            while words.isCapital(end), words.gap(before: end) == " " { end += 1 }
            return (Self.places.length(in: words, at: place) != nil || place == i + 2 && end > place + 1)
                && words.gap(before: end) == " " && BodyGrammar.isVerb(words, end, first: -1)
        }

        private static let places = WordTable("thành phố, tỉnh, việt nam, trung ương, hà nội")

        /// "Công ty Vận hành hệ thống điện (NSMO) cập nhật": what is abbreviated is a name, as far as that.
        private func isAbbreviated() -> Bool {
            guard Self.firms.length(in: words, at: name) != nil || Self.ministerial.length(in: words, at: name) != nil
            else { return false }
            for k in (i + 1)..<max(min(i + 16, words.count), i + 1) {
                if words.gap(before: k) == " (" {
                    return words.gap(after: k).hasPrefix(")") && words.text(k).utf8.count > 1
                        && words.text(k).allSatisfy { $0.isUppercase || $0 == "-" || $0.isNumber }
                }
                guard words.gap(before: k) == " ", !BodyGrammar.isVerb(words, k, first: -1) else { return false }
            }
            return false
        }

        /// "Công ty Vận hành hệ thống điện quốc gia cập nhật": what a verb in the name is about belongs to it.
        private func isNamedByVerb() -> Bool {
            guard Self.firms.length(in: words, at: name) != nil, words.isCapital(i - 2), i - 2 > name,
                OfficeWords.verbs.length(in: words, at: i - 2) == 2, Self.purposes.length(in: words, at: i - 2) == nil
            else { return false }
            for k in (i + 1)..<max(min(i + 14, words.count), i + 1) {
                guard words.gap(before: k) == " " else { return false }
                if BodyGrammar.isVerb(words, k, first: -1) { return true }
            }
            return false
        }

        /// "Phân xưởng In ống đồng đếm lại trục": what a verb of one syllable in the name is about belongs to it.
        private func isNamedByCraft() -> Bool {
            let craft = name + BodyGrammar.headLength(words, name)
            guard craft < i, i <= craft + 2, words.isCapital(craft), !words.isCapital(craft + 1),
                Self.rooms.length(in: words, at: name) == craft - name,
                OfficeWords.verbs.length(in: words, at: craft) == 1
            else { return false }
            return (i + 1...i + 2).contains {
                words.gap(before: $0) == " " && BodyGrammar.isVerb(words, $0, first: -1)
            }
        }

        /// "Phòng Xây dựng nếp sống văn hóa và Gia đình là đầu mối": the capital after "và" is no object, as a verb follows.
        private func isJoinedToSecondHalf() -> Bool {
            guard OfficeWords.departments.length(in: words, at: name) != nil else { return false }
            for k in (i + 1)..<max(min(i + 7, words.count), i + 1) {
                guard words.gap(before: k) == " ", !BodyGrammar.isVerb(words, k, first: -1), !words.isCapital(k) else {
                    return false
                }
                guard words.key(k) == .and else { continue }
                return words.isCapital(k + 1) && !BodyGrammar.isHead(words, k + 1)
                    && (k + 2...k + 4).contains { next in
                        words.gap(before: next) == " "
                            && (BodyGrammar.isVerb(words, next, first: -1)
                                || OfficeWords.strong.length(in: words, at: next) != nil)
                    }
            }
            return false
        }

        private static let societies = WordTable("hội, hiệp hội, quỹ, liên hiệp, liên hiệp hội")
        private static let often: [Folded] = ["thường", "xuyên"]
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
    }
}
