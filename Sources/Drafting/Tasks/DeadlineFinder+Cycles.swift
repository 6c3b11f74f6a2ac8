import Deadlines
import Diagnostics

/// Cycles that a clause names beside another time.
extension DeadlineFinder {
    /// "kỷ niệm Ngày Thương binh - Liệt sĩ 27/7 trước ngày 20/7/2026": a name's day sets no deadline where another does.
    func afterNamedDay(_ words: Words) -> String? {
        guard words.count > 4,
            let day = (1..<words.count - 3).first(where: {
                isDayOfMonth(words.text($0)) && Self.before.length(in: words, at: $0 - 1) == nil
            }),
            let i = (day + 1..<words.count).first(where: { Self.openers.length(in: words, at: $0) != nil }),
            !(1..<day).contains(where: { Self.openers.length(in: words, at: $0) != nil })
        else { return nil }
        let rest = String(words.slice(i..<words.count))
        return read(rest)?.kind == .once ? rest : nil
    }

    private func isDayOfMonth(_ text: String) -> Bool {
        let parts = text.split(separator: "/", omittingEmptySubsequences: false)
        return parts.count == 2 && parts.allSatisfy { 1...2 ~= $0.utf8.count && $0.allSatisfy(\.isNumber) }
    }

    private static let cycles = WordTable("định kỳ, hằng, hàng")

    /// "sau khi có hướng dẫn của Tỉnh ủy và định kỳ bổ sung hằng năm": an event, and a cycle of its own.
    func withCycle(_ words: Words) -> [String]? {
        guard
            let i = (1..<max(words.count - 1, 1)).first(where: {
                words.key($0) == .and && Self.cycles.length(in: words, at: $0 + 1) != nil
            })
        else { return nil }
        let (event, cycle) = (String(words.slice(0..<i)), String(words.slice((i + 1)..<words.count)))
        guard read(event)?.kind == .awaiting, let repeated = read(cycle)?.kind,
            [.recurring, .periodic].contains(repeated)
        else { return nil }
        return [event, cycle]
    }

    /// "báo cáo 6 tháng trước ngày 10/6 và báo cáo năm trước ngày 10/12": of each report its own day.
    func reportsApart(_ words: Words) -> [String]? {
        guard
            let i = (1..<max(words.count - 1, 1)).first(where: {
                words.key($0) == .and && Self.report.length(in: words, at: $0 + 1) != nil
            })
        else { return nil }
        let parts = [String(words.slice(0..<i)), String(words.slice((i + 1)..<words.count))]
        return parts.allSatisfy { [.once, .recurring].contains(read($0)?.kind) } ? parts : nil
    }

    private static let report = WordTable("báo cáo")

    /// "… trước 20/5/2026, tổng hợp số liệu hằng tuần gửi …": a day, and a cycle of its own.
    func besideCycle(_ words: Words, _ deadline: Deadline) -> [String]? {
        guard deadline.kind == .once,
            (1..<max(words.count, 1)).contains(where: { Self.cycles.length(in: words, at: $0) != nil })
        else { return nil }
        let parts = words.text.split(separator: ",").map { trimmed(String($0)) }.filter { !$0.isEmpty }
        let kinds = parts.map { read($0)?.kind }
        let hasCycle = zip(parts, kinds).contains { $1 == .recurring && Words($0, limit: 3).count > 2 }
        return parts.count > 1 && hasCycle && kinds.contains(.once) ? parts : nil
    }
}
