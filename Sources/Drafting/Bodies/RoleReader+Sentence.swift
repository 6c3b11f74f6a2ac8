import Diagnostics
import Programmes

/// Who does it, where a sentence says it elsewhere than at its beginning.
extension RoleReader {
    private static let gives = WordTable("giao cho, giao, do, phân công cho, phân công")
    private static let by: Folded = "do"
    private static let give: Folded = "giao"
    private static let regarding: Folded = "đối"
    private static let toward: Set<Folded> = ["về", "gửi", "qua", "cho", "với", "đến"]
    private static let prepares = WordTable(
        "chuẩn bị, tham mưu, trình, trình bày, báo cáo, đề xuất, đăng cai, tham gia, tổ chức")
    private static let leads = WordTable("chủ trì, làm đầu mối, làm nòng cốt")
    private static let together = WordTable("cùng, cùng với")
    private static let joins = WordTable("phối hợp với, phối hợp cùng")

    /// "…; giao Sở Tài chính chủ trì …", and at the beginning of a later sentence "Phối hợp với …".
    /// - Parameter hasSubject: who does it was named at the beginning; else "… Giao Văn phòng chuẩn bị tài liệu" says it.
    func embedded(_ words: Words, from start: Int, hasSubject: Bool) -> [RoleReading.Named] {
        var found: [RoleReading.Named] = []
        for i in max(start, 1)..<max(words.count, max(start, 1)) {
            // "Đồng ý chủ trương. Đề nghị Ủy ban nhân dân xã …".
            let begins = words.isCapital(i) && words.gap(before: i).contains(".")
            if let length = (begins && !hasSubject ? Self.givers : Self.gives).length(in: words, at: i),
                let list = OfficeList(words, from: i + length), list.hasVerb
            {
                let isDone = words.key(i) == Self.by && (words.gap(before: i) != " " || isDoneAtEnd(words, list))
                if let length = Self.leads.length(in: words, at: list.next) {
                    found += names(words, list.names, .lead)
                    if isDone, !hasSubject { found += besides(words, list.next + length) }
                } else if begins
                    || words.key(i) == Self.give && words.gap(before: i).contains(where: { $0 == ";" || $0 == ":" }),
                    !hasSubject, found.isEmpty
                {
                    // "…; giao Ủy ban nhân dân tỉnh chỉ đạo Sở Tài chính xây dựng đề án".
                    found += read(Words(String(words.text[words[i].range.lowerBound...]), limit: 120)).named
                } else if isDone, !hasSubject, Self.carries.length(in: words, at: list.next) != nil {
                    found += names(words, list.names, role(words, list.names))
                } else if words.key(i) == Self.give, words.gap(before: i).contains(";"), hasSubject {
                    // "Giao Bộ Xây dựng …; giao Bộ trưởng Bộ Tư pháp ký Tờ trình".
                    found += names(words, list.names, role(words, list.names))
                } else if isGivenLast(words, i), !hasSubject, found.isEmpty {
                    found += names(words, list.names, role(words, list.names))
                }
            }
            // After one who was told, the next clause tells another.
            let isTold = hasSubject || !found.isEmpty
            if beginsOther(words, i, hasSubject: isTold) {
                found += others(Words(String(words.text[words[i].range.lowerBound...]), limit: 120), isTold)
            } else if let list = joinedLater(words, i) ?? helperAtEnd(words, i) {
                found += names(words, list.names, .coordinating)
            }
        }
        if found.isEmpty, !hasSubject {
            let said = afterwards(words)
            if said.contains(where: { $0.role == .lead && Self.leads.length(in: words, at: $0.next) != nil }) {
                return said.map { .init(role: $0.role, name: $0.name) }
            }
        }
        return found
    }

    /// "…, các chi nhánh phối hợp.": who helps, at the end of what is done.
    private func helperAtEnd(_ words: Words, _ i: Int) -> OfficeList? {
        guard words.gap(before: i) == ", ", words.isCapital(i) || words.key(i) == Self.plural,
            let list = OfficeList(words, from: i), helpEnd(words, list.next) != nil
        else { return nil }
        return list
    }

    /// "Thống nhất tổ chức lễ khai giảng, giao Phòng Đào tạo chuẩn bị."
    private func isGivenLast(_ words: Words, _ i: Int) -> Bool {
        words.key(i) == Self.give && words.gap(before: i) == ", " && Self.agreeing.length(in: words, at: 0) != nil
    }

    private static let agreeing = WordTable(
        "thống nhất, đồng ý, nhất trí, cơ bản thống nhất, cơ bản đồng ý, chấp thuận")

    /// Who directs what others were told before directs it, and does not lead it, too.
    private func others(_ words: Words, _ hasSubject: Bool) -> [RoleReading.Named] {
        let reading = read(words)
        // "Ban Chỉ huy Quân sự huyện, Đoàn Thanh niên các xã phối hợp thực hiện."
        if hasSubject, helpEnd(words, reading.rest) != nil {
            return reading.named.map { .init(role: .coordinating, name: $0.name) }
        }
        guard hasSubject, Self.guides.length(in: words, at: reading.rest) != nil else { return reading.named }
        return reading.named.map { .init(role: $0.role == .lead ? .directing : $0.role, name: $0.name) }
    }

    private static let supports = WordTable("phối hợp, hỗ trợ")
    private static let takesPart = WordTable("phối hợp, hỗ trợ, tham gia")

    /// Past "phối hợp thực hiện" where nothing more is said of what they do.
    private func helpEnd(_ words: Words, _ i: Int, in table: WordTable = Self.supports) -> Int? {
        guard let length = table.length(in: words, at: i) else { return nil }
        let end = i + length + (Self.carries.length(in: words, at: i + length) ?? 0)
        return end == words.count || words.gap(before: end).contains(where: { ".;".contains($0) })
            || [", ", " ("].contains(words.gap(before: end)) && isTimeAlone(words, end) ? end : nil
    }

    /// Whom a text names that says nothing but who: "Ban Dân chủ chủ trì tham mưu; Văn phòng và các ban phối hợp".
    func whoAlone(_ words: Words, from start: Int = 0) -> [RoleReading.Named]? {
        var found: [RoleReading.Named] = []
        var i = start
        while i < words.count {
            // "mời Bảo hiểm xã hội tỉnh tham gia".
            let first = i + (Self.givers.length(in: words, at: i) ?? (words.key(i) == Self.by ? 1 : 0))
            guard let list = OfficeList(words, from: first, first: first, guessing: false), list.hasVerb else {
                return isTimeAlone(words, i) && !found.isEmpty ? found : nil
            }
            var role = role(words, list.names)
            var end = BodyGrammar.skipAdverbs(words, list.next)
            if let length = Self.leads.length(in: words, at: end) {
                (role, end) = (.lead, end + length)
            } else if let help = helpEnd(words, end, in: first > i ? Self.takesPart : Self.supports) {
                (role, end) = (.coordinating, help)
            } else if let length = Self.guides.length(in: words, at: end) {
                (role, end) = (.directing, end + length)
            } else if let length = Self.watches.length(in: words, at: end) {
                (role, end) = (.monitoring, end + length)
            }
            found += names(words, list.names, role)
            end = pastDuties(words, end)
            let joins = Self.joins.length(in: words, at: end) ?? Self.cooperates.length(in: words, at: end)
            if let length = joins, let more = OfficeList(words, from: end + length) {
                found += names(words, more.names, .coordinating)
                end = pastDuties(words, more.next)
            }
            guard end > list.next, end == words.count || words.gap(before: end).contains(where: { ".;,".contains($0) })
            else { return nil }
            i = end
        }
        return found.isEmpty ? nil : found
    }

    /// Past "tham mưu, tổ chức thực hiện", which says no more than that they do it.
    func pastDuties(_ words: Words, _ i: Int) -> Int {
        var end = i
        while end == i || words.gap(before: end) == " ",
            let length = Self.charge.length(in: words, at: end) ?? Self.carries.length(in: words, at: end)
                ?? Self.duties.length(in: words, at: end)
        {
            end += length
        }
        return end
    }

    static let duties = WordTable("tham mưu, chủ trì, chuẩn bị, tổ chức, đảm nhận, đăng cai, đôn đốc")

    /// Whether a sentence or a clause after a semicolon tells others what they do.
    private func beginsOther(_ words: Words, _ i: Int, hasSubject: Bool) -> Bool {
        let gap = words.gap(before: i)
        // "; riêng Khoa Du lịch nộp bổ sung".
        let isApart = hasSubject && words.key(i) == Self.apart && words.isCapital(i + 1)
        guard gap.contains(where: { $0 == "." || $0 == ";" }),
            words.isCapital(i) || isApart
                || hasSubject && (words.key(i) == Self.plural || BodyGrammar.isPerson(words, i))
        else { return false }
        let start = i + (isApart ? 1 : hasSubject ? Self.givers.length(in: words, at: i) ?? 0 : 0)
        guard let list = OfficeList(words, from: start, first: start) else { return false }
        // "…; Phòng Kinh tế là cơ quan thường trực".
        if hasSubject, Self.leading.length(in: words, at: list.next) != nil { return true }
        guard list.hasVerb else { return false }
        if Self.leads.length(in: words, at: list.next) != nil { return true }
        if hasSubject, words.isCapital(start), gap.contains(";") { return true }
        return hasSubject && OfficeWords.judging.length(in: words, at: list.next) == nil
            && BodyGrammar.isVerb(words, list.next, first: -1)
    }

    /// "…, do Phòng Tham mưu chủ trì": who does it is said there.
    func isDoneBy(_ words: Words, _ i: Int, after gap: String? = nil) -> Bool {
        guard words.key(i) == Self.by, i == 0 || gap != nil || words.gap(before: i) != " ",
            let list = OfficeList(words, from: i + 1)
        else {
            return false
        }
        return Self.leads.length(in: words, at: list.next) != nil
            || i == 0 && Self.carries.length(in: words, at: list.next) != nil
    }

    /// "Thu gom bao bì do Hội Phụ nữ thực hiện, định kỳ mỗi tháng một lần": after who nothing but when.
    private func isDoneAtEnd(_ words: Words, _ list: OfficeList) -> Bool {
        guard let length = Self.carries.length(in: words, at: list.next) else { return false }
        let end = list.next + length
        return end < words.count && words.gap(before: end) == ", " && Self.times.length(in: words, at: end) != nil
    }

    /// "do Phòng Tham mưu chủ trì, Trường Quân sự tỉnh bảo đảm hậu cần": what others do of it.
    private func besides(_ words: Words, _ i: Int) -> [RoleReading.Named] {
        guard i < words.count, words.gap(before: i) == ", ", let list = OfficeList(words, from: i), list.hasVerb else {
            return []
        }
        let joins = Self.cooperates.length(in: words, at: list.next) != nil
        return names(words, list.names, joins ? .coordinating : .executing)
    }

    /// "…, chủ động phối hợp với Công an xã kiểm tra", where a clause begins with it.
    private func joinedLater(_ words: Words, _ i: Int) -> OfficeList? {
        guard words.gap(before: i) != " " || words.key(i - 1) == .and else { return nil }
        let verb = BodyGrammar.skipAdverbs(words, i)
        if let length = Self.joins.length(in: words, at: verb) { return OfficeList(words, from: verb + length) }
        let isSentence = words.isCapital(i) && words.gap(before: i).contains(".")
        guard
            let length = Self.cooperates.length(in: words, at: verb)
                ?? (isSentence ? Self.together.length(in: words, at: verb) : nil),
            words.isCapital(verb + length) || words.key(verb + length) == Self.plural
        else { return nil }
        return OfficeList(words, from: verb + length)
    }

    /// Who does it as the end of an item says, where nothing else does.
    func last(_ words: Words) -> [RoleReading.Named] {
        let said = afterwards(words).map { RoleReading.Named(role: $0.role, name: $0.name) }
        return said + inClauses(words).filter { clause in !said.contains { $0.name == clause.name } }
    }

    /// "Tổ chức lễ ra quân; Ban Phong trào phụ trách nội dung, Văn phòng lo hậu cần": whom a clause tells something of the
    /// work, and those whom the next tell.
    private func inClauses(_ words: Words) -> [RoleReading.Named] {
        var found: [RoleReading.Named] = []
        for i in 1..<max(words.count, 1) where words.isCapital(i) || BodyGrammar.isPerson(words, i) {
            let gap = words.gap(before: i)
            guard gap == "; " || gap == ". " || !found.isEmpty && gap == ", ", BodyGrammar.isHead(words, i),
                let list = OfficeList(words, from: i), list.hasVerb, BodyGrammar.isVerb(words, list.next, first: -1),
                // "Người đứng đầu phải có uy tín" says what they are like.
                gap != ". " || !Self.musts.contains(words.key(list.next))
            else { continue }
            found += names(words, list.names, role(words, list.names))
        }
        return found
    }

    private static let musts: Set<Folded> = ["phải", "cần", "có"]

    /// "Kết nối cung cầu: Trung tâm A chủ trì; Hiệp hội B phối hợp": what parts of a sentence say of who alone.
    private func afterwards(_ words: Words) -> [(role: Role, name: String, next: Int)] {
        var found: [(role: Role, name: String, next: Int)] = []
        for i in 2..<max(words.count, 2)
        where words.gap(before: i).contains(where: { ".:;".contains($0) }) || isAfterDash(words, i) {
            guard words.isCapital(i) || BodyGrammar.isPlural(words, i..<words.count) || words.key(i) == Self.comrade,
                let list = OfficeList(words, from: i, first: i, guessing: words.gap(before: i).contains("."))
            else { continue }
            if let who = whoAlone(words, from: i) {
                return found + who.map { ($0.role, $0.name, list.next) }
            }
            // "Người đứng đầu phải có uy tín" says what they are like.
            if words.matches(Self.mustHave, at: list.next) { continue }
            if words.gap(before: i).contains("."), list.hasVerb {
                // "Thành lập Ban. Hiệu trưởng ra quyết định trước 15/9."
                let sentence = read(Words(String(words.text[words[i].range.lowerBound...]), limit: 60))
                found += sentence.named.map { ($0.role, $0.name, list.next) }
                continue
            }
            let who = withoutTime(words, list.names)
            var (role, end) = (role(words, who), who.upperBound < list.names.upperBound ? words.count : list.next)
            if let length = Self.leads.length(in: words, at: end) {
                (role, end) = (.lead, pastDuties(words, end + length))
                // "…: Sở A chủ trì, Ủy ban nhân dân cấp huyện phối hợp".
                if end < words.count, words.gap(before: end) == ", ", let more = OfficeList(words, from: end),
                    Self.cooperates.length(in: words, at: more.next) != nil
                {
                    found += names(words, more.names, .coordinating).map { ($0.role, $0.name, more.next) }
                    end = more.next + 2
                }
            } else if let help = helpEnd(words, end) {
                (role, end) = (.coordinating, help)
            } else if Self.cooperates.length(in: words, at: end) != nil {
                (role, end) = (.coordinating, end + 2)
            } else if let length = Self.guides.length(in: words, at: end) {
                (role, end) = (.directing, end + length)
            } else if let length = Self.watches.length(in: words, at: end) {
                (role, end) = (.monitoring, end + length)
            } else if let length = Self.prepares.length(in: words, at: end) ?? Self.carries.length(in: words, at: end) {
                end += length
            } else if end < words.count && !(words.gap(before: end) == ", " && isTimeAlone(words, end))
                || !words.gap(before: i).contains(":") && !isAfterDash(words, i)
                || isNamed(words, like: i)
            {
                continue
            }
            guard
                end == words.count || words.gap(before: end).contains(where: { ".;".contains($0) })
                    || words.gap(before: end) == ", " && (BodyGrammar.isHead(words, end) || isTimeAlone(words, end))
            else { continue }
            found += names(words, who, role).map { ($0.role, $0.name, list.next) }
        }
        return found
    }

    /// "Gọi hỏi, răn đe đối tượng - Tổ Cảnh sát khu vực."
    private func isAfterDash(_ words: Words, _ i: Int) -> Bool {
        // "(dự kiến mùng 6 Tết) - Văn phòng".
        [") - ", ") – "].contains(words.gap(before: i)) && words.isCapital(i)
            || [" - ", " – "].contains(words.gap(before: i)) && words.isCapital(i) && !words.isCapital(i - 1)
    }

    /// "đ/c Mai, xong trước 15/3": the name alone.
    private func withoutTime(_ words: Words, _ names: Range<Int>) -> Range<Int> {
        let end = names.dropFirst().first { words.gap(before: $0).contains(",") && isTimeAlone(words, $0) }
        return names.lowerBound..<(end ?? names.upperBound)
    }

    /// Whether only when follows up to the mark that ends the clause: "xong trước 15/3", "10/3".
    func isTimeAlone(_ words: Words, _ i: Int) -> Bool {
        let end = (i + 1..<max(words.count, i + 1)).first { words.gap(before: $0).contains { ".;".contains($0) } }
        // "tham mưu, thực hiện xong trong quý III".
        let said = Self.carries.length(in: words, at: i) ?? 0
        let first = i + said < end ?? words.count ? i + said : i
        return (first..<(end ?? words.count)).allSatisfy { k in
            Self.times.length(in: words, at: k) != nil || Self.finishing.contains(words.key(k))
                || words.key(k).text.contains(where: \.isNumber)
        }
    }

    private static let finishing: Set<Folded> = [
        "xong", "hoàn", "thành", "hết", "i", "ii", "iii", "iv", "giờ", "thứ", "nhất", "thường", "xuyên",
    ]
    private static let comrade: Folded = "đ/c"

    /// "Kiểm tra 02 chi bộ: Chi bộ thôn Thung, …": those whom the work is about.
    private func isNamed(_ words: Words, like i: Int) -> Bool {
        let head = i..<(i + BodyGrammar.headLength(words, i))
        return (0..<i).contains { words.matches(head.map(words.key), at: $0) && $0 + head.count <= i }
    }

    private static let guides = WordTable("chỉ đạo, trực tiếp chỉ đạo, chỉ đạo chung")
    private static let watches = WordTable("theo dõi, đôn đốc, theo dõi đôn đốc, giám sát, kiểm tra, kiểm tra giám sát")
    private static let mustHave: [Folded] = ["phải", "có"]
    private static let cooperates = WordTable("phối hợp")

    /// The sentence that gives work after one that only judges: "Đồng ý chủ trương. Giao Sở Y tế …".
    func laterGiving(_ words: Words) -> String? {
        for i in 1..<max(words.count, 1)
        where words.isCapital(i) && words.gap(before: i).contains(".") || words.gap(before: i).contains(";") {
            guard let length = Self.givers.length(in: words, at: i),
                OfficeList(words, from: i + length)?.hasVerb == true
            else { continue }
            return String(words.text[words[i].range.lowerBound...])
        }
        return nil
    }

    /// "(Sở Y tế chủ trì, phối hợp với …)".
    func read(parenthesis text: String) -> [RoleReading.Named] {
        let words = Words(collapsed(text))
        guard words.count <= 60,
            let list = OfficeList(words, from: Self.gives.length(in: words, at: 0) ?? 0), list.hasVerb,
            OfficeWords.standing.length(in: words, at: 0) == nil
        else { return [] }
        guard
            Self.leads.length(in: words, at: list.next) != nil
                || words.matches(["phối", "hợp"], at: list.next)
                || Self.carries.length(in: words, at: list.next) != nil
        else {
            // "(Trạm Thú y tham mưu; quý I)".
            let isAll = Self.prepares.length(in: words, at: list.next) == words.count - list.next
            // "(Tổ số 2 chuẩn bị, Tổ số 1 và Chi đoàn phối hợp)".
            return isAll ? names(words, list.names, role(words, list.names)) : whoAlone(words) ?? []
        }
        return read(field: String(words.text[words[list.names.lowerBound].range.lowerBound...]), as: .lead).named
    }

    /// "tháng 3/2026; đồng chí Chánh án", "tháng 02/2026 - Văn phòng": what follows when.
    private func afterTime(_ content: String) -> String {
        for mark in ["; ", " - ", " – ", ", "] {
            guard let range = content.firstRange(of: mark) else { continue }
            let time = Words(String(content[..<range.lowerBound]), limit: 12)
            if time.count > 0, time.text.contains(where: \.isNumber) || time.count <= 3, isTimeAlone(time, 0) {
                return String(content[range.upperBound...])
            }
        }
        return content
    }

    /// "Cục Điện ảnh; thường xuyên": what stands before when.
    private func beforeTime(_ content: String) -> String {
        guard let mark = content.ranges(of: "; ").last,
            case let time = Words(String(content[mark.upperBound...]), limit: 12), time.count > 0, isTimeAlone(time, 0)
        else { return content }
        return String(content[..<mark.lowerBound])
    }

    private var withComrade: Set<Folded> { [Self.comrade, "đồng"] }

    /// "Kiểm tra cấp xã (Ban Tổ chức Tỉnh ủy).": where nobody else is named, who does it may end the item.
    func read(closing text: String) -> (named: [RoleReading.Named], content: String)? {
        let all = trimmed(text)
        guard all.hasSuffix(")"), let content = parentheses(of: all).last, all.hasSuffix("(" + content + ")") else {
            return nil
        }
        let words = Words(collapsed(afterTime(beforeTime(content))), limit: 61)
        guard words.count <= 60, words.isCapital(0) || withComrade.contains(words.key(0)),
            let list = OfficeList(words, from: 0, first: 0, guessing: false)
        else { return nil }
        let end = list.next + (Self.prepares.length(in: words, at: list.next) ?? 0)
        // "(Tổ bảo vệ)": a verb right after the head says what it is for.
        let isNamedByWork =
            words.count <= 4 && list.names.count == BodyGrammar.headLength(words, 0) && words.gap(after: 0) == " "
            && list.names.count == 1
        // "(Văn phòng, trước 10/3)".
        let who = withoutTime(words, list.names)
        // "(Văn phòng chuẩn bị, ngày 15/01)".
        let isTimed = end > list.next && words.gap(before: end) == ", " && isTimeAlone(words, end)
        guard end == words.count || isTimed || isNamedByWork || who.upperBound < list.names.upperBound else {
            return nil
        }
        // "gửi về Sở Nội vụ (Phòng Cải cách hành chính)" says where to.
        let before = Words(String(all.dropLast(content.count + 2)))
        let isOfAnother = (max(before.count - 10, 1)..<max(before.count, 1)).contains {
            before.isCapital($0) && BodyGrammar.isHead(before, $0) && Self.toward.contains(before.key($0 - 1))
                && before.key($0 - 2) != Self.regarding
        }
        let range = isNamedByWork ? 0..<words.count : who
        return isOfAnother ? nil : (names(words, range, role(words, range)), content)
    }

    private func names(_ words: Words, _ range: Range<Int>, _ role: Role) -> [RoleReading.Named] {
        var reading = RoleReading()
        add(role, words, range, &reading)
        return reading.named
    }
}
