import Diagnostics
import Programmes

/// An item whose clauses are work of several.
extension TaskFinder {
    /// "Công an xã kiểm tra … trước 10/02; Văn phòng in … trước 20/02": each clause has its own who and its own when.
    /// - Returns: the clauses; nil where not all of them have.
    func duties(ofSeveral index: Int) -> [String]? {
        let text = outline.nodes[index].block.text
        guard readings[index].hasSubject, text.contains("; "), outline.nodes[index].children.isEmpty else { return nil }
        let clauses = text.split(separator: ";").map { trimmed(String($0)) }
        guard 2...4 ~= clauses.count else { return nil }
        var named: Set<String> = []
        for clause in clauses {
            let words = Words(clause)
            let reading = roles.read(words)
            guard reading.hasSubject, reading.rest > 0, words.isCapital(0), roles.whoAlone(words) == nil,
                !reading.isJudging(words), roles.pastDuties(words, reading.rest) == reading.rest,
                hasOwnDeadline(clause),
                let first = reading.named.first(where: { $0.role == .lead || $0.role == .executing }),
                named.insert(fold(first.name)).inserted
            else { return nil }
        }
        return clauses
    }
}
