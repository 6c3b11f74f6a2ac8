import Diagnostics

/// Lists of offices: where one ends and the next begins.
extension BodyGrammar {
    private static let bare = WordTable("báo, đài, tổ, ban, hội, đoàn, trường")
    static let offices = WordTable("văn phòng, vp")
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

    static func isPerson(_ words: Words, _ i: Int) -> Bool {
        persons.contains(words.key(i)) || comrade.length(in: words, at: i) != nil
    }

    /// "ông Lê Văn A, Phó Giám đốc": who the person is.
    private static func isPosition(_ words: Words, _ i: Int, of start: Int) -> Bool {
        let name = start + headLength(words, start)
        return isPerson(words, start) && words.isCapital(name) && name < i - 1 && !isHead(words, name)
            && words.isCapital(i)
            && [", ", " - ", " – "].contains(words.gap(before: i)) && positions.length(in: words, at: i) != nil
    }

    /// "Thanh tra viên", "chuyên viên", and not "cán bộ, công chức", who are one.
    private static func isMember(_ words: Words, _ i: Int) -> Bool {
        OfficeWords.people.length(in: words, at: i).map { words.key(i + $0 - 1) == member } ?? false
    }

    static let member: Folded = "viên"
    /// "chi hội phụ nữ, chi hội nông dân".
    private static func repeatsHead(_ words: Words, _ i: Int, of start: Int) -> Bool {
        let count = headLength(words, start)
        return words.gap(before: i) == ", " && count >= 2 && isHead(words, start, isFirst: true)
            && words.matches((start..<start + count).map(words.key), at: i) && !plurals.contains(words.key(start))
    }

    /// "Các Bộ: Quốc phòng, Công an": that ministry.
    private static func isPolice(_ words: Words, _ i: Int, of start: Int) -> Bool {
        police.length(in: words, at: i) != nil
            && (start + 2..<max(min(start + 6, i), start + 2)).contains {
                words.key($0 - 1) == ministry && plurals.contains(words.key($0 - 2)) && words.gap(before: $0) == ": "
            }
    }

    private static let owners = WordTable(
        "chủ các, chủ đầu tư, chủ hồ, chủ đập, chủ rừng, chủ tàu, chủ phương tiện, chủ cơ sở, chủ sở hữu, chủ dự án")
    private static let police = WordTable("công an")
    private static let generic = WordTable("cơ quan, đơn vị, ngành, tổ chức, địa phương, đoàn thể, lực lượng")
    private static let ministry: Folded = "bộ"
    private static let comrade = WordTable("đồng chí, đ/c")
    private static let positions = WordTable(
        """
        phó, trưởng, chủ tịch, bí thư, giám đốc, tổng giám đốc, hiệu trưởng, chánh, ủy viên, tổ trưởng, đội trưởng, cục trưởng
        vụ trưởng, viện trưởng, kế toán trưởng, chủ nhiệm, quản đốc, chỉ huy trưởng
        """)

    /// Whether the last of a list belongs to a department's name: "Phòng Lao động, tiền lương và Bảo hiểm xã hội", which
    /// after a comma went on with what is no office, "Ban Pháp chế và Thanh tra".
    private static func endsName(_ words: Words, _ i: Int, of start: Int, within range: Range<Int>) -> Bool {
        guard departmentsOf.length(in: words, at: start) != nil, !plurals.contains(words.key(i)) else { return false }
        if inspection.length(in: words, at: i) == range.upperBound - i { return true }
        return i + headLength(words, i) >= range.upperBound
            && (start + headLength(words, start)..<i).contains {
                words.gap(before: $0) == ", " && !isHead(words, $0)
            }
    }

    /// "Bí thư chi bộ và trưởng thôn".
    private static func arePosts(_ words: Words, _ first: Int, _ second: Int) -> Bool {
        words.key(second - 1) == .and
            && [first, second].allSatisfy { positions.length(in: words, at: $0) != nil }
    }

    /// "các ban, cơ quan Trung ương" is one.
    private static func isOfGroup(_ words: Words, _ i: Int, _ length: Int, of start: Int) -> Bool {
        generic.length(in: words, at: i) == length && isPlural(words, start..<i) && words.gap(before: i).contains(",")
            && OfficeWords.qualifiers.length(in: words, at: i + length) != nil
    }

    /// "Các công ty lâm nghiệp, ban quản lý rừng phòng hộ", "trung tâm y tế, trạm y tế": a kind with its own words.
    private static func isOfOtherKind(_ words: Words, _ i: Int, within range: Range<Int>) -> Bool {
        guard words.gap(before: i) == ", ", let length = attributed.length(in: words, at: i) else { return false }
        return length > 3
            || i + length < range.upperBound && OfficeWords.matters.length(in: words, at: i + length) != nil
            || words.key(i) != "ban"
    }

    private static let attributed = WordTable("ban quản lý, trạm y tế, trung tâm y tế")

    /// "UBND các tỉnh, thành phố Huế, Quảng Trị", "các xã, phường Tân An, Hòa Bình": what is listed is of all those kinds.
    private static func isKindAmongPlaces(_ words: Words, _ i: Int, within range: Range<Int>) -> Bool {
        guard let length = placeKinds.length(in: words, at: i), words.isCapital(i + length), !words.isCapital(i) else {
            return false
        }
        var first = i
        while words.gap(before: first) == ", ",
            let kind = [1, 2].first(where: { placeKinds.length(in: words, at: first - $0) == $0 })
        {
            first -= kind
        }
        guard first < i, first > range.lowerBound, plurals.contains(words.key(first - 1)) else { return false }
        return (i + length + 1..<max(min(i + length + 5, range.upperBound), i + length + 1)).contains {
            (words.gap(before: $0) == ", " || words.key($0 - 1) == .and) && words.isCapital($0)
                && !isHead(words, $0)
        }
    }

    /// "UBND các xã Mỹ Hà, Mỹ Tiến và thị trấn Mỹ Lộc": a place after those of whose offices the head is said.
    private static func isPlaceOfSame(_ words: Words, _ i: Int, of start: Int) -> Bool {
        guard ownKindLength(words, i) != nil,
            let first = (start + 1..<i).first(where: { placeKinds.length(in: words, at: $0) != nil }),
            case let kind = placeKinds.length(in: words, at: first) ?? 1, first + kind < i,
            first > start + (plurals.contains(words.key(first - 1)) ? 1 : 0)
        else { return false }
        return (first + kind..<i).allSatisfy {
            isOfPlace(words, $0) && [" ", ", "].contains(words.gap(before: $0)) || words.key($0) == .and
        }
    }

    private static func isOfPlace(_ words: Words, _ i: Int) -> Bool {
        words.isCapital(i) || words.text(i).allSatisfy(\.isNumber) || placeKinds.length(in: words, at: i) != nil
    }

    /// How long the word is that says what a place is: "xã" of "xã Long Sơn", "khu vực" of "khu vực 2".
    static func ownKindLength(_ words: Words, _ i: Int) -> Int? {
        guard let length = placeKinds.length(in: words, at: i), words.gap(before: i + length) == " ",
            !words.isCapital(i) || length > 1
        else { return nil }
        return words.isCapital(i + length) || words.text(i + length).allSatisfy(\.isNumber) && i + length < words.count
            ? length : nil
    }

    /// What stands before the names of places.
    static let placeKinds = WordTable(
        "tỉnh, thành phố, huyện, thị xã, thị trấn, quận, xã, phường, đặc khu, thôn, bản, ấp, khu phố, khu vực")

    /// Whether "và" before an office joins it to the name that it stands in.
    private static func joinsWithin(_ words: Words, _ i: Int, of start: Int, within range: Range<Int>) -> Bool {
        if endsName(words, i, of: start, within: range) { return true }
        // "Cục Nhà giáo và Cán bộ quản lý giáo dục" is one.
        if words.isCapital(i), departmentsOf.length(in: words, at: start) != nil,
            OfficeWords.people.length(in: words, at: i) != nil
        {
            return true
        }
        // "Văn phòng HĐND và UBND huyện" is one.
        if offices.length(in: words, at: start) != nil, assemblies.length(in: words, at: i) != nil { return true }
        // "Báo và Đài Phát thanh - Truyền hình": a bare head needs what follows.
        return headLength(words, start) == 1 && i - 1 == start + 1 && bare.length(in: words, at: start) != nil
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
        if repeatsHead(words, i, of: start) { return true }
        if words.gap(before: i).contains(","), owners.length(in: words, at: i) != nil { return true }
        if isPolice(words, i, of: start) || isKindAmongPlaces(words, i, within: range)
            || isPlaceOfSame(words, i, of: start)
        {
            return false
        }
        if isOfOtherKind(words, i, within: range) { return true }
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
        if arePosts(words, start, i) { return true }
        // In small letters and without "các" it goes on: "Cấp ủy, tổ chức đảng", "Ban Chỉ đạo … đoàn thể".
        guard isHead(words, i, isFirst: words.key(i - 1) == .and) else { return false }
        if words.key(i - 1) == .and, joinsWithin(words, i, of: start, within: range) { return false }
        if words.isCapital(i) || plurals.contains(words.key(i)) || persons.contains(words.key(i)) { return true }
        let length = headLength(words, i)
        if isOfGroup(words, i, length, of: start) { return false }
        // "đảng ủy Quân sự tỉnh" is one of its own.
        if i + length < range.upperBound, words.isCapital(i + length), words.gap(before: i + length) == " " {
            return true
        }
        // "…, cấp ủy các tổ chức cơ sở đảng".
        if words.gap(before: i).contains(","), OfficeWords.sure.length(in: words, at: i) == length,
            isPlural(words, at: i + length, before: range.upperBound)
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
