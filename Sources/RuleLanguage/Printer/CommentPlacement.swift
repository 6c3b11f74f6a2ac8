import Diagnostics

/// Which comment stands by which clause: read off the layouts of the file, so that the printer may reorder and refill.
struct CommentPlacement {
    /// Comments around one line.
    struct Lines {
        /// On lines of their own before it; an empty string is an empty line.
        var before: [String] = []
        /// At its end; the last only stays there.
        var after: [String] = []
    }

    struct ClauseKey: Hashable {
        var kind: ClauseKind
        var index: Int
    }

    struct ItemComments {
        var head = Lines()
        var clauses: [ClauseKey: Lines] = [:]
        /// Indented ones behind the last clause.
        var end: [String] = []
    }

    private(set) var items: [ItemComments]
    /// Behind the last item.
    private(set) var end: [String] = []

    private let source: SourceFile

    init(_ file: RuleFile) {
        source = file.source
        items = Array(repeating: ItemComments(), count: file.items.count)
        guard file.layouts.count == file.items.count else { return }
        var next = 0
        for (i, comment) in file.comments.enumerated() {
            while next < file.layouts.count, file.layouts[next].span.end <= comment.span.start { next += 1 }
            let text = self.text(comment.span)
            let isLast = next == file.layouts.count
            let follower = min(
                i + 1 < file.comments.count ? file.comments[i + 1].span.start : Int.max,
                isLast ? Int.max : file.layouts[next].span.start)
            if !isLast, file.layouts[next].span.start <= comment.span.start {
                place(comment, text, inside: next, file.layouts[next])
            } else if next > 0, belongsToPrevious(comment, file.layouts[next - 1]) {
                if comment.isOwnLine {
                    items[next - 1].end.append(text)
                } else {
                    trail(text, item: next - 1, file.layouts[next - 1], at: comment.span.start)
                }
            } else {
                var lines = [text]
                if follower != Int.max, hasEmptyLine(comment.span.end, follower) { lines.append("") }
                if isLast { end += lines } else { items[next].head.before += lines }
            }
        }
    }

    private func text(_ span: Span) -> String {
        var text = Substring(decoding: source.bytes[span.start..<span.end], as: UTF8.self)
        while let last = text.last, last.isWhitespace { text.removeLast() }
        return String(text)
    }

    private func hasEmptyLine(_ start: Int, _ end: Int) -> Bool {
        var breaks = 0
        for i in start..<min(max(start, end), source.bytes.count) {
            switch source.bytes[i] {
            case 0x0A: breaks += 1
            case 0x20, 0x09, 0x0D: break
            default: return false
            }
            if breaks == 2 { return true }
        }
        return false
    }

    /// A comment behind an item is the item's own if it ends a line of it, or is indented right below it.
    private func belongsToPrevious(_ comment: Comment, _ layout: ItemLayout) -> Bool {
        if !comment.isOwnLine { return true }
        guard comment.span.start > 0, comment.span.start <= source.bytes.count else { return false }
        let before = source.bytes[comment.span.start - 1]
        guard before == 0x20 || before == 0x09 else { return false }
        // Nothing but comments and line ends since the item's last token.
        return !hasEmptyLine(layout.span.end, comment.span.start)
    }

    private mutating func place(_ comment: Comment, _ text: String, inside item: Int, _ layout: ItemLayout) {
        if !comment.isOwnLine { return trail(text, item: item, layout, at: comment.span.start) }
        // Before the clause it stands in or before.
        guard let (key, _) = keyed(layout).first(where: { $0.span.end > comment.span.start }) else {
            items[item].head.before.append(text)
            return
        }
        items[item].clauses[key, default: Lines()].before.append(text)
    }

    private mutating func trail(_ text: String, item: Int, _ layout: ItemLayout, at offset: Int) {
        if let (key, _) = keyed(layout).last(where: { $0.span.start <= offset }) {
            items[item].clauses[key, default: Lines()].after.append(text)
        } else {
            items[item].head.after.append(text)
        }
    }

    private func keyed(_ layout: ItemLayout) -> [(key: ClauseKey, span: Span)] {
        var counts: [ClauseKind: Int] = [:]
        return layout.clauses.map { clause in
            let index = counts[clause.kind, default: 0]
            counts[clause.kind] = index + 1
            return (ClauseKey(kind: clause.kind, index: index), clause.span)
        }
    }
}
