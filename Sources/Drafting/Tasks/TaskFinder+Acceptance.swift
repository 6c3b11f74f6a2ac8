import Diagnostics
import Programmes

/// Whether a text gives work; what does not and might is told.
extension TaskFinder {
    private static let boilerplate = WordTable(
        """
        trên đây là, trong quá trình, chương trình hành động này, chương trình này, kế hoạch này, nghị quyết này, quyết định này
        quy định này có hiệu lực, quy chế này có hiệu lực, chỉ thị này, văn bản này, nơi nhận, kính gửi, căn cứ vào tình hình, hồ sơ gồm, ghi chú, kinh phí, nguồn kinh phí
        công văn này, thông báo này, kết luận này, quyết định có hiệu lực, văn bản thay thế, quyết định thay thế, thông báo để
        kèm theo, ban hành kèm theo
        """)
    /// Wherever they stand.
    private static let notices = WordTable(
        """
        biết thực hiện, biết và thực hiện, biết triển khai thực hiện, chịu trách nhiệm thi hành, căn cứ quyết định thi hành, căn cứ quyết định này thi hành, thi hành quyết định này
        thông báo để các, thông báo đến các, tại phụ lục, theo phụ lục, phụ lục đính kèm
        """)

    func isBoilerplate(_ words: Words) -> Bool {
        Self.boilerplate.length(in: words, at: 0) != nil
            || (0..<words.count).contains { i in
                Self.notices.length(in: words, at: i) != nil
                    // "…; tự giải thể sau khi hoàn thành nhiệm vụ" after what is to be done.
                    || words.matches(Self.dissolves, at: i) && !words.gap(before: i).contains(";")
            }
    }

    private static let dissolves: [Folded] = ["tự", "giải", "thể"]

    func accepts(_ index: Int, _ section: SectionKind, isParagraph: Bool) -> Bool {
        let words = outline.nodes[index].block.words
        guard words.count >= 3, !isBoilerplate(words) || laterWork(words, readings[index]) != nil else { return false }
        switch section {
        case .talk, .targets: return false
        // "Việc chấp hành giờ làm việc" says what is looked at.
        case .tasks where !isParagraph: return words.key(0) != Self.matter || hasOwnDeadline(words.text)
        case .tasks, .unknown:
            if words.text.hasSuffix(":") { return false }
            let reading = readings[index]
            if laterWork(words, reading) != nil { return true }
            if section == .unknown, isJudgement(words, reading) { return false }
            if isParagraph, deadlines.beginsInThePast(words) { return false }
            // "4. Đại hội chi bộ hoàn thành trước ngày 31/01/2025".
            if !isParagraph, !isPast(words), hasOwnDeadline(words.text) { return true }
            if reading.hasSubject {
                // Of prose between headings only what tells somebody to do something, by name.
                return section == .tasks || !isParagraph
                    || reading.rest > 0
                        && (tells(words) || hasOwnDeadline(words.text)
                            || words.gap(before: reading.rest).contains(":")
                                && BodyGrammar.startsWithVerb(words, at: reading.rest))
            }
            if BodyGrammar.startsWithVerb(words) { return section == .tasks || !isParagraph && words.count >= 5 }
            // "Định kỳ trước ngày 20 của tháng cuối quý, báo cáo kết quả về …".
            return section == .tasks && (0..<words.count).contains { Self.reports.length(in: words, at: $0) != nil }
                && hasOwnDeadline(words.text)
        }
    }

    /// "Ban Thường vụ ghi nhận những kết quả …", "Thống nhất chủ trương …".
    func isJudgement(_ words: Words, _ reading: RoleReading) -> Bool {
        reading.isJudging(words)
    }

    /// The sentence that gives work after one that judges, or says what every document does.
    func laterWork(_ words: Words, _ reading: RoleReading) -> String? {
        guard reading.isJudging(words) || isBoilerplate(words), let later = roles.laterGiving(words) else { return nil }
        let rest = Words(later)
        return isClosingFormula(rest, roles.read(rest)) ? nil : later
    }

    /// What has been done is no work.
    func isPast(_ words: Words) -> Bool {
        (0..<min(words.count, 40)).contains { words.key($0) == Self.already }
    }

    /// "Riêng Tổ Hành chính tư pháp số hóa 1.200 hồ sơ." right after a paragraph that gave somebody else work.
    func followsGiven(_ index: Int) -> Bool {
        let (words, reading) = (outline.nodes[index].block.words, readings[index])
        guard given.contains(index - 1), outline.nodes[index - 1].parent == outline.nodes[index].parent else {
            return false
        }
        return reading.hasSubject && reading.rest > 0 && endsSentence(words.text)
            && !words.text.hasSuffix(":") && !words.text.hasSuffix("./.")
            && BodyGrammar.isVerb(words, reading.rest, first: reading.rest) && !isBoilerplate(words)
            && !isJudgement(words, reading) && !isPast(words)
    }

    /// "2. Thôn đội trưởng lập danh sách …" between items that each tell somebody something is one of them.
    func isAmongTold(_ index: Int) -> Bool {
        let words = outline.nodes[index].block.words
        return amongTold.contains(index) && words.count >= 5 && endsSentence(words.text)
            && !words.text.hasSuffix(":") && !isBoilerplate(words) && !isJudgement(words, readings[index])
            && !isPast(words) && says(words)
    }

    /// Whether what is done stands near the beginning, and no state of things before it: "Sản lượng đạt 103%".
    private func says(_ words: Words) -> Bool {
        if BodyGrammar.isPlural(words, 0..<1) { return true }
        for i in 0..<min(words.count, 9) {
            if BodyGrammar.isVerb(words, i, first: 0) { return true }
            if Self.states.contains(words.key(i)) { return false }
        }
        return false
    }

    private static let states: Set<Folded> = [
        "đạt", "còn", "là", "chưa", "được", "tăng", "chiếm", "ước", "cơ", "vẫn", "bị", "có", "tuy",
    ]

    private static let matter: Folded = "việc"
    private static let already: Folded = "đã"

    static let reports = WordTable("báo cáo")

    /// Of what stands below an office's name: whatever is a sentence.
    func isWork(_ words: Words) -> Bool {
        words.count >= 4 && !words.text.hasSuffix(":") && !isBoilerplate(words) && !isCapitals(words.text)
    }

    private static let telling = WordTable("giao, yêu cầu, đề nghị, phân công, chủ trì")

    /// Of a paragraph in no list: that it gives work, and does not say what is.
    private func tells(_ words: Words) -> Bool {
        (0..<min(words.count, 40)).contains { Self.telling.length(in: words, at: $0) != nil }
    }

    private static let formula = Set(
        """
        nghiêm túc khẩn trương tổ chức triển khai thực hiện quan tâm phối hợp chủ động các nội dung nêu trên kế hoạch này chỉ thị công văn công điện
        thông báo quyết định nghị tốt đúng theo có hiệu quả kịp thời đầy đủ và để cho biết tinh thần kết luận chương trình những việc
        nhiệm vụ được giao yêu cầu căn cứ chức năng quán triệt văn bản trong quá trình của với ủy ban nhân dân tỉnh xã huyện phường bảo đảm chỉ đạo lãnh đạo phân công cấp mình nói
        """.split(whereSeparator: \.isWhitespace).map { Folded($0) })

    /// "Đề nghị các cơ quan, đơn vị nghiêm túc triển khai thực hiện./.": closes nearly every document and gives no work.
    func isClosingFormula(_ index: Int) -> Bool {
        isClosingFormula(outline.nodes[index].block.words, readings[index])
    }

    private func isClosingFormula(_ words: Words, _ reading: RoleReading) -> Bool {
        let closes = words.text.hasSuffix("./.")
        guard reading.isGiven || closes || reading.named.contains(where: { $0.role == .directing }), reading.rest > 0
        else { return false }
        // "…; nếu có vướng mắc kịp thời báo cáo Ủy ban nhân dân tỉnh xem xét./.".
        let troubles = (reading.rest..<words.count).first { Self.troubles.length(in: words, at: $0) != nil }
        let isOfMany = reading.named.allSatisfy { BodyGrammar.isPlural(Words($0.name, limit: 2), 0..<1) }
        let end = closes || isOfMany ? troubles ?? words.count : words.count
        return end - reading.rest <= 24
            && (reading.rest..<end).allSatisfy { Self.formula.contains(words.key($0)) }
    }

    private static let troubles = WordTable(
        """
        mọi vướng mắc, mọi khó khăn, nếu có vướng mắc, nếu có khó khăn, nếu có phát sinh, nếu vướng mắc, nếu gặp khó khăn, trường hợp có vướng mắc, có vướng mắc
        có khó khăn
        """)

    // MARK: What is told

    /// Looks away from a text, and says so where it might give work.
    mutating func passOver(_ index: Int, _ above: Above) {
        let block = outline.nodes[index].block
        passedOver.append(lines(below: index))
        let words = block.words
        defer { tellReports(of: block) }
        guard words.count >= 4, !isBoilerplate(words), !isCapitals(block.text), !isClosingFormula(index) else {
            return
        }
        // What opens a list says nothing of its own.
        let opens = block.text.hasSuffix(":")
        let isTold = above.isDirective || amongTold.contains(index) && endsSentence(words.text)
        let isMeant = above.section == .unknown && isTold || tellsOne(index, in: above.section)
        let isWork = !isPast(words) && (above.section == .tasks || isMeant)
        guard isWork && !opens || namesBody(words) && hasOwnDeadline(block.text) else { return }
        remarks.append(.passedOver(shortened(block.text, to: 80).text, block.lines))
    }

    /// "Kế hoạch thực hiện trong năm 2026. Báo cáo tháng gửi trước ngày 02 hằng tháng": the remark on the paragraph quotes
    /// only how it begins.
    private mutating func tellReports(of block: Block) {
        guard block.text.contains(". ") else { return }
        for sentence in parts(of: block.text, ending: ["."]).dropFirst().map(collapsed)
        where Self.reports.length(in: Words(sentence, limit: 3), at: 0) != nil && hasOwnDeadline(sentence) {
            remarks.append(.passedOver(shortened(sentence, to: 80).text, block.lines))
        }
    }

    /// "Bộ Y tế cấp phát hóa chất" below a heading that seems to give reasons: one office, named at the beginning.
    private func tellsOne(_ index: Int, in section: SectionKind) -> Bool {
        let reading = readings[index]
        guard section == .talk, outline.nodes[index].marker != nil, reading.hasSubject, reading.rest > 0 else {
            return false
        }
        return reading.named.contains { $0.role == .lead } && !isJudgement(outline.nodes[index].block.words, reading)
    }

    private func namesBody(_ words: Words) -> Bool {
        (0..<min(words.count, 80)).contains { i in
            guard
                words.isCapital(i) || i == 0 || BodyGrammar.isPlural(words, i..<(i + 1))
                    || OfficeWords.sure.length(in: words, at: i) != nil
            else { return false }
            return BodyGrammar.isHead(words, i)
        }
    }
}
