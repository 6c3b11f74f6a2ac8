import Deadlines
import Diagnostics

/// Whether what reads as a deadline sets one.
extension DeadlineFinder {
    private static let people = WordTable(
        "đảng viên, lao động, công nhân, cán bộ, hội viên, đoàn viên, học sinh, sinh viên, nhân dân, công chức, viên chức, khu vực"
    )
    static let often = WordTable("thường xuyên")
    private static let done = WordTable(
        "báo cáo, sơ kết, tổng kết, kiểm tra, giám sát, rà soát, đánh giá, thống kê, tổng hợp, cập nhật, và")

    /// Whether the words found set a deadline, and do not just say how something is done.
    func isDuty(_ words: Words, _ range: Range<Int>, _ deadline: Deadline) -> Bool {
        switch deadline.kind {
        case .recurring where Self.links.contains(words.key(range.upperBound)):
            // "dự toán kinh phí hằng năm của Đề án" says which.
            return range.lowerBound == 0 || words.slice(range).contains(where: \.isNumber)
        case .once, .recurring, .awaiting: return true
        // "báo cáo đột xuất khi có yêu cầu".
        case .asNeeded: return Self.asked.length(in: words, at: range.lowerBound) != nil
        case .vague, .unreadable: return false
        case .compound where deadline.parts.contains { [.once, .recurring, .awaiting].contains($0.kind) }: return true
        case .continuous
        where deadline.start != nil && (range.count > 2 || words.slice(range).contains(where: \.isNumber)):
            return true
        case .compound, .continuous, .periodic:
            if isSaidAlone(words, range) { return true }
            // "thường xuyên theo dõi", and not "đối với đảng viên thường xuyên phải đi công tác xa".
            let named = OfficeList(words, from: 0, first: 0)?.next
            // "Các chi đoàn phải thường xuyên về tận thôn".
            let isSubject =
                range.lowerBound == 0
                || named.map { $0 == range.lowerBound || BodyGrammar.skipAdverbs(words, $0) >= range.upperBound }
                    ?? false
            let follows = Self.people.length(in: words, at: range.lowerBound - 2) == 2
            if follows, !isSubject, words.gap(before: range.lowerBound) == " " { return false }
            if BodyGrammar.isVerb(words, range.upperBound, first: -1) || words.key(range.upperBound) == Self.have
                || range.count > 2 && BodyGrammar.isVerb(words, range.lowerBound + 2, first: -1)
            {
                return true
            }
            if Self.links.contains(words.key(range.upperBound)) { return false }
            let isPeriodic = Self.periodic.length(in: words, at: range.lowerBound) != nil
            guard
                isPeriodic
                    || Self.often.length(in: words, at: range.lowerBound) != nil && range.upperBound < words.count
            else { return false }
            return isSubject || isPeriodic && Self.done.length(in: words, at: range.lowerBound - 2) == 2
        }
    }

    /// "…, thực hiện thường xuyên": a part of its own, to the end.
    private func isSaidAlone(_ words: Words, _ range: Range<Int>) -> Bool {
        guard range.upperBound == words.count else { return false }
        return (max(range.lowerBound - 4, 0)...range.lowerBound).contains { i in
            guard i == 0 || words.gap(before: i).contains(where: { ",;:".contains($0) }),
                let length = Self.carriedOut.length(in: words, at: i)
            else { return false }
            return range.contains(i + length) || i + length == range.lowerBound
        }
    }

    private static let carriedOut = WordTable("thực hiện, tổ chức thực hiện, triển khai thực hiện")
    private static let asked = WordTable("khi có yêu cầu, khi được yêu cầu, đột xuất khi")
    private static let have: Folded = "có"
    /// "chặt chẽ, thường xuyên trong lãnh đạo" says how.
    private static let links: Set<Folded> = ["trong", "của", "với", "tại", "ở", "cho", "giữa", "và"]
}
