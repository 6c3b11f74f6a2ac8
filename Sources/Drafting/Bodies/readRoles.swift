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
    /// "Giao …", "Yêu cầu …" tells them.
    var isGiven = false

    /// "Ban Thường vụ ghi nhận những kết quả …", "Thống nhất chủ trương …".
    func isJudging(_ words: Words) -> Bool {
        // "Văn phòng chủ trì cùng Sở Nội vụ đánh giá, chấm điểm …" is work.
        OfficeWords.judging.length(in: words, at: rest) != nil && !named.contains { $0.role == .coordinating }
    }
}

/// "Giao Sở Nội vụ chủ trì, phối hợp với các sở, ngành liên quan tham mưu …" taken apart.
struct RoleReader {
    let isKnown: (String) -> Bool

    static let givers = WordTable(
        """
        giao cho, giao, đề nghị, yêu cầu, phân công, phân công cho, trân trọng đề nghị, đồng thời giao, đồng thời đề nghị
        đồng thời yêu cầu, thống nhất giao, tiếp tục giao, nhất trí giao, chấp thuận giao, cho phép, giao nhiệm vụ cho, mời, kính mời, trân trọng mời, kính đề nghị
        """)
    /// "Đối với các sở, ngành: rà soát …".
    private static let addressing = WordTable("đối với, riêng, riêng đối với, về phía, trách nhiệm của, nhiệm vụ của")
    /// "Giao ban tuần sau".
    private static let meetings = WordTable("giao ban, giao dịch, giao lưu, giao thông")
    private static let about: Set<Folded> = ["về", "đối"]
    static let apart: Folded = "riêng"
    static let times = WordTable(
        """
        hằng, hàng, định kỳ, trước, sau, chậm nhất, đầu, cuối, trong, từ, đến, vào, ngày, tuần, tháng, quý, năm, khi, ngay, mỗi
        """)
    static let leading = WordTable(
        "chủ trì, đồng chủ trì, làm đầu mối, làm nòng cốt, là cơ quan chủ trì, là đơn vị chủ trì, là cơ quan đầu mối, là đầu mối, là cơ quan thường trực, là đơn vị đầu mối, là đơn vị thường trực"
    )
    static let duty = WordTable(
        "có trách nhiệm, có nhiệm vụ, chịu trách nhiệm, đều phải, đều, phải, sẽ, cần phải, cần")
    private static let modal = WordTable("đều phải, đều, phải, sẽ, cần phải, cần")
    /// With what scanners make of it.
    static let joining = WordTable(
        "phối hợp, phối họp, hiệp đồng với, với sự tham gia của, với sự phối hợp của, với sự hỗ trợ của, có sự tham gia của, có sự phối hợp của, có sự hỗ trợ của, phối kết hợp, kết hợp với, liên kết với, hợp tác với"
    )
    static let directs = WordTable("lãnh đạo chỉ đạo, chỉ đạo, lãnh đạo, giao, yêu cầu, đề nghị, phân công")
    private static let adverbs = WordTable("chặt chẽ, thường xuyên, đồng bộ, chủ động, tích cực, cùng với, cùng, với")
    private static let intros = WordTable(
        "căn cứ, trên cơ sở, thực hiện, theo, để, nhằm, trong quá trình, hằng năm, hàng năm, định kỳ")
    static let charge = WordTable(
        "thực hiện, tổ chức thực hiện, chủ trì thực hiện, phụ trách, chịu trách nhiệm, chịu trách nhiệm chính, chịu trách nhiệm thực hiện"
    )
    static let carries = WordTable(
        "thực hiện, tổ chức thực hiện, triển khai thực hiện, triển khai, phụ trách, đảm nhiệm, chịu trách nhiệm")

    /// - Parameter guessing: whether what follows a whole name may be work though its verb is not known.
    func read(_ words: Words, guessing: Bool = true) -> RoleReading {
        var reading = RoleReading()
        let isMeeting = Self.meetings.length(in: words, at: 0) != nil && !words.isCapital(1)
        // "Do Ban Tuyên giáo chủ trì, phối hợp các doanh nghiệp; …".
        let done = isDoneBy(words, 0) ? 1 : nil
        let given = isMeeting ? nil : Self.givers.length(in: words, at: 0) ?? done
        let start = given ?? Self.addressing.length(in: words, at: 0) ?? 0
        if given == nil, start > 0, let names = addressee(words, start) {
            add(role(words, names), words, names, &reading)
            reading.hasSubject = true
            reading.rest = names.upperBound
        } else if given == nil, let directing = Self.under.length(in: words, at: 0) {
            underDirection(words, directing, guessing: guessing, &reading)
        } else if BodyGrammar.isHead(words, start, isFirst: true) {
            if subject(words, start, guessing: guessing, &reading) { reading.isGiven = given != nil }
        } else if given == nil {
            withoutSubject(words, 0, &reading)
            if reading.named.isEmpty { afterLabel(words, &reading) }
            if reading.named.isEmpty, mayHaveIntro(words) { afterIntro(words, &reading) }
        }
        // That it is their duty goes without saying.
        if reading.rest > 0, let length = Self.duty.length(in: words, at: reading.rest),
            words.gap(after: reading.rest + length - 1) == " "
        {
            let isVerb = BodyGrammar.isVerb(words, reading.rest + length, first: -1)
            if isVerb || Self.modal.length(in: words, at: reading.rest) != nil { reading.rest += length }
        }
        if reading.rest > 0, words.count - reading.rest < 2 { reading.rest = 0 }
        return reading
    }

    private static let under = WordTable(
        "dưới sự chỉ đạo của, dưới sự lãnh đạo của, dưới sự lãnh đạo chỉ đạo của, dưới sự điều hành của")

    /// "Dưới sự chỉ đạo của Ban Thường trực, Văn phòng …": the first directs, those after it do it.
    private func underDirection(_ words: Words, _ start: Int, guessing: Bool, _ reading: inout RoleReading) {
        guard let list = OfficeList(words, from: start, guessing: guessing) else { return }
        let names = BodyGrammar.split(words, list.names, isKnown: isKnown)
        guard names.count > 1, subject(words, names[1].lowerBound, guessing: guessing, &reading) else { return }
        add(.directing, words, names[0], &reading)
    }

    /// "Đối với Cục Kinh tế - Quản lý đầu tư xây dựng: …": all before the colon, whatever words it has.
    private func addressee(_ words: Words, _ start: Int) -> Range<Int>? {
        guard words.key(0) != Self.apart, BodyGrammar.isHead(words, start, isFirst: true),
            let end = (start + 1..<max(min(words.count, start + 30), start + 1)).first(where: {
                words.gap(before: $0).contains { ".:".contains($0) }
            }), words.gap(before: end).contains(":")
        else { return nil }
        return start..<end
    }

    /// "Cấp tỉnh: Ban Tuyên giáo …", "Chế độ báo cáo: định kỳ hằng quý, các cơ quan …".
    private func afterLabel(_ words: Words, _ reading: inout RoleReading) {
        // "Về trụ sở làm việc của Công an xã: …".
        let farthest = Self.about.contains(words.key(0)) || words.isQuoted(0) ? 20 : 8
        guard let i = (1..<farthest).first(where: { $0 < words.count && words.gap(before: $0).contains(":") }) else {
            return
        }
        let start = i + (Self.givers.length(in: words, at: i) ?? 0)
        if BodyGrammar.isHead(words, start, isFirst: true) {
            guard subject(words, start, guessing: true, &reading) else { return }
            // "Công trình thanh niên: các chi đoàn đảm nhận, hoàn thành trước 26/3": the label says what is done.
            let end = pastDuties(words, reading.rest)
            if end > reading.rest, isTimeAlone(words, end) { reading.rest = 0 }
        } else if isTime(words, i) || !BodyGrammar.startsWithVerb(words, at: i) {
            afterIntro(words, from: i, &reading)
        }
    }

    /// Whether an office may follow the sentence's first clause; after a verb only where that says what it goes by.
    private func mayHaveIntro(_ words: Words) -> Bool {
        guard let verb = BodyGrammar.startsWithVerb(words) ? OfficeWords.verbs.length(in: words, at: 0) : nil else {
            return true
        }
        return Self.intros.length(in: words, at: 0) == verb
    }

    /// Of "Ủy ban nhân dân tỉnh yêu cầu các sở, ngành thực hiện các nội dung sau:" those who are told.
    func told(_ words: Words) -> [RoleReading.Named] {
        for i in stride(from: words.count - 1, through: 0, by: -1) {
            guard let length = Self.givers.length(in: words, at: i), let list = OfficeList(words, from: i + length),
                list.hasVerb || list.next == words.count
            else { continue }
            var reading = RoleReading()
            add(role(words, list.names), words, list.names, &reading)
            return reading.named
        }
        return []
    }

    // MARK: Sentences

    /// - Returns: whether an office with what it does stands there.
    func subject(
        _ words: Words, _ i: Int, guessing: Bool, _ reading: inout RoleReading, depth: Int = 0
    ) -> Bool {
        guard let list = OfficeList(words, from: i, first: i, guessing: guessing) else {
            return false
        }
        let (range, company) = withCompany(words, list)
        defer { if let company { add(.coordinating, words, company, &reading) } }
        // "Sở Nội vụ: Rà soát biên chế".
        let isLabel =
            !list.hasVerb && list.next < words.count && words.gap(before: list.next).contains(":") && depth == 0
        // "Tiểu ban Nội dung do Phòng Văn hóa chủ trì: dàn dựng chương trình".
        if !list.hasVerb, depth == 0, isDoneBy(words, list.next, after: " "),
            subject(words, list.next + 1, guessing: guessing, &reading, depth: 1),
            words.gap(before: reading.rest).contains(":")
        {
            return true
        }
        guard list.hasVerb || isLabel || Self.leading.length(in: words, at: list.next) != nil else { return false }
        reading.hasSubject = true
        if depth == 0, let colon = labelEnd(words, list) {
            add(role(words, i..<colon), words, i..<colon, &reading)
            reading.rest = colon
            return true
        }
        // "Các phòng thuộc Sở: Phòng Ngân sách tổng hợp; …": those of the many who are named.
        if isLabel, BodyGrammar.isPlural(words, range) || OfficeWords.people.length(in: words, at: i) != nil,
            words.isCapital(list.next),
            let first = OfficeList(words, from: list.next),
            first.hasVerb || Self.leading.length(in: words, at: first.next) != nil
        {
            return subject(words, list.next, guessing: guessing, &reading, depth: 1)
        }
        let verb = list.next
        reading.rest = verb
        var a = BodyGrammar.skipAdverbs(words, verb)
        // "Liên minh Hợp tác xã cùng phối hợp với …".
        if words.key(a) == .together, Self.joining.length(in: words, at: a + 1) != nil { a += 1 }
        if let length = Self.leading.length(in: words, at: a), isWhoLeads(words, range, a + length) {
            // "Các đơn vị chủ trì lập kế hoạch".
            add(role(words, range), words, range.lowerBound..<(a + length), &reading)
            reading.rest = a + length
        } else if let length = Self.leading.length(in: words, at: a) {
            add(.lead, words, range, &reading)
            a += length
            reading.rest = a
            if !joinedAfter(words, a, &reading) { joined(words, a, &reading) }
        } else if Self.joining.length(in: words, at: a) != nil {
            add(role(words, range), words, range, &reading)
            joined(words, a, &reading)
        } else if depth < 3, !isLabel, let length = Self.directs.length(in: words, at: a),
            Self.meetings.length(in: words, at: a) == nil || words.isCapital(a + 1),
            BodyGrammar.isHead(words, a + length)
        {
            directed(words, a + length, by: range, guessing: guessing, &reading, depth: depth)
        } else {
            add(role(words, range), words, range, &reading)
            // "Hạt Kiểm lâm tham mưu, Công an huyện phối hợp".
            if let length = Self.carries.length(in: words, at: a) ?? Self.duties.length(in: words, at: a) {
                _ = joinedAfter(words, a + length, &reading)
            }
        }
        return true
    }

    /// "Đội Bảo vệ rừng cùng Hạt Kiểm lâm tuần rừng": who does it, and with whom; whoever leads together, leads.
    private func withCompany(_ words: Words, _ list: OfficeList) -> (names: Range<Int>, company: Range<Int>?) {
        guard list.hasVerb, Self.leading.length(in: words, at: list.next) == nil,
            let i = list.names.dropFirst().first(where: {
                words.key($0) == .together && [" ", ", "].contains(words.gap(before: $0))
            })
        else { return (list.names, nil) }
        let first = words.key(i + 1) == .with ? i + 2 : i + 1
        guard first < list.names.upperBound,
            BodyGrammar.isHead(words, first, isFirst: true)
                || words.gap(before: i).contains(",") && BodyGrammar.plurals.contains(words.key(first))
        else { return (list.names, nil) }
        return (list.names.lowerBound..<i, first..<list.names.upperBound)
    }

    /// "Trung tâm Cung ứng dịch vụ sự nghiệp công: Tuyên truyền …": where work begins after a colon, what stands before it
    /// is the name, to its last word.
    private func labelEnd(_ words: Words, _ list: OfficeList) -> Int? {
        // "Cơ quan Thanh tra, giám sát ngân hàng (nay là …): …": after a comma a noun, where a colon follows.
        let isNoun =
            [", ", " - "].contains(words.gap(before: list.next)) || !BodyGrammar.isVerb(words, list.next, first: -1)
        let last = min(list.next + (isNoun ? 20 : 5), words.count - 1)
        guard list.hasVerb, list.next < last,
            let colon = (list.next + 1...last).first(where: {
                words.gap(before: $0).contains { ".;:".contains($0) }
            }), words.gap(before: colon).contains(":"), BodyGrammar.startsWithVerb(words, at: colon),
            Self.leading.length(in: words, at: list.next) == nil, Self.joining.length(in: words, at: list.next) == nil,
            Self.duty.length(in: words, at: list.next) == nil, Self.directs.length(in: words, at: list.next) == nil
        else { return nil }
        return colon
    }

    /// "Ủy ban nhân dân xã chỉ đạo Công an xã kiểm tra": whom an office directs does it.
    private func directed(
        _ words: Words, _ i: Int, by range: Range<Int>, guessing: Bool, _ reading: inout RoleReading, depth: Int
    ) {
        var inner = reading
        if subject(words, i, guessing: guessing, &inner, depth: depth + 1),
            words.isCapital(i) || !isChargeAlone(words, from: inner.rest)
        {
            reading = inner
            add(.directing, words, range, &reading)
        } else if let told = OfficeList(words, from: i)?.names, told.upperBound == words.count {
            // "Ban cán sự đảng lãnh đạo Ủy ban nhân dân tỉnh:".
            add(role(words, told), words, told, &reading)
            add(.directing, words, range, &reading)
        } else {
            add(role(words, range), words, range, &reading)
        }
    }

    /// Whether "chủ trì" says which of "các đơn vị", and another verb what they do.
    private func isWhoLeads(_ words: Words, _ range: Range<Int>, _ end: Int) -> Bool {
        BodyGrammar.isPlural(words, range) && range.count == BodyGrammar.headLength(words, range.lowerBound)
            && words.gap(before: end) == " " && Self.joining.length(in: words, at: end) == nil
            && BodyGrammar.isVerb(words, end, first: -1)
    }

    /// "phân công cấp ủy viên phụ trách" is what is to be done.
    private func isChargeAlone(_ words: Words, from rest: Int) -> Bool {
        let end = rest + (Self.carries.length(in: words, at: rest) ?? 0)
        return end > rest && (end == words.count || words.gap(before: end).contains { ".;,".contains($0) })
    }

    /// Who is told to do something does it in the lead; what many are told, each carries out.
    func role(_ words: Words, _ range: Range<Int>) -> Role {
        let names = BodyGrammar.split(words, range, isKnown: isKnown)
        return names.count > 1 || BodyGrammar.isPlural(words, range) || isOfMany(words, range) ? .executing : .lead
    }

    /// "Ủy ban nhân dân các xã": each its own.
    private func isOfMany(_ words: Words, _ range: Range<Int>) -> Bool {
        if let length = Self.each.length(in: words, at: range.lowerBound),
            BodyGrammar.isPlural(words, at: range.lowerBound + length, before: range.upperBound)
        {
            return true
        }
        // "Đảng ủy, chỉ huy các đơn vị trực thuộc".
        if range.dropFirst().contains(where: {
            BodyGrammar.isLeadership(words, $0) && BodyGrammar.isPlural(words, at: $0 + 2, before: range.upperBound)
        }) {
            return true
        }
        // "Phòng Văn hóa - Xã hội các xã, phường", "Trưởng thôn 14 thôn".
        return range.dropFirst().contains { i in
            (BodyGrammar.isPlural(words, i..<range.upperBound)
                || i + 1 < range.upperBound && words.text(i).allSatisfy(\.isNumber)
                    && Self.each.length(in: words, at: range.lowerBound) != nil)
                && Self.levels.length(in: words, at: i + 1) != nil
        }
    }

    private static let levels = WordTable(
        "khu vực, trường, lớp, khoa, đảng ủy, chi bộ, tỉnh, xã, phường, đặc khu, huyện, quận, thị xã, thị trấn, thành phố, thôn, bản"
    )

    private static let each = WordTable(
        """
        ubnd, ủy ban nhân dân, công an, đảng ủy, huyện ủy, hđnd, hội đồng nhân dân, chủ tịch ubnd, chủ tịch ủy ban nhân dân
        ban thường vụ, ban chấp hành, thường trực, bộ trưởng, cục trưởng, vụ trưởng, viện trưởng, chủ tịch, thủ trưởng, giám đốc, bí thư, trưởng, trưởng thôn, trưởng bản, trưởng ấp, trưởng khóm, khu phố trưởng, trưởng khu phố, trưởng trạm, trưởng khoa, đội trưởng, tổ trưởng, quản đốc, hiệu trưởng, điều dưỡng trưởng, người đứng đầu, lãnh đạo, trạm y tế, ủy ban mặt trận tổ quốc
        """)

    /// "phối hợp chặt chẽ với …", "cùng …", as far as the offices go.
    private func joined(_ words: Words, _ i: Int, _ reading: inout RoleReading) {
        var i = BodyGrammar.skipAdverbs(words, i)
        if words.key(i) == .and { i += 1 }
        let joins = i
        if let length = Self.joining.length(in: words, at: i) {
            i += length
        } else if words.key(i) == .with, i > 0, BodyGrammar.isHead(words, i + 1) {
            // "Chủ trì với Phòng Kinh tế".
            i += 1
        } else if words.key(i) != .together {
            return
        }
        while let more = Self.adverbs.length(in: words, at: i) { i += more }
        // "phối hợp nhịp nhàng với": however they do it.
        if words.key(i + 2) == .with, !words.isCapital(i), !BodyGrammar.isHead(words, i), words.gap(after: i + 1) == " "
        {
            i += 3
        }
        guard let list = OfficeList(words, from: i, first: i) else { return joinedUnknown(words, i, joins, &reading) }
        // "có sự hỗ trợ của dân quân, khép kín địa bàn": a comma ends what is said in passing.
        if words.key(i - 1) == Self.of, let end = asideEnd(words, list.names) {
            add(.coordinating, words, list.names.lowerBound..<end, &reading)
            reading.rest = end
            return
        }
        add(.coordinating, words, list.names, &reading)
        // "phối hợp với công đoàn trong việc …" is what is done.
        if list.hasVerb || list.next == words.count { reading.rest = list.next }
        if !list.hasVerb, reading.rest == joins - 1, words.key(reading.rest) == .and { reading.rest = joins }
    }

    private static let of: Folded = "của"

    private func asideEnd(_ words: Words, _ names: Range<Int>) -> Int? {
        names.dropFirst().first {
            words.gap(before: $0) == ", " && !words.isCapital($0) && !BodyGrammar.isHead(words, $0, isFirst: true)
        }
    }

    /// "phối hợp cùng già làng, trưởng thôn vận động …": up to the verb, whoever they are.
    private func joinedUnknown(_ words: Words, _ i: Int, _ joins: Int, _ reading: inout RoleReading) {
        guard i - joins >= 3, [.with, .together].contains(words.key(i - 1)) else { return }
        for k in i..<min(i + 9, words.count) {
            guard words.gap(before: k) == " " || words.gap(before: k) == ", ", k > i || !words.isQuoted(k) else {
                return
            }
            guard BodyGrammar.isVerb(words, k, first: -1) else { continue }
            guard k >= i + 2, words.gap(before: k) == " ", !Self.nominal.contains(words.key(k - 1)),
                !Self.matters.contains(words.key(i))
            else { return }
            add(.coordinating, words, i..<k, &reading)
            reading.rest = k
            return
        }
    }

    private static let nominal: Set<Folded> = ["việc", "tác", "để", "trong", "và", "hoạt", "được"]
    private static let matters: Set<Folded> = ["việc", "công", "hoạt", "chương", "kế", "nhiệm", "phong", "các", "cuộc"]

    /// "Phòng Kỹ thuật chủ trì, các chi nhánh phối hợp": those who do it with the lead, named before the word.
    private func joinedAfter(_ words: Words, _ i: Int, _ reading: inout RoleReading) -> Bool {
        guard i < words.count, words.gap(before: i).contains(","), let list = OfficeList(words, from: i), list.hasVerb,
            let length = Self.joining.length(in: words, at: list.next)
        else { return false }
        let end = list.next + length
        // "…, Công ty B phối hợp di dời đường dây", and not "…, các chi nhánh phối hợp với …".
        guard end == words.count || words.gap(before: end) != " " || BodyGrammar.isVerb(words, end, first: -1) else {
            return false
        }
        add(.coordinating, words, list.names, &reading)
        reading.rest = end
        return true
    }

    /// "Chủ trì, phối hợp với …": the heading names who.
    private func withoutSubject(_ words: Words, _ start: Int, _ reading: inout RoleReading) {
        var i = BodyGrammar.skipAdverbs(words, start)
        let isLed = Self.leading.length(in: words, at: i)
        if let isLed { i += isLed }
        // "Cùng các trưởng thôn kiểm tra mốc giới".
        let isTogether = words.key(i) == .together && i + 1 < words.count && BodyGrammar.isHead(words, i + 1)
        guard isLed != nil || isTogether || Self.joining.length(in: words, at: i) != nil else { return }
        let before = reading
        joined(words, i, &reading)
        if reading.named == before.named {
            if isLed != nil { reading.rest = i }
        } else if isLed == nil {
            // "Phối hợp với Sở Y tế kiểm tra": what is done begins with the cooperation.
            reading.rest = start
        }
    }

    /// "Căn cứ Nghị quyết …, các cơ quan … thực hiện", "Đồng thời, giao Sở Tư pháp …", "Hằng quý các đơn vị báo cáo".
    private func afterIntro(_ words: Words, from start: Int = 0, _ reading: inout RoleReading) {
        var last: RoleReading?
        var passed = start
        for i in (start + 1)..<max(min(words.count, start + 60), start + 1) where i >= passed {
            let gap = words.gap(before: i)
            if gap.contains(where: { ".;:".contains($0) }) || isDoneBy(words, i) { break }
            let giver = Self.givers.length(in: words, at: i)
            let head = i + (giver ?? 0)
            guard BodyGrammar.isHead(words, head) else { continue }
            // "giúp Ủy ban nhân dân huyện, Ban Chỉ đạo theo dõi", "trình Hội đồng nhân dân tỉnh": whom work is done for.
            if giver == nil, followsVerb(words, i) {
                passed = OfficeList(words, from: i)?.names.upperBound ?? i
                continue
            }
            let isNamed = words.isCapital(head) || BodyGrammar.isPlural(words, head..<(head + 1))
            guard gap.contains(",") || isNamed && i < start + 9 && isTime(words, start) else { continue }
            var inner = RoleReading()
            guard subject(words, head, guessing: isNamed || isTime(words, start), &inner) else { continue }
            inner.isGiven = giver != nil
            // In small letters it may still be what the intro speaks of: "của cơ quan, đơn vị, cấp ủy cơ sở tập trung".
            last = inner
            if isNamed { break }
            // "thủ trưởng các phòng, ban": to the end of their list.
            if let names = OfficeList(words, from: head)?.names,
                names.contains(where: { BodyGrammar.isPlural(words, $0..<names.upperBound) })
            {
                passed = names.upperBound
            }
        }
        if let last { reading = last }
    }

    private func followsVerb(_ words: Words, _ i: Int) -> Bool {
        guard words.gap(before: i) == " " else { return false }
        return [2, 1].contains { length in
            OfficeWords.verbs.length(in: words, at: i - length) == length
                && BodyGrammar.isVerb(words, i - length, first: 0)
                && Self.times.length(in: words, at: i - length) == nil
                && OfficeWords.adverbs.length(in: words, at: i - length) == nil
        }
    }

    /// Whether a sentence begins with when.
    private func isTime(_ words: Words, _ i: Int) -> Bool { Self.times.length(in: words, at: i) != nil }

    func add(_ role: Role, _ words: Words, _ range: Range<Int>, _ reading: inout RoleReading) {
        for part in BodyGrammar.split(words, range, isKnown: isKnown) {
            let (part, own) = withoutRole(words, part)
            let percent = words.gap(after: part.upperBound - 1).hasPrefix("%") ? "%" : ""
            for name in departments(cleaned(words.slice(part)) + percent) where !name.isEmpty {
                let named = RoleReading.Named(role: own ?? role, name: name)
                if !reading.named.contains(named) { reading.named.append(named) }
            }
        }
    }
}
