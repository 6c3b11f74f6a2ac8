import Dates
import Deadlines
import Diagnostics

/// Whether what reads as a deadline may be said of something else.
extension DeadlineFinder {
    static let papers = WordTable(
        """
        hướng dẫn, văn bản, ý kiến, chỉ đạo, kế hoạch, nghị quyết, kết luận, quy định, quyết định, thông báo, chủ trương, phê duyệt
        ban hành, được ban hành, thông qua, được phê duyệt, kỳ họp, phiên họp, có hiệu lực, yêu cầu, đề nghị, chỉ thị, kết quả, thông tư, nghị định, luật, tài liệu, dự toán
        """)
    /// "Không để dồn hồ sơ vào cuối năm".
    static let denying = WordTable("không, tránh")
    static let quarters: Set<Folded> = ["quý", "tháng"]
    /// What a period after "tình hình", "kết quả", "báo cáo", "công tác" says more of.
    static let reported: Set<Folded> = ["hình", "quả", "cáo", "tác", "hội", "kết"]
    static let spans = WordTable("năm, giai đoạn, nhiệm kỳ, thời kỳ")
    static let ends = WordTable("đến năm, tới năm, đến, giai đoạn, nhiệm kỳ, thời kỳ, năm")

    /// "thời gian 07 ngày": how long, and not by when.
    func isDuration(_ words: Words) -> Bool {
        words.count == 4 && Self.time.length(in: words, at: 0) == 2 && words.text(2).allSatisfy(\.isNumber)
    }

    static let time = WordTable("thời gian")

    /// Whether the clause's words may be said of something else than of what is to be done.
    func isDoubtful(_ phrase: String, _ deadline: Deadline, in stretch: Stretch) -> Bool {
        let words = Words(phrase)
        if isDuration(words) { return true }
        switch deadline.kind {
        case .awaiting:
            // "theo hướng dẫn của Trung ương", "sau khi có văn bản": what is waited for is a paper; else it is told in passing.
            let isPaper = (0..<words.count).contains { Self.papers.length(in: words, at: $0) != nil }
            let hasTerm = phrase.contains(where: \.isNumber)
            return !isPaper && !hasTerm && !stretch.text.hasPrefix(phrase)
        case .once, .continuous, .recurring, .compound:
            // A period in the name of what is cited: "Nghị quyết số 07-NQ/TU về … đến năm 2025".
            let isPeriod =
                Self.ends.length(in: words, at: 0) != nil || words.key(0).isYear
            if stretch.isOfCitation, isPeriod { return true }
            // "tự chủ giai đoạn 2026 - 2030".
            if words.key(0).isYear, !stretch.text.hasPrefix(phrase), !stretch.text.contains(", " + phrase) {
                return true
            }
            guard deadline.kind == .once, let due = deadline.due else { return false }
            if due < context.issued || isPastDay(words)
                || Self.denying.length(in: Words(stretch.text, limit: 2), at: 0) != nil
            {
                return true
            }
            // "hợp đồng hết hạn trong quý IV": which ones.
            if Self.expiring.length(in: words, at: 0) != nil { return true }
            // "trực Tết", "quà Tết": what for, and not by when.
            if words.count == 1, !phrase.contains(where: \.isNumber), !stretch.text.hasPrefix(phrase),
                !stretch.text.contains(", " + phrase)
            {
                return true
            }
            // "khám sức khỏe đầu năm cho học sinh": which one, and not by when.
            if !phrase.contains(where: \.isNumber), let range = stretch.text.firstRange(of: phrase),
                range.lowerBound > stretch.text.startIndex, stretch.text[range.upperBound...].hasPrefix(" ")
            {
                return true
            }
            // "Tết sum vầy": a name, and not when something is done.
            if !phrase.contains(where: \.isNumber), stretch.text.hasPrefix(phrase + " "),
                case let next = Words(stretch.text), !BodyGrammar.isVerb(next, words.count, first: -1),
                !BodyGrammar.isHead(next, words.count), next.gap(after: words.count - 1) == " "
            {
                return true
            }
            // "giải ngân 6 tháng đầu năm": of which time.
            if words.key(1) == .month, words.text(0).allSatisfy(\.isNumber), !stretch.text.hasPrefix(phrase),
                !stretch.text.contains(", " + phrase)
            {
                return true
            }
            // "Chiến lược … đến năm 2030, tầm nhìn đến năm 2045".
            if Self.vision.length(in: words, at: 0) != nil { return true }
            if Self.ends.length(in: words, at: 0) != nil, let range = stretch.text.firstRange(of: phrase),
                Self.vision.length(in: Words(String(stretch.text[range.upperBound...]), limit: 2), at: 0) != nil
            {
                return true
            }
            // "báo cáo tình hình quý I": which quarter, where no bound says by when.
            if Self.quarters.contains(words.key(0)), let range = stretch.text.firstRange(of: phrase) {
                let before = lastWord(of: trimmed(String(stretch.text[..<range.lowerBound])))
                if Self.reported.contains(before) { return true }
            }
            // "báo cáo tổng kết năm 2026": the year is the report's.
            return Self.spans.length(in: words, at: 0) != nil && !stretch.text.hasPrefix(phrase)
                && !stretch.text.contains(", " + phrase)
        case .vague, .asNeeded, .periodic, .unreadable: return false
        }
    }

    static let expiring = WordTable("hết hạn")
    static let vision = WordTable("tầm nhìn")

    /// "Đến hết ngày 05/11, thu đạt …" of a paper of 11/11.
    func isPastDay(_ words: Words) -> Bool {
        guard Self.until.length(in: words, at: 0) != nil else { return false }
        let parts = words.text(words.count - 1).split(separator: "/").map { Int($0) }
        guard parts.count == 2, let day = parts[0], let month = parts[1],
            let date = Day(year: context.issued.year, month: month, day: day)
        else { return false }
        return date <= context.issued && date > context.issued - 60
    }

    static let until = WordTable("đến hết ngày, đến ngày, đến hết, tính đến ngày, tính đến")

    /// Whether a sentence begins with a day that was over when the document was issued: it tells, and gives no work.
    func beginsInThePast(_ words: Words) -> Bool {
        // "Hôm nay, ngày 03/7/2025, …".
        let first = words.key(0) == .day ? 0 : words.matches(Self.today, at: 0) ? 2 : 1
        guard words.key(first) == .day, let day = readDay(words, first) else { return false }
        return day <= context.issued
    }

    private static let today: [Folded] = ["hôm", "nay"]
}
