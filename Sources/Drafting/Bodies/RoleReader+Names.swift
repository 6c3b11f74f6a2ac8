import Diagnostics
import Programmes

/// Names as they are drafted: without what is said of their role, and one for each office of several.
extension RoleReader {
    static let plural: Folded = "các"
    private static let according: Folded = "theo"
    private static let kinds: [Folded: String] = [
        "sở": "Sở", "bộ": "Bộ", "phòng": "Phòng", "vụ": "Vụ", "cục": "Cục", "ban": "Ban", "xã": "xã",
        "phường": "phường",
        "huyện": "huyện",
    ]
    private static let firms = WordTable("tập đoàn, công ty, tổng công ty, chi cục, tổng cục, trung tâm, học viện")
    private static let roleNames: [(words: [Folded], role: Role)] = [
        (["chủ", "trì"], .lead), (["phối", "hợp"], .coordinating), (["thực", "hiện"], .executing),
        (["chỉ", "đạo"], .directing), (["theo", "dõi"], .monitoring),
    ]

    /// "Công an xã (chủ trì)": the name, and what the parenthesis after it says of its role.
    func withoutRole(_ words: Words, _ name: Range<Int>) -> (name: Range<Int>, role: Role?) {
        guard let end = name.last(where: { words.gap(before: $0).contains("(") }), end > name.lowerBound else {
            return (name, nil)
        }
        let found = Self.roleNames.first { words.matches($0.words, at: end) && end + 2 == name.upperBound }
        // "(cơ quan thường trực)" says who it is.
        let isSaid =
            Self.people.contains(words.key(end)) || (end..<name.upperBound).contains { words.key($0) == Self.acting }
            || BodyGrammar.isPerson(words, name.lowerBound) && name.lowerBound + 2 < end
            || (end..<name.upperBound).contains { OfficeWords.standing.length(in: words, at: $0) != nil }
        // "Phòng Pháp chế (Sở)", "Ban Xây dựng Đảng (theo lĩnh vực)".
        let isAside = isSaid || Self.asides.length(in: words, at: end) != nil
        // "Văn phòng (ngày 22/8)".
        let isTime = isTimeAlone(words, end) || Self.times.length(in: words, at: end) != nil
        guard found != nil || isAside || isTime || end + 1 == name.upperBound || words.key(end) == Self.according else {
            return (name, nil)
        }
        return (name.lowerBound..<end, found?.role)
    }

    /// "Tổ công tác liên ngành (Sở Tài chính làm tổ trưởng)".
    private static let acting: Folded = "làm"
    /// "Công an tỉnh (đ/c Đại tá Lê Minh Khôi)".
    private static let people: Set<Folded> = ["đ/c", "đồng", "ông", "bà"]
    private static let asides = WordTable(
        "khi, nay là, trước đây là, trước là, tức, gọi tắt là, sau đây gọi, thường trực, đơn vị, nơi, đầu mối, chủ")

    private static let joinedNames = [
        "Du lịch", "Đầu tư", "Môi trường", "Xã hội", "Truyền thông", "Công nghệ", "Đào tạo", "Phát triển", "Thể thao",
    ]

    /// "Chủ tịch UBND tỉnh Cao Bằng, Lạng Sơn", "Đảng ủy các xã Trà Linh, Trà Nam", "UBND các xã, phường Tân An, Vân Canh":
    /// one of each place.
    private func ofPlaces(_ name: String) -> [String]? {
        let words = Words(name)
        guard let i = (0..<words.count).first(where: { BodyGrammar.placeKinds.length(in: words, at: $0) != nil }) else {
            return nil
        }
        var kinds: [String] = []
        var first = i
        while first == i || words.gap(before: first) == ", ",
            let length = BodyGrammar.placeKinds.length(in: words, at: first)
        {
            kinds.append(lowerFirst(collapsed(words.slice(first..<first + length))))
            first += length
        }
        guard first < words.count, [" ", ": "].contains(words.gap(before: first)) else { return nil }
        var parts: [(kind: String?, place: Range<Int>)] = []
        var start = first
        for k in first...words.count
        where k == words.count || words.gap(before: k).contains(",") || words.key(k) == .and {
            if k > start {
                let length = BodyGrammar.ownKindLength(words, start)
                parts.append((length.map { collapsed(words.slice(start..<start + $0)) }, start + (length ?? 0)..<k))
            }
            start = k < words.count && words.key(k) == .and ? k + 1 : k
        }
        let arePlaces = parts.allSatisfy { kind, part in
            // "thị trấn Nông trường Phong Hải".
            1...4 ~= part.count && words.isCapital(part.lowerBound)
                && (kind != nil || part.allSatisfy(words.isCapital) && !BodyGrammar.isHead(words, part.lowerBound))
                // "Trưởng các thôn 1, 2, 3".
                || part.count == 1 && words.text(part.lowerBound).allSatisfy(\.isNumber)
        }
        let isOfMany = words.key(i - 1) == Self.plural
        // "Các đồng chí trưởng thôn Đại, Trung".
        let begin = Self.comrades.length(in: words, at: 0) ?? 0
        let head = collapsed(words.slice(min(begin, i)..<(isOfMany ? i - 1 : i)))
        guard parts.count > 1, arePlaces, !head.isEmpty || isOfMany else { return nil }
        return parts.map { own, part in
            let place = collapsed(words.slice(part))
            func named(_ kind: String) -> String { collapsed(head + " " + kind + " " + place) }
            if let own { return named(own) }
            guard kinds.count > 1 else { return named(kinds[0]) }
            if kinds == Self.orCity { return named(Self.cities.contains(Folded(place)) ? kinds[1] : kinds[0]) }
            // Which kind each place is, only the directory knows.
            return kinds.map(named).first(where: isKnown) ?? named("")
        }
    }

    private static let comrades = WordTable("các đồng chí, các ông, các bà, các anh, các chị")
    /// "Ủy ban nhân dân các tỉnh, thành phố: Lào Cai, Hải Phòng".
    private static let orCity = ["tỉnh", "thành phố"]
    /// Those that are governed as provinces are.
    private static let cities = Set(
        ["Hà Nội", "Hồ Chí Minh", "Hải Phòng", "Đà Nẵng", "Cần Thơ", "Huế"].map { Folded($0) })

    /// "Hiệu trưởng các trường THCS Lê Lợi, Nguyễn Trãi", "các trường: Mầm non Hoa Sen, Tiểu học Kim Đồng": one of each school.
    private func ofSchools(_ name: String) -> [String]? {
        let words = Words(name)
        guard
            let i = (0..<min(words.count, 4)).first(where: {
                words.key($0) == Self.plural && words.key($0 + 1) == Self.school
            }), Self.schools.length(in: words, at: i + 2) != nil
        else { return nil }
        let head = collapsed(words.slice(0..<i) + (i == 0 ? " Trường" : " trường"))
        var (level, names, start) = ("", [String](), i + 2)
        for k in (i + 3)...max(words.count, i + 3)
        where k >= words.count || words.gap(before: k).contains(",") || words.key(k) == .and && words.isCapital(k + 1) {
            let length = Self.schools.length(in: words, at: start) ?? 0
            if length > 0 { level = collapsed(words.slice(start..<start + length)) }
            guard start + length < k, (start + length..<k).allSatisfy({ words.isCapital($0) }) else { return nil }
            names.append(head + " " + level + " " + collapsed(words.slice(start + length..<k)))
            start = words.key(k) == .and ? k + 1 : k
        }
        return names.count > 1 ? names : nil
    }

    private static let school: Folded = "trường"
    private static let schools = WordTable(
        """
        mầm non, mẫu giáo, tiểu học, thcs, thpt, trung học cơ sở, trung học phổ thông, tiểu học và thcs, tiểu học và trung học cơ sở
        th và thcs, thcs và thpt, trung cấp, cao đẳng, đại học
        """)

    /// "các sở: Nội vụ, Tài chính và Tư pháp": Sở Nội vụ, Sở Tài chính, Sở Tư pháp; of "Giám đốc các Sở: …" their heads.
    func departments(_ name: String) -> [String] {
        if let apart = ofPlaces(name) ?? ofSchools(name) { return apart }
        let words = Words(name)
        guard let plural = (0..<min(words.count, 6)).first(where: { words.key($0) == Self.plural }),
            case let length = Self.firms.length(in: words, at: plural + 1) ?? 1, plural + 2 + length < words.count,
            let kind = Self.kinds[words.key(plural + 1)]
                ?? (length > 1 ? upperFirst(String(words.slice(plural + 1..<plural + 1 + length))) : nil),
            words.isCapital(plural + 1 + length),
            kind == "Sở" || words.gap(before: plural + 1 + length).contains(":")
        else { return [name] }
        let head = plural > 0 ? collapsed(words.slice(0..<plural)) + " " : ""
        var names: [String] = []
        var start = plural + 1 + length
        for i in (start + 1)...words.count {
            let isAnd = words.key(i - 1) == .and
            let isEnd = i == words.count
            let isCut = isEnd || words.gap(before: i).contains(",") || isAnd
            guard isCut else { continue }
            let rest = isEnd ? "" : String(name[words[i].range.lowerBound...])
            if !isEnd, Self.joinedNames.contains(where: rest.hasPrefix) { continue }
            let end = isAnd && !isEnd ? i - 1 : i
            if end > start {
                let own = collapsed(words.slice(start..<end))
                // "các sở: Nội vụ, Tài chính, Công an tỉnh".
                let isWhole =
                    OfficeWords.sure.length(in: words, at: start) != nil && kind != "Bộ" || own.hasPrefix("Ngân hàng")
                names.append(head + (isWhole ? own : kind + " " + own))
            }
            start = i
        }
        // "Giám đốc các Sở Giáo dục và Đào tạo": the same department of each province.
        return names.count == 1 && !words.gap(before: plural + 1 + length).contains(":") ? [name] : names
    }

    /// "đồng chí" and a lost parenthesis say nothing of the name.
    func cleaned(_ name: Substring) -> String {
        var name = collapsed(name)
        if name.contains("("), !name.contains(")") { name += ")" }
        return name
    }
}
