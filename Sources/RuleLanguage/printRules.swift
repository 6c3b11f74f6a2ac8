public import Diagnostics

/// The canonical form of a rule file in one of the two spellings, with its comments: those on lines of their own stay
/// before the clause or item they stood before, those behind a clause stay behind it. Clauses come in one order, items
/// in theirs. Printing what was printed changes nothing; parsing it gives the same tree.
///
/// Only for a file that was parsed without errors: what was not understood is not in the tree.
public func printRules(_ file: RuleFile, in language: Language) -> String {
    let words = Phrasing(language: language)
    let comments = CommentPlacement(file)
    var out = ""
    for (i, item) in file.items.enumerated() {
        if i > 0 { out += "\n" }
        let own = comments.items[i]
        let printed = PrintedItem(item, words)
        write(own.head, [printed.head] + printed.headPieces, indent: "", to: &out)
        var left = own.clauses
        for clause in printed.clauses {
            var lines = left.removeValue(forKey: .init(kind: clause.kind, index: clause.index)) ?? .init()
            if clause.kind == .every, let at = left.removeValue(forKey: .init(kind: .at, index: 0)) {
                // A digest's time is written with its cycle.
                lines.before += at.before
                lines.after += at.after
            }
            write(lines, clause.pieces, indent: "  ", to: &out)
        }
        // What stood by a clause that is written no more.
        for (_, lines) in left.sorted(by: {
            ($0.key.kind.rawValue, $0.key.index) < ($1.key.kind.rawValue, $1.key.index)
        }) {
            for text in lines.before + lines.after { out += "  " + text + "\n" }
        }
        for text in own.end { out += "  " + text + "\n" }
    }
    if !comments.end.isEmpty, !file.items.isEmpty { out += "\n" }
    for text in comments.end { out += text + "\n" }
    return out
}

private func write(_ comments: CommentPlacement.Lines, _ pieces: [String], indent: String, to out: inout String) {
    for text in comments.before + comments.after.dropLast() { out += (text.isEmpty ? "" : indent + text) + "\n" }
    let width = 100
    var line = indent
    var isFirst = true
    for piece in pieces {
        if !isFirst, line.count + 1 + piece.count > width {
            out += line + "\n"
            line = indent + "       " + piece
        } else {
            line += (isFirst ? "" : " ") + piece
        }
        isFirst = false
    }
    out += line + (comments.after.last.map { "  " + $0 } ?? "") + "\n"
}
