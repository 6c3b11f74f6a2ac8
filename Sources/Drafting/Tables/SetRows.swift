import Diagnostics

/// A line of a table that is set in columns.
struct SetLine {
    var cells: [String]
    let line: Int
    /// A blank line stands before it.
    var isApart: Bool
    /// The first of a page.
    var beginsPage = false
    /// It runs across the columns.
    var isAcross = false
}

/// Tells at which of a table's lines a row begins.
struct SetRows {
    let lines: [SetLine]
    /// Of the number, else the first.
    let anchor: Int
    let title: Int
    let hasNumbers: Bool

    init(_ lines: [SetLine], _ columns: [Column]) {
        self.lines = lines
        let number = columns.firstIndex(of: .number)
        hasNumbers = number.map { number in lines.contains { isGroupNumber($0.cells[number]) } } ?? false
        let title = columns.firstIndex(of: .title) ?? 0
        // "Tuần | Thời gian | Nội dung": of a schedule each row has its day, and the week stands beside the first.
        let day = columns.firstIndex(of: .deadline).flatMap { day in
            day < title
                && lines.count { $0.cells[day].first?.isNumber == true } > lines.count { !$0.cells[0].isEmpty }
                ? day : nil
        }
        anchor = hasNumbers ? number ?? 0 : day ?? 0
        self.title = title
    }

    /// - Parameter isParted: a blank line stands between any two rows.
    func starts(isParted: Bool) -> Set<Int> {
        isParted ? startsApart() : startsByAnchor()
    }

    private func isAnchor(_ i: Int) -> Bool {
        let cell = lines[i].cells[anchor]
        guard !cell.isEmpty else { return false }
        if hasNumbers {
            return isGroupNumber(cell) || lines[i].isAcross
                || isCapitalMark(cell) && (isCapitals(lines[i].cells[title]) || isGroup(i))
        }
        if lines[i].isAcross { return true }
        return !startsLower(cell) && !hasOpenTitle(before: i)
            && lines[i].cells.enumerated().contains {
                $0.offset != anchor && !$0.element.isEmpty && !startsLower($0.element)
            }
    }

    /// Whether each line that begins a row has a blank one before it, and no other has.
    var isParted: Bool {
        let anchors = lines.indices.filter { isAnchor($0) }
        return anchors.count >= 2 && anchors.dropFirst().allSatisfy { lines[$0].isApart }
    }

    private func startsApart() -> Set<Int> {
        Set(
            lines.indices.filter { i in
                let line = lines[i]
                if line.isAcross || hasNumbers && isGroupNumber(line.cells[anchor]) { return true }
                guard line.isApart, !line.beginsPage || !line.cells[anchor].isEmpty else { return false }
                return !line.cells[anchor].isEmpty || !line.cells[title].isEmpty && !startsLower(line.cells[title])
            })
    }

    /// Where only the numbers tell the rows apart: each stands at its row's beginning, or in its middle, as high above its
    /// end as below its beginning.
    private func startsByAnchor() -> Set<Int> {
        var starts: Set<Int> = []
        // A row that runs across the columns ends what comes before it.
        let groups = lines.indices.filter { isAnchor($0) && isGroup($0) }
        var first = 0
        for end in groups + [lines.count] {
            if first < end { starts.formUnion(startsOfGroup(first..<end)) }
            if end < lines.count { starts.insert(end) }
            first = end + 1
        }
        return starts
    }

    private func isGroup(_ i: Int) -> Bool {
        let cells = lines[i].cells
        guard lines[i].isAcross || cells.indices.allSatisfy({ $0 == anchor || $0 == title || cells[$0].isEmpty }) else {
            return false
        }
        return lines[i].isAcross
            || cells[anchor].unicodeScalars.allSatisfy { "IVXABCDĐEGH.".unicodeScalars.contains($0) }
    }

    private func startsOfGroup(_ range: Range<Int>) -> Set<Int> {
        let anchors = range.filter { isAnchor($0) }
        guard let first = anchors.first else { return [range.lowerBound] }
        let isCentred =
            first > range.lowerBound
            || anchors.contains { i in
                let text = lines[i].cells[title]
                return title != anchor && (text.isEmpty || startsLower(text))
            }
        guard isCentred else { return Set(anchors + range.filter { beginsSubrow($0, after: anchors[0]) }) }
        var starts: Set = [range.lowerBound]
        var start = range.lowerBound
        for (number, next) in zip(anchors, anchors.dropFirst()) {
            start = startAfter(number, begun: start, before: next)
            starts.insert(start)
        }
        return starts
    }

    /// Where the row after a number in its row's middle begins.
    private func startAfter(_ number: Int, begun start: Int, before next: Int) -> Int {
        let ideal = number + (number - start) + 1
        var best = next
        var least = Int.max
        for candidate in (number + 1)...next where candidate - number <= 60 {
            let text =
                lines[candidate].cells.enumerated().first { $0.offset != anchor && !$0.element.isEmpty }?.element ?? ""
            let nextTitle = lines[candidate...].prefix(20).first { !$0.cells[title].isEmpty }?.cells[title] ?? ""
            var cost = abs(candidate - ideal) * 2
            if startsLower(text) || startsLower(nextTitle) { cost += 40 }
            if hasOpenTitle(before: candidate) { cost += 5 }
            if lines[candidate].isApart, !lines[candidate].beginsPage { cost -= 60 }
            if cost < least { (best, least) = (candidate, cost) }
        }
        return best
    }

    /// A row beside a number that was merged: something else to be done, by somebody.
    private func beginsSubrow(_ i: Int, after first: Int) -> Bool {
        let cells = lines[i].cells
        guard i > first, hasNumbers, cells[anchor].isEmpty, !lines[i].beginsPage, !cells[title].isEmpty,
            !startsLower(cells[title]), !hasOpenTitle(before: i),
            BodyGrammar.startsWithVerb(Words(cells[title], limit: 12))
        else { return false }
        return cells.enumerated().contains { column, cell in
            column != title && column != anchor && !cell.isEmpty && !startsLower(cell)
        }
    }

    private static let open: Set<Folded> = [
        "của", "và", "với", "cho", "về", "các", "tại", "theo", "do", "trong", "đến", "từ", "để", "là", "hoặc",
        "những",
    ]

    /// Whether the title before a line cannot end there.
    private func hasOpenTitle(before i: Int) -> Bool {
        guard i > 0, let text = lines[..<i].suffix(3).last(where: { !$0.cells[title].isEmpty })?.cells[title] else {
            return false
        }
        if text.hasSuffix(",") || text.hasSuffix("-") { return true }
        return Self.open.contains(lastWord(of: text))
    }
}
