import Diagnostics
import Programmes

/// Whom a field or a table's cell names.
extension RoleReader {
    /// - Parameter role: what the field's label says, for those of whom the text says nothing else.
    func read(field text: String, as role: Role) -> RoleReading {
        var reading = RoleReading()
        for part in listed(text) {
            let words = Words(collapsed(part))
            guard words.count > 0 else { continue }
            // "Quy chế làm việc: Văn phòng; quy định phân cấp: Ban Tổ chức".
            if let colon = (1..<max(words.count, 1)).first(where: { words.gap(before: $0).contains(":") }),
                !BodyGrammar.isHead(words, 0, isFirst: true), BodyGrammar.isNameList(words, from: colon)
            {
                add(role, words, colon..<words.count, &reading)
                continue
            }
            var own = RoleReading()
            let found = OfficeList(words, from: 0, guessing: false)
            guard let list = found, list.hasVerb else {
                let isWhole = found?.next == words.count
                add(role, words, isWhole ? found?.names ?? 0..<words.count : 0..<words.count, &reading)
                continue
            }
            let range = list.names
            if range.count == 1, BodyGrammar.headLength(words, 0) == 1, words.count <= 4, list.next == 1,
                Self.leading.length(in: words, at: 1) == nil, Self.joining.length(in: words, at: 1) == nil,
                Self.carries.length(in: words, at: 1) == nil
            {
                // "Tổ kiểm tra", "Đội thi công".
                add(role, words, 0..<words.count, &reading)
            } else if Self.joining.length(in: words, at: list.next) == words.count - list.next {
                add(.coordinating, words, range, &reading)
            } else if let length = Self.carries.length(in: words, at: list.next), list.next + length == words.count {
                add(.executing, words, range, &reading)
            } else if isGroupOfTheirs(words, range) || isNamedByWork(words, list)
                || role != .executing && isWorkless(words, list)
            {
                add(role, words, 0..<words.count, &reading)
            } else if subject(words, 0, guessing: false, &own), !own.named.isEmpty {
                for named in own.named where !reading.named.contains(named) { reading.named.append(named) }
            } else {
                add(role, words, range, &reading)
            }
        }
        return reading
    }

    /// "Sở A; Sở B", "- Sở A - Sở B".
    private func listed(_ text: String) -> [Substring] {
        // "UBKT + Văn phòng".
        let parts = text.split(separator: ";").flatMap { $0.split(separator: " + ") }
        guard let first = text.first, "-+".contains(first) else { return parts }
        return parts.flatMap { $0.split(separator: " \(first) ") }.map { $0.drop { $0 == first || $0 == " " } }
    }

    /// "Phòng Quản lý khai thác": a verb that ends the field, after a name's first capital, is the name's.
    private func isNamedByWork(_ words: Words, _ list: OfficeList) -> Bool {
        list.next == list.names.upperBound && words.count - list.next == 2 && words.gap(before: list.next) == " "
            && !isOfRole(words, list.next) && words.isCapital(list.next - 2)
            && BodyGrammar.headLength(words, 0) == list.next - 2
    }

    /// "Cục An ninh mạng và phòng, chống tội phạm sử dụng công nghệ cao": a verb that no role's word is, after a
    /// department's head, is the name's; "Phân công: Ban Phong trào huy động 500 hội viên" says what each does.
    private func isWorkless(_ words: Words, _ list: OfficeList) -> Bool {
        OfficeWords.departments.length(in: words, at: 0) != nil && OfficeWords.sure.length(in: words, at: 0) == nil
            && words.gap(before: list.next) == " "
            && !isOfRole(words, list.next) && Self.directs.length(in: words, at: list.next) == nil
            && OfficeWords.strong.length(in: words, at: list.next) == nil
            && OfficeWords.adverbs.length(in: words, at: list.next) == nil
    }

    /// "chủ trì", "phối hợp", "thực hiện": what a field says of the role.
    private func isOfRole(_ words: Words, _ i: Int) -> Bool {
        [Self.leading, Self.joining, Self.carries].contains { $0.length(in: words, at: i) != nil }
    }

    /// "Các doanh nghiệp chuyển phát", "Các cơ sở đào tạo": what they do says which, and in a field is no work.
    private func isGroupOfTheirs(_ words: Words, _ names: Range<Int>) -> Bool {
        BodyGrammar.isPlural(words, names) && names.count == BodyGrammar.headLength(words, names.lowerBound)
            && words.count - names.upperBound == 2 && Self.leading.length(in: words, at: names.upperBound) == nil
    }
}
