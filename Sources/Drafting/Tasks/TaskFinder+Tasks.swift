import Deadlines
import Diagnostics
import Programmes

/// Makes tasks of what was found.
extension TaskFinder {
    /// In scalars; a programme's file takes 4000 bytes.
    static let longestTitle = 1000

    /// What is gathered of one task before its bodies are looked up.
    struct Making {
        var title = ""
        var isCut = false
        var lines: ClosedRange<Int>
        var named: [(RoleReading.Named, ClosedRange<Int>)] = []
        var phrases: [Found<String>] = []
        var doubts: [Doubt] = []
        var target: Found<Target>?
        var isTarget = false
        /// Of a table's row.
        var isRow = false
        /// "Giao …", "Yêu cầu …" tells who does it.
        var isGiven = false
        /// Whom the parenthesis that the item ends with names, with what it says.
        var closing: (named: [RoleReading.Named], lines: ClosedRange<Int>) = ([], 1...1)
    }

    // MARK: Items

    mutating func leaf(_ index: Int, _ above: Above) {
        let node = outline.nodes[index]
        let paragraphs = outline.paragraphs(of: index)
        let words = node.block.words
        let section = readings[index].hasSubject ? above.section : SectionKind(words, above: above.section)
        let hasFields = !outline.fields(of: index).isEmpty
        let isHeadOfParagraphs =
            !paragraphs.isEmpty && words.count <= 40 && !endsSentence(node.block.text) && !hasFields
        if section == .targets || above.section == .targets {
            if isHeadOfParagraphs {
                var here = above
                enter(index, &here)
                here.numbers.append(above.local)
                for (k, child) in paragraphs.enumerated() { target(child, here, ordinal: k + 1) }
            } else {
                target(index, above, ordinal: nil)
            }
            return
        }
        let turns = outline.items(of: index).compactMap(whenAlone)
        guard
            hasFields || !turns.isEmpty
                || accepts(index, isHeadOfParagraphs ? section : above.section, isParagraph: false)
                || above.section == .unknown && isAmongTold(index)
        else {
            passOver(index, above)
            for (k, child) in paragraphs.enumerated() { paragraph(child, above, ordinal: k + 1, among: .unknown) }
            return
        }
        if let clauses = duties(ofSeveral: index) {
            for clause in clauses {
                var making = Making(lines: node.block.lines)
                read(Block(text: clause, lines: node.block.lines), nil, [], isLed: above.isLed, &making)
                finish(making, above)
            }
            return
        }
        var making = Making(lines: lines(below: index))
        for field in outline.fields(of: index) { read(field: outline.nodes[field], &making) }
        for turn in turns { take(deadline: turn.value, turn.lines, &making) }
        // After an item that is whole, a paragraph about others is an item whose number was forgotten.
        let others =
            hasFields || !endsSentence(node.block.text)
            ? []
            : paragraphs.filter {
                isAboutOthers($0) && !addsOnlyWho($0) || isReport($0)
            }
        // Of several that are told something, each has a task of its own.
        let telling = outline.items(of: index).filter(tellsSomebody)
        let saying = outline.items(of: index).filter(isWhoAlone) + (telling.count == 1 ? telling : [])
        let own = (paragraphs + saying).map { outline.nodes[$0] }.filter { paragraph in
            !isBoilerplate(paragraph.block.words) && !isCapitals(paragraph.block.text)
                && !others.contains { outline.nodes[$0].block.lines == paragraph.block.lines }
        }.map(\.block)
        if own.count < paragraphs.count, saying.isEmpty {
            making.lines = node.block.lines.lowerBound...(own.last ?? node.block).lines.upperBound
        }
        read(node.block, readings[index], own, isLed: above.isLed, &making)
        finish(making, above)
        for (k, child) in others.enumerated() { paragraph(child, above, ordinal: k + 1, among: .tasks) }
    }

    func isAboutOthers(_ index: Int) -> Bool {
        readings[index].hasSubject && accepts(index, .tasks, isParagraph: true)
    }

    /// "Báo cáo kết quả gửi về Sở trước ngày 25/12" after the last of the items is none of its business.
    private func isReport(_ index: Int) -> Bool {
        let words = outline.nodes[index].block.words
        return Self.reports.length(in: words, at: 0) != nil && hasOwnDeadline(words.text)
    }

    mutating func row(_ index: Int, _ above: Above) {
        let block = outline.nodes[index].block
        guard let row = block.row else { return }
        var making = Making(lines: block.lines)
        making.isRow = true
        guard block.words.count >= 2 || row.cells.count > 2 else {
            passedOver.append(block.lines)
            return
        }
        making.doubts += row.doubts
        if row.isNumberMadeUp { making.doubts.append(.madeUpID) }
        for cell in row.cells {
            if cell.column == .deadline {
                take(deadline: cell.text, block.lines, &making)
            } else if let role = cell.column.role {
                take(role: role, cell.text, block.lines, &making)
            }
        }
        guard !isBoilerplate(block.words) else { return passedOver.append(block.lines) }
        read(block, nil, [], isLed: false, &making)
        finish(making, above)
    }

    /// - Parameters:
    ///   - ordinal: its number among its neighbours; nil where it has that of the heading above.
    ///   - isOfOffice: the heading above names an office, and what stands below it is its work.
    mutating func paragraph(
        _ index: Int, _ above: Above, ordinal: Int?, among section: SectionKind, isOfOffice: Bool = false
    ) {
        let block = outline.nodes[index].block
        if above.section == .targets { return target(index, above, ordinal: ordinal) }
        let words = block.words
        let kind = section == .tasks ? above.section == .unknown ? .tasks : above.section : section
        guard above.section != .talk, !isClosingFormula(index),
            accepts(index, kind, isParagraph: true) || isOfOffice && isWork(words)
                || kind == .unknown && followsGiven(index)
        else { return passOver(index, above) }
        if outline.nodes[index].isParagraph { given.insert(index) }
        var here = above
        if let ordinal { here.local = above.local.isEmpty ? "\(ordinal)" : above.local + ".\(ordinal)" }
        // "Chỉ thị này có hiệu lực kể từ ngày ký. Giao …" belongs to no item above it.
        if isBoilerplate(words) || readings[index].isGiven {
            (here.named, here.isLed) = ([], false)
        }
        var making = Making(lines: block.lines)
        read(block, readings[index], [], isLed: here.isLed, &making)
        if ordinal != nil { making.doubts.append(.unmarkedParagraph) }
        finish(making, here)
    }

    func lines(below index: Int) -> ClosedRange<Int> {
        var last = outline.nodes[index].block.lines.upperBound
        var pending = outline.nodes[index].children
        while let child = pending.popLast() {
            last = max(last, outline.nodes[child].block.lines.upperBound)
            pending += outline.nodes[child].children
        }
        return outline.nodes[index].block.lines.lowerBound...last
    }

    // MARK: What it says

    /// After the fields, which say it better.
    /// - Parameters:
    ///   - reading: of its text, where that has been read.
    ///   - isLed: a heading names who leads, so that "Lãnh đạo các cơ quan …" is what is to be done.
    private func read(
        _ block: Block, _ reading: RoleReading?, _ more: [Block], isLed: Bool, _ making: inout Making
    ) {
        let text = takeFields(of: block, reading, &making)
        let isWhole = text == block.text
        let words = isWhole ? block.words : Words(text)
        // Where a field says who, the sentence's own subject is part of what is to be done.
        let isSaid = making.named.contains { $0.0.role == .lead || $0.0.role == .executing }
        let isWork = isSaid || isLed && BodyGrammar.isLeadership(words, 0)
        let reading = isWork ? RoleReading() : isWhole ? reading ?? roles.read(words) : roles.read(words)
        making.isGiven = reading.isGiven
        for named in reading.named where !making.named.contains(where: { $0.0 == named }) {
            making.named.append((named, block.lines))
        }
        for named in isSaid ? [] : roles.embedded(words, from: reading.rest, hasSubject: reading.hasSubject)
        where !making.named.contains(where: { $0.0 == named }) {
            making.named.append((named, block.lines))
        }
        if !isSaid, let first = more.first {
            let next = roles.read(first.words)
            if let who = roles.whoAlone(first.words) {
                for named in who where !making.named.contains(where: { $0.0 == named }) {
                    making.named.append((named, first.lines))
                }
            } else if !reading.hasSubject, next.hasSubject {
                for named in next.named + roles.embedded(first.words, from: next.rest, hasSubject: true)
                where !making.named.contains(where: { $0.0 == named }) {
                    making.named.append((named, first.lines))
                }
            }
        }
        // What a parenthesis says of who and when need not stand in the title too.
        var told = takeParentheses(of: text, block.lines, &making)
        if let found = roles.read(closing: text), !told.contains(found.content) {
            making.closing = (found.named, block.lines)
            told.append(found.content)
        } else if !reading.hasSubject, !isSaid {
            making.closing = (roles.last(words) + more.flatMap { roles.last($0.words) }, block.lines)
        }

        takePhrases(of: text, block, more, &told, &making)
        let rest =
            reading.rest > 0 && reading.rest < words.count
            ? String(words.text[words[reading.rest].range.lowerBound...]) : text
        let (title, isCut) = shortened(without(told, rest), to: Self.longestTitle)
        making.title = upperFirst(title)
        making.isCut = isCut || !more.isEmpty && endsSentence(block.text)
    }

    /// Takes what stands in fields of the paragraph.
    /// - Returns: what is left of it.
    private func takeFields(of block: Block, _ reading: RoleReading?, _ making: inout Making) -> String {
        var text = block.text
        var hidden: [String] = []
        // "Xây dựng kế hoạch. Thời gian: quý II/2022." within one paragraph.
        var last: (role: Role, segment: String)?
        for segment in segments(of: text) {
            guard let field = readField(segment) else {
                // "Cơ quan phối hợp: Sở A; Ban B; UBND huyện C.": the field's own list goes on.
                if let (role, before) = last, collapsed(block.text).contains(before + "; " + segment),
                    BodyGrammar.isNameList(Words(segment))
                {
                    take(role: role, segment, block.lines, &making)
                    hidden.append(segment)
                    last = (role, segment)
                } else {
                    last = nil
                }
                continue
            }
            last = field.column.role.map { ($0, segment) }
            if field.column == .deadline {
                take(deadline: field.value, block.lines, &making)
            } else if let role = field.column.role {
                take(role: role, field.value, block.lines, &making)
            } else {
                continue
            }
            hidden.append(segment)
        }
        for (value, segment) in timesBetweenCommas(text) {
            take(deadline: value, block.lines, &making)
            hidden.append(segment)
        }
        for segment in hidden {
            text = without([segment], text)
            if let range = text.firstRange(of: segment) { text.removeSubrange(range) }
        }
        if !hidden.isEmpty { text = collapsed(text) }
        // "3. Thời gian báo cáo: trước ngày 20" is all that the item says.
        if !text.contains(where: \.isLetter) { text = block.text }

        // "Thống nhất đề xuất của Sở. Giao Sở Y tế …": after what it judges it gives work.
        return laterWork(block.words, reading ?? RoleReading()) ?? text
    }

    /// Takes the bodies that parentheses name.
    /// - Returns: what those parentheses hold.
    private func takeParentheses(of text: String, _ lines: ClosedRange<Int>, _ making: inout Making) -> [String] {
        var told: [String] = []
        for content in parentheses(of: text) {
            for part in content.split(separator: ";") {
                for name in roles.read(parenthesis: String(part)) where !making.named.contains(where: { $0.0 == name })
                {
                    told.append(content)
                    making.named.append((name, lines))
                }
            }
        }
        return told
    }

    /// Takes the deadlines that the paragraphs state, those in parentheses before those in their sentences.
    /// - Parameter told: gets the parentheses that hold any.
    private func takePhrases(
        of text: String, _ block: Block, _ more: [Block], _ told: inout [String], _ making: inout Making
    ) {
        let isDated = !making.phrases.isEmpty
        for block in [block] + more {
            let phrases = deadlines.phrases(inParentheses: block.text)
            for content in parentheses(of: block.text) where phrases.contains(where: content.contains) {
                told.append(content)
            }
            if !isDated { making.phrases += phrases.map { Found($0, block.lines) } }
        }
        // "hằng quý (trước ngày 10 …), báo cáo năm trước ngày 20/12": another day beside them.
        if !isDated, !making.phrases.isEmpty, let last = parentheses(of: text).last,
            let end = text.ranges(of: "(" + last + ")").last?.upperBound
        {
            let rest = String(text[end...])
            let reports = rest.split(separator: ",").map { trimmed(String($0)) }.filter {
                Self.reports.length(in: Words($0, limit: 3), at: 0) != nil
            }
            making.phrases += reports.flatMap { deadlines.phrases(inProse: $0) }.filter {
                $0.contains(where: \.isNumber)
            }.map { Found($0, block.lines) }
        }
        // "(sau khi có kết luận), xong trước 30/3/2025": the date is the deadline, not what is waited for.
        let waits =
            !isDated && !making.phrases.isEmpty
            && making.phrases.allSatisfy { deadlines.read($0.value)?.kind == .awaiting }
            && deadlines.phrases(inProse: text).contains { deadlines.read($0)?.kind == .once }
        if waits { making.phrases = [] }
        if making.phrases.isEmpty {
            for (text, lines) in [(text, block.lines)] + more.map({ ($0.text, $0.lines) }) {
                let found = deadlines.reading(of: withoutNumberedNames(text, making))
                making.phrases += found.phrases.filter { !waits || deadlines.read($0)?.kind != .awaiting }
                    .map { Found($0, lines) }
                making.doubts += found.doubtful.map { .doubtfulDeadline($0) }
            }
            if !making.phrases.isEmpty {
                making.doubts.append(.deadlineFromProse)
            } else if let phrase = ([text] + more.map(\.text)).compactMap(deadlines.unread).first {
                making.doubts.append(.unreadDeadline(phrase))
            }
        }
        // "Trung tâm Giáo dục thường xuyên": a word of a name.
        making.phrases = unique(making.phrases).filter { phrase in
            !making.named.contains { fold($0.0.name).holds(fold(phrase.value)) }
        }
    }

    /// "Công ty 30 tháng 4" names no day.
    private func withoutNumberedNames(_ text: String, _ making: Making) -> String {
        var text = text
        for (named, _) in making.named where named.name.contains(where: \.isNumber) {
            if let range = text.firstRange(of: named.name) { text.removeSubrange(range) }
        }
        return text
    }

    private func unique(_ phrases: [Found<String>]) -> [Found<String>] {
        var seen: Set<Folded> = []
        return Array(phrases.filter { seen.insert(Folded($0.value)).inserted }.prefix(DeadlineFinder.mostPhrases))
    }

    private func read(field node: Outline.Node, _ making: inout Making) {
        guard let field = node.field else { return }
        // "Chủ trì: Sở A; phối hợp: Sở B" on one line.
        for part in fieldParts(node.block.text) {
            if isTimeOfField(part) {
                take(deadline: part, node.block.lines, &making)
                continue
            }
            let field = readField(part) ?? field
            if field.column == .deadline {
                take(deadline: field.value, node.block.lines, &making)
            } else if let role = field.column.role {
                take(role: role, field.value, node.block.lines, &making)
            }
        }
    }

    /// A line of fields, taken apart before each label.
    private func fieldParts(_ text: String) -> [String] {
        var parts: [String] = []
        for part in sentences(text).flatMap({ $0.split(separator: ";") }) {
            if let last = parts.last, readField(String(part)) == nil, !isTimeOfField(trimmed(String(part))) {
                parts[parts.count - 1] = last + ";" + part
            } else {
                parts.append(String(part))
            }
        }
        return parts.map { trimmed($0) }
    }

    /// "Đơn vị chủ trì: Vụ Pháp chế. Thời hạn: Tháng 11/2025.", parted where a label follows.
    private func sentences(_ text: String) -> [Substring] {
        var result: [Substring] = []
        var start = text.startIndex
        for range in text.ranges(of: ". ") where readField(String(text[range.upperBound...])) != nil {
            result.append(text[start..<range.lowerBound])
            start = range.upperBound
        }
        return result + [text[start...]]
    }

    private func take(deadline text: String, _ lines: ClosedRange<Int>, _ making: inout Making) {
        let phrases = deadlines.phrases(inCell: text)
        if phrases.isEmpty {
            if text.contains(where: { $0.isLetter || $0.isNumber }) {
                making.doubts.append(.unreadDeadline(trimmed(text)))
            }
            return
        }
        making.phrases = unique(making.phrases + phrases.map { Found($0, lines) })
    }

    private func take(role: Role, _ text: String, _ lines: ClosedRange<Int>, _ making: inout Making) {
        guard text.contains(where: \.isLetter) else { return }
        // "Chủ trì: Sở A. Phối hợp: Sở B" in a cell.
        let parts = text.contains(":") ? fieldParts(text) : [text]
        let found = parts.flatMap { part -> [RoleReading.Named] in
            guard let field = readField(part), let own = field.column.role else {
                return roles.read(field: part, as: role).named
            }
            return roles.read(field: field.value, as: own).named
        }
        for named in found where !making.named.contains(where: { $0.0 == named }) {
            making.named.append((named, lines))
        }
    }

    // MARK: The task

    /// Those whom the headings name, where the item does not say itself.
    private func inheritBodies(_ above: Above, _ making: inout Making) {
        let hasLead = making.named.contains { $0.0.role == .lead || $0.0.role == .executing }
        var inherits = false
        for (named, lines) in above.named {
            let isLead = named.role == .lead || named.role == .executing
            let isThere = making.named.contains { $0.0 == named || isLead && hasLead && $0.0.name == named.name }
            guard !isThere else { continue }
            if isLead, hasLead {
                // "Giao Văn phòng: - Yêu cầu các đơn vị báo cáo": the office sees to it that others do it.
                if making.isGiven, above.isLed, named.role == .lead || !isCapitals(named.name),
                    !BodyGrammar.isPlural(Words(named.name, limit: 2), 0..<1)
                {
                    making.named.append((.init(role: .directing, name: named.name), lines))
                }
                continue
            }
            // Who a heading's office works with, the item says itself.
            if !isLead, named.role == .coordinating, making.named.contains(where: { $0.0.role == .coordinating }) {
                continue
            }
            making.named.append((named, lines))
            inherits = inherits || isLead
        }
        if inherits { making.doubts.append(.inheritedLead) }
    }

    mutating func finish(_ making: Making, _ above: Above) {
        var making = making
        inheritBodies(above, &making)
        let isLed = making.named.contains { $0.0.role == .lead || $0.0.role == .executing }
        making.named += making.closing.named.filter { !isLed || $0.role == .directing || $0.role == .monitoring }
            .map { ($0, making.closing.lines) }
        if making.phrases.isEmpty, !above.phrases.isEmpty {
            making.phrases = above.phrases
            making.doubts.append(.inheritedDeadline)
        }
        // "xong trong tuần 47": it stays as written, and someone has to say which day is meant.
        for phrase in making.phrases where deadlines.isDateless(phrase.value) {
            making.doubts.append(.unreadDeadline(phrase.value))
        }
        let isDoubted = making.doubts.contains {
            switch $0 {
            case .unreadDeadline, .doubtfulDeadline: true
            default: false
            }
        }
        if making.phrases.isEmpty, !isDoubted { making.doubts.append(.noDeadline) }
        if !making.isTarget, !making.named.contains(where: { $0.0.role == .lead || $0.0.role == .executing }) {
            making.doubts.append(.noLead)
        }
        if making.isCut { making.doubts.append(.shortenedTitle) }
        // What is left of an item that is nothing but who and when.
        guard making.title.contains(where: { $0.isLetter || $0.isNumber }) else {
            passedOver.append(making.lines)
            return
        }
        // In the order of the roles; nobody leads and carries out the same.
        var assignments: [TaskDraft.Assignment] = []
        for role in [Role.directing, .lead, .executing, .coordinating, .monitoring] {
            for (named, lines) in making.named where named.role == role {
                let body = resolver.resolve(named.name, line: lines.lowerBound)
                guard
                    !assignments.contains(where: { $0.body.id == body.id && ($0.role == role || $0.role != .directing) }
                    )
                else { continue }
                assignments.append(.init(role: role, body: body, lines: lines))
            }
        }
        let headings = above.headings.filter { !toldHeadings.contains($0) }
        toldHeadings = above.headings
        let task = TaskDraft(
            id: "", title: making.title, lines: making.lines, assignments: assignments, deadlines: making.phrases,
            target: making.target, isTarget: making.isTarget, tags: above.topic.map { [$0] } ?? [],
            headings: headings.map { Found(headingText($0), outline.nodes[$0].block.lines) }, doubts: making.doubts)
        found.append(
            FoundTask(
                part: above.part, local: above.local, above: above.numbers, isRow: making.isRow, task: task))
    }

    private func headingText(_ index: Int) -> String {
        let block = outline.nodes[index].block
        var number = block.marker?.label ?? block.row?.text(.number) ?? ""
        if block.marker?.kind == .roman, number.hasPrefix("Đ") { number = "Điều " + number.dropFirst() }
        return collapsed((number.isEmpty ? "" : number + ". ") + shortened(block.text, to: 110).text)
    }
}

/// The stretches that full stops, semicolons and parentheses part; colons stay.
private func segments(of text: String) -> [String] {
    parts(of: text, ending: ["."]).filter { $0.utf8.count < text.utf8.count }.map(collapsed).filter { !$0.isEmpty }
}
