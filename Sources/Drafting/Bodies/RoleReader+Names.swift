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
        guard found != nil || isAside || end + 1 == name.upperBound || words.key(end) == Self.according else {
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

    private static let places: [Folded: String] = ["tỉnh": "tỉnh", "huyện": "huyện", "xã": "xã", "phường": "phường"]

    /// "Chủ tịch UBND tỉnh Cao Bằng, Lạng Sơn", "Đảng ủy các xã Trà Linh, Trà Nam": one of each place.
    private func ofPlaces(_ name: String) -> [String]? {
        let words = Words(name)
        guard let i = (1..<max(words.count, 1)).first(where: { Self.places[words.key($0)] != nil }),
            let kind = Self.places[words.key(i)],
            case let first = words.matches(Self.orCity, at: i) ? i + 3 : i + 1,
            first < words.count, [" ", ": "].contains(words.gap(before: first))
        else { return nil }
        var parts: [Range<Int>] = []
        var start = first
        for k in first...words.count
        where k == words.count || words.gap(before: k).contains(",") || words.key(k) == .and {
            if k > start { parts.append(start..<k) }
            start = k < words.count && words.key(k) == .and ? k + 1 : k
        }
        let arePlaces = parts.allSatisfy { part in
            1...4 ~= part.count && part.allSatisfy(words.isCapital) && !BodyGrammar.isHead(words, part.lowerBound)
        }
        guard parts.count > 1, arePlaces else { return nil }
        let head = collapsed(words.slice(0..<(words.key(i - 1) == Self.plural ? i - 1 : i)))
        let isOfMany = words.key(i - 1) == Self.plural
        guard !head.isEmpty || isOfMany else { return nil }
        return parts.map { part in
            let place = collapsed(words.slice(part))
            let isCity = first > i + 1 && Self.cities.contains(Folded(place))
            return collapsed(head + " " + (isCity ? "thành phố" : kind) + " " + place)
        }
    }

    /// "Ủy ban nhân dân các tỉnh, thành phố: Lào Cai, Hải Phòng".
    private static let orCity: [Folded] = ["tỉnh", "thành", "phố"]
    /// Those that are governed as provinces are.
    private static let cities = Set(
        ["Hà Nội", "Hồ Chí Minh", "Hải Phòng", "Đà Nẵng", "Cần Thơ", "Huế"].map { Folded($0) })

    /// "các sở: Nội vụ, Tài chính và Tư pháp": Sở Nội vụ, Sở Tài chính, Sở Tư pháp; of "Giám đốc các Sở: …" their heads.
    func departments(_ name: String) -> [String] {
        if let apart = ofPlaces(name) { return apart }
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
