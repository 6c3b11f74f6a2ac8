import Diagnostics
import Programmes

/// Figures that a document sets.
extension TaskFinder {
    /// A figure that is to be reached by a date.
    mutating func target(_ index: Int, _ above: Above, ordinal: Int?) {
        let block = outline.nodes[index].block
        var making = Making(lines: lines(below: index))
        // The year of a figure is its own, where it would not be a task's.
        let reading = deadlines.reading(of: block.text)
        making.phrases = (deadlines.phrases(inParentheses: block.text) + reading.phrases + reading.doubtful)
            .prefix(1).map { Found($0, block.lines) }
        if making.phrases.isEmpty { making.phrases = above.phrases }
        let figure = readTarget(block.text)
        let isCounted = figure != nil || countsFew(block.words)
        if making.phrases.isEmpty, isCounted, let period {
            // What a resolution for one year sets is that year's.
            let end = period.value.upperBound
            making.phrases = [Found(period.value.count == 1 ? "năm \(end)" : "đến năm \(end)", period.lines)]
            making.doubts.append(.inheritedDeadline)
        }
        // Below "Đến năm 2045:" stands a target, with a figure or without.
        let isSaid = above.section != .targets
        guard !making.phrases.isEmpty, isCounted || !above.phrases.isEmpty || isSaid else {
            return passOver(index, above)
        }
        making.target = figure.map { Found($0, block.lines) }
        making.isTarget = true
        making.doubts.append(.isTarget)
        (making.title, making.isCut) = shortened(block.text, to: Self.longestTitle)
        var here = above
        if let ordinal { here.local = above.local.isEmpty ? "\(ordinal)" : above.local + ".\(ordinal)" }
        finish(making, here)
    }

    /// "Kết nạp 02 đảng viên": too few to be told from a list's number, and enough where figures are set.
    private func countsFew(_ words: Words) -> Bool {
        (1..<max(words.count - 1, 1)).contains { i in
            1...2 ~= words.text(i).utf8.count && words.text(i).allSatisfy(\.isNumber)
                && words.gap(before: i) == " " && words.gap(after: i) == " "
                && !Self.numbered.contains(words.key(i - 1))
        }
    }

    private static let numbered: Set<Folded> = ["năm", "quý", "tháng", "ngày", "số", "điều", "khoản", "mục", "lần"]
}
