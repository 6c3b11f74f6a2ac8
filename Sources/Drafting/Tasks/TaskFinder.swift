import Deadlines
import Diagnostics
import Programmes

/// Walks an outline and finds what gives somebody something to do.
struct TaskFinder {
    let outline: Outline
    let deadlines: DeadlineFinder
    var resolver: BodyResolver
    var found: [FoundTask] = []
    var passedOver: [ClosedRange<Int>] = []
    /// What was passed over and may give work.
    var remarks: [Doubt] = []
    /// The years of the document's title.
    let period: Found<ClosedRange<Int>>?
    /// The headings above the last task, so that each is told once.
    var toldHeadings: [Int] = []
    /// Of each item and paragraph of the outline: who does what, as its sentence says. A row's cells say it.
    let readings: [RoleReading]
    /// Items most of whose neighbours tell somebody something.
    let amongTold: Set<Int>
    /// Paragraphs that became tasks.
    var given: Set<Int> = []
    /// Whom each heading that was asked about names.
    private var namedByHeadings: [Int: [RoleReading.Named]] = [:]

    init(
        outline: Outline, deadlines: DeadlineFinder, resolver: BodyResolver, period: Found<ClosedRange<Int>>?
    ) {
        self.outline = outline
        self.period = period
        self.deadlines = deadlines
        self.resolver = resolver
        let roles = RoleReader(isKnown: { resolver.isKnown($0) })
        var readings = outline.nodes.map { $0.block.row == nil ? roles.read($0.block.words) : RoleReading() }
        for list in [outline.roots] + outline.nodes.map(\.children) {
            Self.nameByLabels(list.filter { outline.nodes[$0].marker != nil }, outline, roles, &readings)
        }
        self.readings = readings
        var amongTold: Set<Int> = []
        for list in [outline.roots] + outline.nodes.map(\.children) {
            let items = list.filter { outline.nodes[$0].marker != nil }
            let telling = items.count { readings[$0].hasSubject && readings[$0].rest > 0 }
            if telling > 0, items.count > telling, telling * 2 >= items.count { amongTold.formUnion(items) }
        }
        self.amongTold = amongTold
    }

    /// "Y tế: trực cấp cứu" between "Công an: …" and "Tổ văn phòng: …": where most items begin with whom a colon tells,
    /// the others' labels are bodies, too, whatever they are called.
    private static func nameByLabels(
        _ items: [Int], _ outline: Outline, _ roles: RoleReader, _ readings: inout [RoleReading]
    ) {
        let telling = items.count {
            readings[$0].hasSubject && outline.nodes[$0].block.words.gap(before: readings[$0].rest).contains(":")
        }
        guard telling > 1, items.count > telling, telling * 2 > items.count else { return }
        for item in items where !readings[item].hasSubject && readings[item].named.isEmpty {
            let words = outline.nodes[item].block.words
            guard words.isCapital(0), !words.isQuoted(0), RoleReader.times.length(in: words, at: 0) == nil,
                let colon = (1..<6).first(where: { $0 < words.count && words.gap(before: $0) != " " }),
                words.gap(before: colon) == ": ", BodyGrammar.startsWithVerb(words, at: colon),
                !BodyGrammar.startsWithVerb(words), case let label = collapsed(words.slice(0..<colon)),
                Column(label) == nil, !SectionKind.isGeneral(label), !label.contains(where: \.isNumber)
            else { continue }
            readings[item].named = [.init(role: roles.role(words, 0..<colon), name: label)]
            readings[item].rest = colon
            readings[item].hasSubject = true
        }
    }

    /// What the headings above say of an item.
    struct Above {
        var section = SectionKind.unknown
        var part = ""
        /// The number of the nearest item above, within the part.
        var local = ""
        var numbers: [String] = []
        var headings: [Int] = []
        /// What the nearest heading with a subject is about.
        var topic: String?
        var named: [(RoleReading.Named, ClosedRange<Int>)] = []
        var phrases: [Found<String>] = []
        /// A heading that is an office's name says who leads.
        var isLed = false
        /// "… có ý kiến chỉ đạo như sau:" stands before.
        var isDirective = false
    }

    mutating func find() {
        var ordinal = 0
        var above = Above()
        for root in outline.roots {
            guard outline.nodes[root].isParagraph, outline.nodes[root].field == nil else {
                walk(root, above, ordinal: 1)
                continue
            }
            if direct(outline.nodes[root].block, &above) { continue }
            ordinal += 1
            paragraph(root, above, ordinal: ordinal, among: above.isDirective ? .tasks : .unknown)
        }
    }

    private static let directives = WordTable(
        "chỉ đạo, yêu cầu, đề nghị, kết luận, giao, ý kiến, nhiệm vụ, nội dung, công việc")

    /// "Chủ tịch Ủy ban nhân dân tỉnh yêu cầu các sở, ngành thực hiện các nội dung sau:": what follows is told them.
    private mutating func direct(_ block: Block, _ above: inout Above) -> Bool {
        let words = block.words
        guard block.text.hasSuffix(":"), words.count >= 5,
            (0..<words.count).contains(where: { Self.directives.length(in: words, at: $0) != nil })
        else { return false }
        passedOver.append(block.lines)
        above.isDirective = true
        above.named = Self.real(roles.told(words)).map { ($0, block.lines) }
        return true
    }

    // MARK: The walk

    private mutating func walk(_ index: Int, _ above: Above, ordinal: Int) {
        let node = outline.nodes[index]
        guard node.field == nil else { return }
        var here = place(node, above, ordinal: ordinal)
        if node.block.row != nil {
            if !outline.nodes[index].children.isEmpty { return heading(index, &here) }
            return row(index, here)
        }
        let items = outline.items(of: index)
        let paragraphs = outline.paragraphs(of: index)
        let fields = outline.fields(of: index)
        let isTop = node.marker.map { $0.kind <= .roman } ?? false
        if isTop, items.isEmpty, fields.isEmpty, givesWork(index) {
            (here.part, here.local) = (above.part, here.part)
            return leaf(index, here)
        }
        if items.isEmpty, !isTop {
            if !paragraphs.isEmpty, fields.isEmpty, isOfficeHeading(index) { return heading(index, &here) }
            // "1. Về giải ngân vốn" with paragraphs that each tell somebody something.
            if fields.isEmpty, !endsSentence(node.block.text), paragraphs.contains(where: isAboutOthers),
                !(paragraphs.count == 1 && saysOnlyWho(paragraphs[0]))
            {
                return heading(index, &here)
            }
            return leaf(index, here)
        }
        // What has its fields after its items is one task, and the items are what it is made of.
        // A section is no task because one of its numbered items is a field: "II. Thời gian, chủ đề".
        let isOfNumbers = isTop && fields.allSatisfy { outline.nodes[$0].marker?.isBullet == false }
        let hasRoles = fields.contains { outline.nodes[$0].field?.column.role != nil }
        let telling = hasRoles ? [] : items.filter { tellsSomebody($0) }
        if !fields.isEmpty, !isOfNumbers, !outline.hasFieldsBelow(index), telling.count < 2 {
            return leaf(index, here)
        }
        if !isTop, items.allSatisfy(isWhoAlone) || items.allSatisfy({ whenAlone($0) != nil }) {
            return leaf(index, here)
        }
        if !isTop, headingDeadline(node.block.text) == nil, hasOwnDeadline(node.block.text), telling.count < 2,
            !items.contains(where: { hasOwnDeadline(outline.nodes[$0].block.text) })
        {
            return leaf(index, here)
        }
        heading(index, &here)
    }

    /// Whether an item gives work to somebody whom it names.
    func tellsSomebody(_ index: Int) -> Bool {
        let reading = readings[index]
        return outline.nodes[index].block.row == nil && reading.hasSubject && reading.rest > 0
            && !Self.real(reading.named).isEmpty && !isWhoAlone(index)
    }

    /// "Điều 2. Giao Sở Tư pháp theo dõi …": a sentence that gives work, and no heading.
    private func givesWork(_ index: Int) -> Bool {
        let (words, reading) = (outline.nodes[index].block.words, readings[index])
        return reading.hasSubject && reading.rest > 0 && endsSentence(words.text) && !words.text.hasSuffix(":")
            && !isBoilerplate(words) && !isJudgement(words, reading)
    }

    /// Where an item stands: its part, its number, what its number is made of.
    private func place(_ node: Outline.Node, _ above: Above, ordinal: Int) -> Above {
        var here = above
        guard let marker = node.marker else {
            if let row = node.block.row {
                let number = trimmed(row.text(.number))
                if here.part.isEmpty { here.part = "PL" }
                // "1.1" below "1" stands for itself.
                let isWhole = !above.local.isEmpty && number.hasPrefix(above.local + ".")
                here.local = [isWhole ? "" : above.local, number.isEmpty ? "\(ordinal)" : number].filter { !$0.isEmpty }
                    .joined(separator: ".")
            }
            return here
        }
        switch marker.kind {
        case .part, .capital, .roman:
            here.part = [above.part, marker.label].filter { !$0.isEmpty }.joined(separator: ".")
            here.local = ""
            here.numbers = []
        case .number:
            // "1" below "2" is 2.1; "2.1" stands for itself.
            let isWhole = marker.label.contains(".") || above.local.isEmpty
            here.local = isWhole ? marker.label : above.local + "." + marker.label
        case .letter, .parenthesis:
            here.local = above.local.isEmpty ? marker.label : above.local + "." + marker.label
        case .dash, .plus, .dot:
            here.local = above.local.isEmpty ? "\(ordinal)" : above.local + ".\(ordinal)"
        }
        return here
    }

    /// What the heading says holds for what is below; then that.
    private mutating func heading(_ index: Int, _ here: inout Above) {
        let node = outline.nodes[index]
        enter(index, &here)
        if !here.local.isEmpty { here.numbers.append(here.local) }
        if node.block.row != nil {
            here.section = .tasks
        } else {
            here.section = SectionKind(node.block.words, above: here.section)
            if node.isPeriod, here.section == .unknown { here.section = .tasks }
        }
        tellSentence(node.block, here)
        if let phrase = headingDeadline(node.block.text) { here.phrases = [Found(phrase, node.block.lines)] }
        let named = namedByHeading(index)
        let isOffice = isOfficeHeading(index)
        // "Hội đồng nhân dân thông qua các chỉ tiêu chủ yếu:" names who sets them.
        if !named.isEmpty, here.section != .targets {
            here.named = named.map { ($0, node.block.lines) }
            here.isLed = isOffice
            here.section = .tasks
        }
        for field in outline.fields(of: index) { inherit(field, &here) }

        let items = outline.items(of: index)
        let isPlain = items.isEmpty && node.marker.map { $0.kind >= .number } ?? false
        var ordinal = 0
        for child in outline.nodes[index].children where outline.nodes[child].field == nil {
            if outline.nodes[child].isParagraph {
                let text = outline.nodes[child].block.text
                if text.hasSuffix(":") {
                    if givesList(child) { here.section = .tasks }
                    // Who the heading has named, it does not name again.
                    // "Giao Sở Nội vụ:".
                    let ordered = orderedBy(outline.nodes[child].block.words, readings[child])
                    let told =
                        ordered
                        ?? (readings[child].named.isEmpty
                            ? namedByHeading(child) : Self.real(readings[child].named))
                    let lead = told.filter {
                        !isOffice || $0.role == .coordinating || $0.role == .directing
                    }
                    if !lead.isEmpty { here.named = merged(lead, outline.nodes[child].block.lines, into: here.named) }
                    continue
                }
                if isOffice,
                    !items.isEmpty && items.allSatisfy({ $0 > child }) || outline.nodes[index].children.count == 1
                {
                    paragraph(child, here, ordinal: nil, among: .tasks, isOfOffice: isOffice)
                } else {
                    let isLostBullet = items.contains { outline.nodes[$0].marker?.isBullet == true && $0 < child }
                    let before = found.count
                    paragraph(
                        child, here, ordinal: ordinal + 1,
                        among: isLostBullet || isOffice || isPlain ? .tasks : .unknown, isOfOffice: isOffice)
                    if found.count > before { ordinal += 1 }
                }
            } else {
                ordinal += 1
                walk(child, here, ordinal: ordinal)
            }
        }
    }

    /// "Chính phủ yêu cầu các bộ thực hiện các nhiệm vụ sau:", after how things stand.
    private func givesList(_ index: Int) -> Bool {
        let words = outline.nodes[index].block.words
        return SectionKind(words, above: .unknown) == .tasks || !Self.real(roles.told(words)).isEmpty
    }

    /// A whole sentence with items below it is taken for their heading; that it may be work itself is told.
    private mutating func tellSentence(_ block: Block, _ here: Above) {
        guard block.row == nil, block.text.hasSuffix("."), block.words.count >= 8, here.section != .talk,
            here.section != .targets,
            hasOwnDeadline(block.text)
        else { return }
        remarks.append(.passedOver(shortened(block.text, to: 80).text, block.lines))
    }

    private func merged(
        _ named: [RoleReading.Named], _ lines: ClosedRange<Int>, into old: [(RoleReading.Named, ClosedRange<Int>)]
    ) -> [(RoleReading.Named, ClosedRange<Int>)] {
        // "Chủ trì, phối hợp với …:" says with whom; the heading says who.
        let hasLead = named.contains { $0.role == .lead || $0.role == .executing }
        return (hasLead ? [] : old) + named.map { ($0, lines) }
    }

    private func inherit(_ field: Int, _ here: inout Above) {
        guard let value = outline.nodes[field].field else { return }
        let lines = outline.nodes[field].block.lines
        if value.column == .deadline {
            here.phrases = deadlines.phrases(inField: value.value).map { Found($0, lines) }
        } else if let role = value.column.role {
            here.named += roles.read(field: value.value, as: role).named.map { ($0, lines) }
        }
    }

    // MARK: What text is

    var roles: RoleReader {
        let resolver = resolver
        return RoleReader(isKnown: { resolver.isKnown($0) })
    }

    /// "1.1. Ban Tổ chức Đảng ủy Khối", "Đối với các sở, ngành:".
    private mutating func isOfficeHeading(_ index: Int) -> Bool {
        let text = outline.nodes[index].block.text
        return !(text.hasSuffix(".") || text.hasSuffix(";")) && !namedByHeading(index).isEmpty
    }

    private static let headingPrefixes = WordTable(
        "trách nhiệm của, nhiệm vụ của, đối với, giao, đề nghị, yêu cầu, phân công, phân công cho, kiến nghị, kiến nghị với, kiến nghị đối với"
    )

    private mutating func namedByHeading(_ index: Int) -> [RoleReading.Named] {
        if let known = namedByHeadings[index] { return known }
        let named = readHeading(index)
        namedByHeadings[index] = named
        return named
    }

    private func readHeading(_ index: Int) -> [RoleReading.Named] {
        let words = outline.nodes[index].block.words
        // "Điều 3. Chánh Văn phòng … chịu trách nhiệm thi hành": what the plan below it gives is none of theirs.
        guard words.count <= 40, !isBoilerplate(words) else { return [] }
        let start = Self.headingPrefixes.length(in: words, at: 0) ?? namedAfterLabel(words) ?? 0
        guard start < words.count else { return [] }
        // "Bộ phận kiểm sát thi hành án": a department of an office has a name in small letters.
        if words.matches(Self.department, at: start), words.count - start <= 8, outline.nodes[index].block.row == nil,
            (start + 1..<words.count).allSatisfy({ [" ", " - ", ", "].contains(words.gap(before: $0)) }),
            !endsSentence(words.text) || words.text.hasSuffix(":")
        {
            return [.init(role: .lead, name: collapsed(words.slice(start..<words.count)))]
        }
        if BodyGrammar.isNameList(words, from: start) {
            let rest = trimmed(String(words.slice(start..<words.count)))
            guard
                start > 0 || BodyGrammar.isUnmistakable(words, from: 0) || resolver.isKnown(rest)
                    || OfficeWords.people.length(in: words, at: 0) ?? 0 >= 3
            else { return [] }
            let named = Self.real(roles.read(field: rest, as: .lead).named)
            return named.map {
                $0.role == .lead ? .init(role: roles.role(words, start..<words.count), name: $0.name) : $0
            }
        }
        if let end = endOfDuty(words, start) {
            return [.init(role: roles.role(words, start..<end), name: collapsed(words.slice(start..<end)))]
        }
        if isOneOfMany(index) || isNamedByMatters(words, from: start) {
            return [.init(role: .lead, name: collapsed(words.slice(start..<words.count)))]
        }
        // "Sở Nội vụ có trách nhiệm:", "Giao Sở Nội vụ chủ trì:".
        guard words.count <= 30, outline.nodes[index].block.row != nil || readings[index].hasSubject else { return [] }
        let reading = roles.read(words, guessing: false)
        guard reading.hasSubject else { return [] }
        return orderedBy(words, reading) ?? Self.real(reading.named)
    }

    /// "Trách nhiệm của chủ đầu tư xây dựng hạ tầng kỹ thuật": who that is, to the end, whatever words it has.
    private func endOfDuty(_ words: Words, _ start: Int) -> Int? {
        guard Self.duties.length(in: words, at: 0) == start, BodyGrammar.isHead(words, start), words.count <= 20,
            OfficeList(words, from: start, guessing: false)?.hasVerb == true, !endsSentence(words.text)
        else { return nil }
        let last = (start + 1..<words.count).first { OfficeWords.barriers.length(in: words, at: $0) != nil }
        let end = last ?? words.count
        return (start + 1..<end).allSatisfy { words.gap(before: $0) == " " } ? end : nil
    }

    private static let duties = WordTable("trách nhiệm của, nhiệm vụ của, quyền hạn của")

    /// "Về thi công: Ban Quản lý dự án giao thông", "Về vốn: Giao Sở Tài chính": where the office begins.
    private func namedAfterLabel(_ words: Words) -> Int? {
        guard !BodyGrammar.isHead(words, 0, isFirst: true),
            let colon = (1..<max(min(words.count, 16), 1)).first(where: { words.gap(before: $0).contains(":") }),
            case let start = colon + (RoleReader.givers.length(in: words, at: colon) ?? 0),
            BodyGrammar.isNameList(words, from: start), BodyGrammar.isUnmistakable(words, from: start)
        else { return nil }
        return start
    }

    /// "Hội đồng nhân dân tỉnh yêu cầu Ủy ban nhân dân tỉnh thực hiện các nội dung sau:": who issues it directs nothing.
    private func orderedBy(_ words: Words, _ reading: RoleReading) -> [RoleReading.Named]? {
        guard words.text.hasSuffix(":"), reading.named.contains(where: { $0.role == .directing }),
            (0..<words.count).contains(where: { Self.orders.length(in: words, at: $0) != nil })
        else { return nil }
        let told = Self.real(roles.told(words))
        return told.isEmpty ? nil : told
    }

    private static let orders = WordTable("yêu cầu, đề nghị")

    private static let department: [Folded] = ["bộ", "phận"]

    /// "Phòng Kiểm tra, giải quyết khiếu nại, tố cáo": no comma parts who does something from the verb.
    private func isNamedByMatters(_ words: Words, from start: Int) -> Bool {
        guard let head = OfficeWords.departments.length(in: words, at: start), words.isCapital(start + head),
            words.count - start <= 14, !endsSentence(words.text) || words.text.hasSuffix(":"),
            let list = OfficeList(words, from: start), list.hasVerb
        else { return false }
        return words.gap(before: list.next) == ", "
            && (list.next..<words.count).allSatisfy { [" ", ", ", " - "].contains(words.gap(before: $0)) }
    }

    /// "- Tư vấn giám sát:" below "2. Yêu cầu các đơn vị:" is one of those, whatever it is called.
    private func isOneOfMany(_ index: Int) -> Bool {
        let (node, words) = (outline.nodes[index], outline.nodes[index].block.words)
        guard let parent = node.parent, node.block.row == nil, words.text.hasSuffix(":"), words.count <= 8,
            words.isCapital(0), !BodyGrammar.startsWithVerb(words), !readings[index].hasSubject,
            (1..<words.count).allSatisfy({ words.gap(before: $0) == " " })
        else { return false }
        let above = outline.nodes[parent].block.words
        let start = Self.headingPrefixes.length(in: above, at: 0) ?? 0
        return above.count <= 12 && above.text.hasSuffix(":") && BodyGrammar.isPlural(above, start..<above.count)
            && BodyGrammar.isNameList(above, from: start)
    }

    /// Without "các cơ quan, đơn vị sau đây", which only introduces those that follow.
    static func real(_ named: [RoleReading.Named]) -> [RoleReading.Named] {
        named.filter { name in
            let key = fold(name.name).utf8
            return !references.contains {
                key.count > $0.utf8.count && key.suffix($0.utf8.count).elementsEqual($0.utf8)
            }
        }
    }

    private static let references = [" sau đây", " dưới đây", " như sau", " sau", " nêu trên"].map { " " + fold($0) }

    /// "2.1. Đến năm 2023:", "Quý IV/2022".
    private func headingDeadline(_ text: String) -> String? {
        let whole = trimmed(text)
        // "Tuần 1 (từ 09/9 đến 14/9)": the week's number says less than its days.
        let isWeek = isPeriodLine(Words(whole, limit: 9)) && whole.hasSuffix(")")
        let phrase = isWeek ? parentheses(of: whole).last ?? whole : whole
        guard phrase.utf8.count <= 160, Words(phrase, limit: 9).count <= 8, let deadline = deadlines.read(phrase),
            deadline.kind != .vague,
            deadline.kind != .asNeeded
        else { return nil }
        // "Nhiệm vụ tháng 10".
        let found = deadlines.phrases(inProse: phrase)
        return found.count == 1 && fold(phrase).hasSuffix(fold(found[0])) ? found[0] : phrase
    }

    mutating func enter(_ heading: Int, _ here: inout Above) {
        here.headings.append(heading)
        if let topic = topic(heading) { here.topic = topic }
    }

    /// What a heading is about, as a word to ask for: the heading, or its first clause where it is a sentence.
    private mutating func topic(_ index: Int) -> String? {
        let heading = trimmed(outline.nodes[index].block.text)
        guard !SectionKind.isGeneral(heading), headingDeadline(heading) == nil, namedByHeading(index).isEmpty else {
            return nil
        }
        var text = isTopic(heading) ? heading : trimmed(String(heading.prefix { $0 != "," && $0 != ";" }))
        while let last = text.last, ".:;,".contains(last) { text.removeLast() }
        if text.hasPrefix("Về ") { text = upperFirst(String(text.dropFirst(3))) }
        guard isTopic(text) else { return nil }
        return isCapitals(text) ? upperFirst(text.lowercased()) : text
    }

    /// Short enough; a tag takes a hundred bytes.
    private func isTopic(_ text: String) -> Bool {
        1...100 ~= text.utf8.count && 1...14 ~= Words(text, limit: 15).count
    }

    func hasOwnDeadline(_ text: String) -> Bool {
        !deadlines.phrases(inParentheses: text).isEmpty
            || deadlines.phrases(inProse: text).contains { phrase in
                switch deadlines.read(phrase)?.kind {
                case .once, .recurring, .awaiting, .compound: !text.hasSuffix(":")
                default: false
                }
            }
    }
}

extension Column {
    var role: Role? {
        switch self {
        case .directing: .directing
        case .lead: .lead
        case .executing: .executing
        case .coordinating: .coordinating
        case .monitoring: .monitoring
        default: nil
        }
    }
}
