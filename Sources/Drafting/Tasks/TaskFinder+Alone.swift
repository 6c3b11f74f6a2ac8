import Deadlines
import Diagnostics
import Programmes

/// Lines, clauses and parts of one that say nothing but who does something, or when.
extension TaskFinder {
    // MARK: Who

    /// "- Ban Dân chủ chủ trì tham mưu; các ban phối hợp." below what is to be done.
    func isWhoAlone(_ index: Int) -> Bool {
        outline.nodes[index].block.row == nil && roles.whoAlone(outline.nodes[index].block.words) != nil
    }

    /// "Giao đồng chí Sáng chịu trách nhiệm chính; các công chức thực hiện" below what is to be done.
    func saysOnlyWho(_ index: Int) -> Bool {
        let (words, reading) = (outline.nodes[index].block.words, readings[index])
        guard reading.hasSubject else { return false }
        // "Ban Tổ chức hướng dẫn; các chi bộ thực hiện.": a verb alone.
        let end = reading.rest + (RoleReader.charge.length(in: words, at: reading.rest) ?? 2)
        return end == words.count || end < words.count && words.gap(before: end).contains { ".;,".contains($0) }
    }

    /// "Giao Đảng ủy chỉ đạo Sở Y tế tham mưu thực hiện; hoàn thành trong quý II", "Trưởng các thôn chủ trì, xong trước ngày
    /// 20/4" after an item that is whole.
    func addsOnlyWho(_ paragraph: Int) -> Bool {
        let (words, reading) = (outline.nodes[paragraph].block.words, readings[paragraph])
        guard reading.hasSubject else { return false }
        if isWhoAlone(paragraph), hasOwnDeadline(words.text) { return true }
        let end = roles.pastDuties(words, reading.rest)
        return end > reading.rest && (roles.isTimeAlone(words, end) || roles.whoAlone(words, from: end) != nil)
    }

    // MARK: When

    /// "- Đợt 1: trước ngày 15/9/2025;" below what is to be done: when that says it is due.
    func whenAlone(_ index: Int) -> Found<String>? {
        let (block, words) = (outline.nodes[index].block, outline.nodes[index].block.words)
        guard block.row == nil, Self.turns.length(in: words, at: 0) != nil,
            let colon = (1..<min(5, words.count)).first(where: { words.gap(before: $0).contains(":") }),
            roles.isTimeAlone(words, colon)
        else { return nil }
        let value = trimmed(String(words.slice(colon..<words.count)))
        return deadlines.read(value, isCell: true)?.due == nil ? nil : Found(value, block.lines)
    }

    private static let turns = WordTable("đợt, lần, kỳ, học kỳ, giai đoạn, vòng, bước, cấp")

    /// "Chủ trì: Sở A; hoàn thành trước 30/6": a part without a label that says when, and nothing else.
    func isTimeOfField(_ part: String) -> Bool {
        let words = Words(part, limit: 13)
        return words.count <= 12 && DeadlineFinder.finishers.length(in: words, at: 0) != nil
            && deadlines.read(part).map { $0.kind == .once || $0.kind == .recurring } ?? false
    }

    /// "…, thời gian thực hiện: thường xuyên, báo ngay khi có sạt lở": what a label in small letters says of when, as far as
    /// it reads as a deadline; with the words that are then no part of the title.
    func timesBetweenCommas(_ text: String) -> [(value: String, segment: String)] {
        guard text.contains(":") else { return [] }
        var found: [(value: String, segment: String)] = []
        for comma in text.ranges(of: ", ") {
            let rest = text[comma.upperBound...]
            guard rest.first?.isLowercase == true, let colon = rest.firstIndex(of: ":"),
                !rest[..<colon].contains(where: { ",;.".contains($0) }), Column(rest[..<colon]) == .deadline
            else { continue }
            var end: String.Index?
            for part in rest[rest.index(after: colon)...].prefix(while: { $0 != ";" }).split(separator: ",") {
                guard let deadline = deadlines.read(trimmed(String(part)), isCell: true), deadline.kind != .vague,
                    end == nil || deadline.kind == .once || deadline.kind == .recurring
                else { break }
                end = part.endIndex
            }
            guard let end else { continue }
            found.append((trimmed(String(rest[rest.index(after: colon)..<end])), String(text[comma.lowerBound..<end])))
        }
        return found
    }
}
