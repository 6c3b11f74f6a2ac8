import Diagnostics

/// The headings and items of a document, each below the one it belongs to.
struct Outline {
    struct Node {
        var block: Block
        var parent: Int?
        var children: [Int] = []
        /// Of a line "Cơ quan chủ trì: …": what it says.
        var field: Field?
        /// "Tháng 02", which has no number and heads what is below.
        var isPeriod = false

        var marker: Marker? { block.marker }
        var isParagraph: Bool { block.marker == nil && block.row == nil }
        var rank: Int { block.marker?.rank ?? .max }
    }

    struct Field {
        let column: Column
        let value: String
    }

    private(set) var nodes: [Node] = []
    /// Those below no other.
    private(set) var roots: [Int] = []

    /// - Parameter blocks: from the end of the document's head to the end of its text.
    init(_ blocks: [Block]) {
        // Open items, the deepest last.
        var open: [Int] = []
        var groups: [(node: Int, rank: Int)] = []
        for block in blocks {
            let period = asPeriod(block, open)
            let block = period ?? block
            var node = Node(block: block, parent: nil)
            node.isPeriod = period != nil
            if block.row == nil { node.field = readField(block.text) }
            if let row = block.row {
                // A table belongs to the heading before it, not to an item.
                while let last = open.last, nodes[last].rank >= Marker(.number).rank { open.removeLast() }
                if row.isGroup { while let last = groups.last, last.rank >= row.groupRank { groups.removeLast() } }
                node.parent = groups.last?.node ?? open.last
                let index = add(node)
                if row.isGroup { groups.append((index, row.groupRank)) }
                continue
            }
            groups = []
            if let marker = block.marker {
                if let field = node.field, !marker.isBullet, isAmongItems(marker, open), !isOfAll(field, block) {
                    node.field = nil
                }
                while let last = open.last, nodes[last].rank >= marker.rank { open.removeLast() }
                node.parent = open.last
                let index = add(node)
                // A field takes nothing below it.
                if nodes[index].field == nil { open.append(index) }
            } else {
                // A paragraph belongs to what is numbered, not to a bullet of it.
                let owner = node.field == nil ? open.last { nodes[$0].marker?.isBullet == false } : open.last
                node.parent = owner
                _ = add(node)
            }
        }
        settleFields()
    }

    /// "Tháng 02" on a line of its own heads the items after it, below what stands above it.
    private func asPeriod(_ block: Block, _ open: [Int]) -> Block? {
        guard block.marker == nil, block.row == nil, isPeriodLine(block.words) else { return nil }
        let label = slug(block.text, atMost: 20)
        if let last = open.last(where: { nodes[$0].isPeriod }), let marker = nodes[last].marker {
            return Block(
                marker: Marker(marker.kind, label, depth: marker.rank % 10), text: block.text, lines: block.lines)
        }
        let above = open.last { nodes[$0].marker?.isBullet == false }.flatMap { nodes[$0].marker }
        let marker = Marker(above?.kind ?? .roman, label, depth: (above?.rank ?? 0) % 10 + 4)
        return Block(marker: marker, text: block.text, lines: block.lines)
    }

    /// Whether numbered items that are no fields stand before it: "3. Thời gian báo cáo: …" is one of them, too.
    private func isAmongItems(_ marker: Marker, _ open: [Int]) -> Bool {
        let parent = open.last { nodes[$0].rank < marker.rank }
        let siblings = (parent.map { nodes[$0].children } ?? roots).filter { nodes[$0].rank == marker.rank }
        return siblings.contains { sibling in
            let block = nodes[sibling].block
            // "1. Mục đích: …" is none of the items.
            return nodes[sibling].field == nil && !isLabelled(block.text)
                && SectionKind(block.words, above: .unknown) != .talk
        }
    }

    /// "3. Thời gian thực hiện: quý II" after what is to be done is of all that.
    private func isOfAll(_ field: Field, _ block: Block) -> Bool {
        field.column == .deadline && wholeTimes.contains(fold(String(block.text.prefix { $0 != ":" })))
    }

    private func isLabelled(_ text: String) -> Bool {
        guard let colon = text.firstIndex(of: ":"), text[..<colon].utf8.count <= 80 else { return false }
        return Column(text[..<colon]) != nil
    }

    private mutating func add(_ node: Node) -> Int {
        let index = nodes.count
        nodes.append(node)
        if let parent = node.parent { nodes[parent].children.append(index) } else { roots.append(index) }
        return index
    }

    /// Fields after the last of several items, and after none of the others, are about what they all belong to.
    private mutating func settleFields() {
        settleReports()
        for owner in nodes.indices {
            let items = nodes[owner].children.filter { nodes[$0].field == nil && nodes[$0].marker?.isBullet == true }
            guard items.count >= 2, let last = items.last else { continue }
            func hasFields(_ i: Int) -> Bool { nodes[i].children.contains { nodes[$0].field != nil } }
            guard hasFields(last), !items.dropLast().contains(where: hasFields) else { continue }
            let moved = nodes[last].children.filter { nodes[$0].field != nil }
            nodes[last].children.removeAll { moved.contains($0) }
            for i in moved { nodes[i].parent = owner }
            nodes[owner].children += moved
        }
    }

    /// "1. Thời gian sơ kết: …" before other numbered items is one of them.
    private mutating func settleReports() {
        for i in nodes.indices where nodes[i].field?.column == .deadline && nodes[i].marker?.isBullet == false {
            let label = fold(String(nodes[i].block.text.prefix { $0 != ":" }), .plain)
            let siblings = nodes[i].parent.map { nodes[$0].children } ?? roots
            let hasOthers = siblings.contains { k in
                nodes[k].field == nil && nodes[k].rank == nodes[i].rank && !isLabelled(nodes[k].block.text)
            }
            if hasOthers, reportTimes.contains(where: label.hasSuffix) { nodes[i].field = nil }
        }
    }

    // MARK: Questions

    func fields(of node: Int) -> [Int] { nodes[node].children.filter { nodes[$0].field != nil } }

    func items(of node: Int) -> [Int] {
        nodes[node].children.filter { nodes[$0].field == nil && !nodes[$0].isParagraph }
    }

    func paragraphs(of node: Int) -> [Int] {
        nodes[node].children.filter { nodes[$0].field == nil && nodes[$0].isParagraph }
    }

    /// Whether anything below has fields of its own.
    func hasFieldsBelow(_ node: Int) -> Bool {
        nodes[node].children.contains { child in !fields(of: child).isEmpty || hasFieldsBelow(child) }
    }
}

private let reportTimes = [" bao cao", " so ket", " tong ket", " nop", " gui", " kiem tra", " nghiem thu"]
private let wholeTimes = Set(
    ["thời gian", "thời gian thực hiện", "thời gian tổ chức", "thời gian triển khai"].map { fold($0) })
private let periodUnits: Set<Folded> = ["tháng", "quý"]
private let periodWords: Set<Folded> = ["năm", "đầu", "cuối", "và", "đến"]
private let weekWords: Set<Folded> = ["từ", "ngày", "đến"]

/// "Tuần 1 (từ 09/9 đến 14/9)", and nothing else.
private func isWeekLine(_ words: Words) -> Bool {
    4...8 ~= words.count && words.isCapital(0) && words.key(0) == "tuần" && words.gap(before: 2).contains("(")
        && (1..<words.count).allSatisfy { i in
            weekWords.contains(words.key(i))
                || words.text(i).unicodeScalars.allSatisfy { "0123456789/-.".unicodeScalars.contains($0) }
        }
}

/// "Quý I", "Tháng 3 năm 2026", "6 tháng cuối năm", and nothing else.
func isPeriodLine(_ words: Words) -> Bool {
    if isWeekLine(words) { return true }
    return 2...6 ~= words.count && (words.isCapital(0) || words.text(0).allSatisfy(\.isNumber))
        && (0..<words.count).contains { periodUnits.contains(words.key($0)) }
        && (0..<words.count).allSatisfy { i in
            periodUnits.contains(words.key(i)) || periodWords.contains(words.key(i))
                || words.text(i).unicodeScalars.allSatisfy { "0123456789IVX/-.".unicodeScalars.contains($0) }
        }
}

/// "Cơ quan chủ trì: Sở Nội vụ".
func readField(_ text: String) -> Outline.Field? {
    guard let colon = text.utf8.firstIndex(of: 0x3A) else { return nil }
    let label = text[..<colon]
    let value = trimmed(String(text[text.utf8.index(after: colon)...]))
    guard label.utf8.count <= 80, !value.isEmpty, let column = Column(label), !isOfficeName(label) else { return nil }
    switch column {
    case .number, .title, .remark, .none: return nil
    // "Kết quả:" and "Chỉ tiêu:" may head a list of their own; "Công bố kết quả: …" is what is to be done.
    case .product, .target:
        let words = Words(String(label), limit: 6)
        return words.count <= 4 && !BodyGrammar.startsWithVerb(words) ? .init(column: column, value: value) : nil
    default: return Words(String(label), limit: 8).count <= 7 ? .init(column: column, value: value) : nil
    }
}

/// "Phòng Tham mưu", "Ban Chỉ đạo": by its capital a name, where "Phòng tham mưu" is a label.
private func isOfficeName(_ label: some StringProtocol) -> Bool {
    let words = Words(String(label), limit: 12)
    // "Thanh tra Sở (khi được giao)", "Tổ giúp việc Ban Chỉ đạo".
    if let head = OfficeWords.sure.length(in: words, at: 0), words.isCapital(head), words.isCapital(0),
        !isCapitals(String(label))
    {
        return true
    }
    let inner = (2..<max(words.count, 2)).contains {
        words.isCapital($0) && words.isCapital($0 + 1) && BodyGrammar.isHead(words, $0)
    }
    if inner, BodyGrammar.isHead(words, 0), BodyGrammar.isNameList(words) { return true }
    guard let head = OfficeWords.departments.length(in: words, at: 0) else { return false }
    return words.isCapital(head) && words.gap(after: head - 1) == " " && !isCapitals(String(label))
}
