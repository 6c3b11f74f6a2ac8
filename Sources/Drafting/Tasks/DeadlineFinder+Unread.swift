import Deadlines
import Diagnostics

/// Words that say when, and that the reader of deadlines does not understand.
extension DeadlineFinder {
    private static let bounds = WordTable(
        "trước, xong trước, hoàn thành trước, chậm nhất, muộn nhất, xong trong, hoàn thành trong, trong, vào, đến, hết, đầu, cuối, giữa, đến hết"
    )
    /// What begins or ends at some time that no calendar has.
    private static let times = WordTable(
        """
        mùa, vụ, học kỳ, kỳ nghỉ, kỳ họp, phiên họp, đợt, khai giảng, bế giảng, thời hạn, khi hết hạn, hội nghị, đại hội, lễ, năm học
        """)
    private static let counted = WordTable("tuần, tuần thứ, đợt, học kỳ, kỳ")
    private static let span = WordTable("ngày, tuần, tháng, giờ")

    /// "trước mùa mưa năm 2026", "tuần 47", "trước 15 ngày so với …"; nil where a sentence has no such words.
    func unread(inProse text: String) -> String? {
        for clause in clauses(of: withoutQuotations(text)) {
            if let beginning = beginning(of: Words(clause)) { return beginning }
            for stretch in uncited(Words(clause)) {
                let words = Words(stretch.text)
                guard let i = (0..<words.count).first(where: { isTime(words, $0) }) else { continue }
                let end = (i + 1..<max(words.count, i + 1)).first { words.gap(before: $0) != " " } ?? words.count
                return String(words.slice(i..<min(end, i + 12)))
            }
        }
        return nil
    }

    /// "áp dụng từ ngày 01/01/2027" of a day to come: when something begins, which is no deadline and not nothing.
    private func beginning(of words: Words) -> String? {
        citedRanges(of: words).first { range in
            Self.use.length(in: words, at: range.lowerBound) != nil
                && range.contains { words.key($0) == .day && readDay(words, $0).map { $0 > context.issued } ?? false }
        }.map { String(words.slice($0)) }
    }

    private static let use = WordTable("áp dụng")

    private func isTime(_ words: Words, _ i: Int) -> Bool {
        if let length = Self.counted.length(in: words, at: i) { return Self.isNumber(words, i + length) }
        guard let bound = Self.bounds.length(in: words, at: i) else { return false }
        if Self.times.length(in: words, at: i + bound) != nil { return true }
        // "trong 03 ngày làm việc phải trình".
        return (words.key(i) == Self.early || words.key(i) == Self.within)
            && words.text(min(i + 1, words.count - 1)).allSatisfy(\.isNumber)
            && Self.span.length(in: words, at: i + 2) != nil
    }

    private static let early: Folded = "trước"
    private static let within: Folded = "trong"

    private static func isNumber(_ words: Words, _ i: Int) -> Bool {
        guard i < words.count else { return false }
        let text = words.text(i)
        return text.count <= 2 && text.allSatisfy(\.isNumber) || text.allSatisfy { "IVX".contains($0) }
    }
}
