import Diagnostics
import Programmes

/// Offices with what they do, as a sentence or a field names them.
struct RoleReading {
    struct Named: Hashable {
        let role: Role
        let name: String
    }

    var named: [Named] = []
    /// The word with which what is to be done begins; the number of words where nothing is left.
    var rest = 0
    /// Who does it was named at the beginning.
    var hasSubject = false
}

/// "Giao Sở Nội vụ chủ trì, phối hợp với các sở, ngành liên quan tham mưu …" taken apart.
struct RoleReader {
    let isKnown: (String) -> Bool

    private static let givers = WordTable(
        "giao cho, giao, đề nghị, yêu cầu, phân công, trân trọng đề nghị, đồng thời giao, đồng thời đề nghị, đồng thời yêu cầu"
    )
    private static let leading = WordTable(
        "chủ trì, đồng chủ trì, làm đầu mối, là cơ quan chủ trì, là đơn vị chủ trì, là cơ quan đầu mối, là đầu mối, là cơ quan thường trực"
    )
    private static let duty = WordTable("có trách nhiệm, chịu trách nhiệm")
    private static let joining = WordTable("phối hợp")
    private static let directs = WordTable("lãnh đạo chỉ đạo, chỉ đạo, lãnh đạo, giao, yêu cầu, đề nghị, phân công")
    private static let adverbs = WordTable("chặt chẽ, thường xuyên, đồng bộ, chủ động, tích cực, cùng với, cùng, với")
    private static let intros = WordTable(
        "căn cứ, trên cơ sở, thực hiện, theo, để, nhằm, trong quá trình, hằng năm, hàng năm, định kỳ")
    private static let carries = WordTable(
        "thực hiện, tổ chức thực hiện, triển khai thực hiện, triển khai, phụ trách, chịu trách nhiệm")

    func read(_ words: Words) -> RoleReading {
        var reading = RoleReading()
        var i = 0
        let given = Self.givers.length(in: words, at: 0)
        if let given { i = given }
        if BodyGrammar.isHead(words, i) {
            _ = subject(words, i, given: given != nil, &reading)
        } else if given == nil {
            withoutSubject(words, 0, &reading)
            // "Cấp tỉnh: Ban Tuyên giáo …".
            if reading.named.isEmpty,
                let i = (1..<8).first(where: { $0 < words.count && words.gap(before: $0).contains(":") }),
                BodyGrammar.isHead(words, i)
            {
                _ = subject(words, i, given: false, &reading)
            }
            if reading.named.isEmpty, Self.intros.length(in: words, at: 0) != nil { afterIntro(words, &reading) }
        }
        // That it is their duty goes without saying.
        if reading.rest > 0, let length = Self.duty.length(in: words, at: reading.rest),
            BodyGrammar.isVerb(words, reading.rest + length, first: -1)
        {
            reading.rest += length
        }
        if reading.rest > 0, words.count - reading.rest < 2 { reading.rest = 0 }
        return reading
    }

    /// - Parameter role: what the field's label says, for those of whom the text says nothing else.
    func read(field text: String, as role: Role) -> RoleReading {
        var reading = RoleReading()
        for part in text.split(separator: ";") {
            let words = Words(collapsed(part))
            guard words.count > 0 else { continue }
            var own = RoleReading()
            guard let (range, hasVerb) = BodyGrammar.list(words, from: 0) else {
                add(role, words, 0..<words.count, &reading)
                continue
            }
            if !hasVerb {
                add(role, words, 0..<words.count, &reading)
            } else if Self.joining.length(in: words, at: range.upperBound) == words.count - range.upperBound {
                add(.coordinating, words, range, &reading)
            } else if let length = Self.carries.length(in: words, at: range.upperBound),
                range.upperBound + length == words.count
            {
                add(.executing, words, range, &reading)
            } else if subject(words, 0, given: role == .lead, &own), !own.named.isEmpty {
                for named in own.named where !reading.named.contains(named) { reading.named.append(named) }
            } else {
                add(role, words, range, &reading)
            }
        }
        return reading
    }

    // MARK: Sentences

    /// - Returns: whether an office with a verb stands there.
    private func subject(_ words: Words, _ i: Int, given: Bool, _ reading: inout RoleReading, depth: Int = 0) -> Bool {
        guard let (range, hasVerb) = BodyGrammar.list(words, from: i, first: i) else { return false }
        guard hasVerb || Self.leading.length(in: words, at: range.upperBound) != nil else { return false }
        reading.hasSubject = true
        let verb = range.upperBound
        reading.rest = verb
        var a = BodyGrammar.skipAdverbs(words, verb)
        if let length = Self.leading.length(in: words, at: a) {
            add(.lead, words, range, &reading)
            a += length
            reading.rest = a
            joined(words, a, &reading)
        } else if Self.joining.length(in: words, at: a) != nil {
            add(role(words, range, given: given), words, range, &reading)
            joined(words, a, &reading)
        } else if depth < 3, let length = Self.directs.length(in: words, at: a), BodyGrammar.isHead(words, a + length) {
            var inner = reading
            if subject(words, a + length, given: words.key(a) != fold("chỉ"), &inner, depth: depth + 1) {
                reading = inner
                add(.directing, words, range, &reading)
            } else if let (told, _) = BodyGrammar.list(words, from: a + length), told.upperBound == words.count {
                // "Ban cán sự đảng lãnh đạo Ủy ban nhân dân tỉnh:".
                add(role(words, told, given: true), words, told, &reading)
                add(.directing, words, range, &reading)
            } else {
                add(role(words, range, given: given), words, range, &reading)
            }
        } else {
            add(role(words, range, given: given), words, range, &reading)
        }
        return true
    }

    /// Who is told to do something does it in the lead; what many are told, each carries out.
    private func role(_ words: Words, _ range: Range<Int>, given: Bool) -> Role {
        let names = BodyGrammar.split(words, range, isKnown: isKnown)
        return names.count > 1 || BodyGrammar.isPlural(words, range) ? .executing : .lead
    }

    /// "phối hợp chặt chẽ với …", as far as the offices go.
    private func joined(_ words: Words, _ i: Int, _ reading: inout RoleReading) {
        var i = BodyGrammar.skipAdverbs(words, i)
        if words.key(i) == BodyGrammar.and { i += 1 }
        guard let length = Self.joining.length(in: words, at: i) else { return }
        let joins = i
        i += length
        while let more = Self.adverbs.length(in: words, at: i) { i += more }
        guard let (range, _) = BodyGrammar.list(words, from: i) else { return }
        add(.coordinating, words, range, &reading)
        // "phối hợp với công đoàn trong việc …" is what is done.
        let hasVerb = BodyGrammar.isVerb(words, range.upperBound, first: -1)
        if hasVerb || range.upperBound == words.count { reading.rest = range.upperBound }
        if !hasVerb, reading.rest == joins - 1, words.key(reading.rest) == BodyGrammar.and { reading.rest = joins }
    }

    /// "Chủ trì, phối hợp với …": the heading names who.
    private func withoutSubject(_ words: Words, _ start: Int, _ reading: inout RoleReading) {
        var i = BodyGrammar.skipAdverbs(words, start)
        let isLed = Self.leading.length(in: words, at: i)
        if let isLed { i += isLed }
        guard isLed != nil || Self.joining.length(in: words, at: i) != nil else { return }
        let before = reading
        joined(words, i, &reading)
        if reading.named == before.named {
            if isLed != nil { reading.rest = i }
        } else if isLed == nil {
            // "Phối hợp với Sở Y tế kiểm tra": what is done begins with the cooperation.
            reading.rest = start
        }
    }

    /// "Căn cứ Nghị quyết …, các cơ quan … thực hiện".
    private func afterIntro(_ words: Words, _ reading: inout RoleReading) {
        var last: RoleReading?
        for i in 1..<max(min(words.count, 60), 1)
        where words.gap(before: i).contains(",") && BodyGrammar.isHead(words, i) {
            var inner = RoleReading()
            guard subject(words, i, given: false, &inner) else { continue }
            // In small letters it may still be what the intro speaks of: "của cơ quan, đơn vị, cấp ủy cơ sở tập trung".
            last = inner
            if words.isCapital(i) || BodyGrammar.isPlural(words, i..<(i + 1)) { break }
        }
        if let last { reading = last }
    }

    private func add(_ role: Role, _ words: Words, _ range: Range<Int>, _ reading: inout RoleReading) {
        for part in BodyGrammar.split(words, range, isKnown: isKnown) {
            for name in departments(cleaned(words.slice(part))) where !name.isEmpty {
                let named = RoleReading.Named(role: role, name: name)
                if !reading.named.contains(named) { reading.named.append(named) }
            }
        }
    }

    private static let joinedNames = [
        "Du lịch", "Đầu tư", "Môi trường", "Xã hội", "Truyền thông", "Công nghệ", "Đào tạo", "Phát triển", "Thể thao",
    ]

    /// "các sở: Nội vụ, Tài chính và Tư pháp": Sở Nội vụ, Sở Tài chính, Sở Tư pháp.
    private func departments(_ name: String) -> [String] {
        let words = Words(name)
        guard words.count > 3, words.key(0) == fold("các"), words.key(1) == fold("sở"), words.isCapital(2) else {
            return [name]
        }
        var names: [String] = []
        var start = 2
        for i in 3...words.count {
            let isAnd = words.key(i - 1) == BodyGrammar.and
            let isEnd = i == words.count
            let isCut = isEnd || words.gap(before: i).contains(",") || isAnd
            guard isCut else { continue }
            let rest = isEnd ? "" : String(name[words[i].range.lowerBound...])
            if !isEnd, Self.joinedNames.contains(where: rest.hasPrefix) { continue }
            let end = isAnd && !isEnd ? i - 1 : i
            if end > start { names.append("Sở " + collapsed(words.slice(start..<end))) }
            start = i
        }
        return names
    }

    /// "đồng chí" and a lost parenthesis say nothing of the name.
    private func cleaned(_ name: Substring) -> String {
        var name = collapsed(name)
        if name.contains("("), !name.contains(")") { name += ")" }
        return name
    }
}

// MARK: Within a sentence

extension RoleReader {
    private static let gives = WordTable("giao cho, giao, do")
    private static let leads = WordTable("chủ trì, làm đầu mối")
    private static let joins = WordTable("phối hợp với, phối hợp cùng")

    /// "…; giao Sở Tài chính chủ trì …", and at the beginning of a later sentence "Phối hợp với …".
    func embedded(_ words: Words, from start: Int) -> [RoleReading.Named] {
        var found: [RoleReading.Named] = []
        for i in max(start, 1)..<max(words.count, max(start, 1)) {
            if let length = Self.gives.length(in: words, at: i), BodyGrammar.isHead(words, i + length),
                let (range, hasVerb) = BodyGrammar.list(words, from: i + length), hasVerb,
                Self.leads.length(in: words, at: range.upperBound) != nil
            {
                found += names(words, range, .lead)
            }
            let begins = words.isCapital(i) && words.gap(before: i).contains { $0 == "." || $0 == ";" }
            if begins, BodyGrammar.isHead(words, i), let (range, hasVerb) = BodyGrammar.list(words, from: i, first: i),
                hasVerb,
                Self.leads.length(in: words, at: range.upperBound) != nil
            {
                found += read(Words(String(words.text[words[i].range.lowerBound...]), limit: 120)).named
            } else if begins, let length = Self.joins.length(in: words, at: i),
                let (range, _) = BodyGrammar.list(words, from: i + length)
            {
                found += names(words, range, .coordinating)
            }
        }
        return found
    }

    /// "(Sở Y tế chủ trì, phối hợp với …)".
    func read(parenthesis text: String) -> [RoleReading.Named] {
        let words = Words(collapsed(text))
        guard words.count <= 60,
            let (range, hasVerb) = BodyGrammar.list(words, from: Self.gives.length(in: words, at: 0) ?? 0),
            hasVerb, range.upperBound < words.count
        else { return [] }
        let verb = range.upperBound
        guard
            Self.leads.length(in: words, at: verb) != nil || words.matches([fold("phối"), fold("hợp")], at: verb)
                || words.matches([fold("thực"), fold("hiện")], at: verb)
        else { return [] }
        return read(field: String(words.text[words[range.lowerBound].range.lowerBound...]), as: .lead).named
    }

    private func names(_ words: Words, _ range: Range<Int>, _ role: Role) -> [RoleReading.Named] {
        BodyGrammar.split(words, range, isKnown: isKnown).map { .init(role: role, name: collapsed(words.slice($0))) }
    }
}
