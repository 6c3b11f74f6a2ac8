import Dates
import Deadlines
import Diagnostics
import Programmes

/// Drafts a programme from the text of a document. Total: of any text it makes something, and says what it is unsure of.
///
/// - Parameter text: as a converter or the clipboard gave it: any line ends, wrapped or not, composed or not, with or
///   without Markdown's signs, tables drawn, set in columns, parted by tabs or a cell a line.
public func draftProgramme(_ text: String, in context: DraftingContext) -> Draft {
    let lines = readLines(text)
    let blocks = gatherBlocks(lines)
    var head = findHead(lines, blocks, today: context.today)
    if let envelope = context.envelope { head.take(envelope) }
    var draft = Draft(
        id: "", title: head.title, number: head.number, issued: context.today, issuedLines: nil, issuer: nil,
        period: head.period,
        recipients: head.recipients, tasks: [], doubts: [], unknownBodies: [], passedOver: [])
    setIssue(&draft, head, context)
    setID(&draft, head, context)
    if head.title == nil { draft.doubts.append(.noTitle) }
    if head.number == nil {
        draft.doubts.append(.noNumber)
    } else if head.isNumberIncomplete {
        draft.doubts.append(.incompleteNumber)
    }

    var resolver = BodyResolver(context.bodies)
    if let issuer = head.issuer {
        draft.issuer = Found(resolver.resolve(issuer.value, line: issuer.lines.lowerBound), issuer.lines)
    } else {
        draft.doubts.append(.noIssuer)
    }
    let finder = DeadlineFinder(
        ReadingContext(
            issued: draft.issued, period: draft.period?.value,
            issuer: IssuerKind(ofDocument: draft.number?.value ?? draft.id), policy: context.policy,
            calendar: context.calendar, terms: context.terms))
    var body = Array(blocks[head.bodyStart..<max(head.bodyStart, head.bodyEnd)])
    body += appendices(blocks, after: head.bodyEnd)
    var tasks = TaskFinder(outline: Outline(body), deadlines: finder, resolver: resolver, period: draft.period)
    tasks.find()
    resolver = tasks.resolver
    let signed = head.bodyEnd < blocks.count ? blocks[head.bodyEnd].lines.lowerBound : nil
    draft.doubts += body.flatMap(\.doubts)
    draft.tasks = nameTasks(mergeRepeats(tasks.found, appendix: signed))
    draft.passedOver = tasks.passedOver
    draft.doubts += tasks.remarks
    if let envelope = context.envelope { answer(envelope, &draft, &resolver) }
    draft.unknownBodies = resolver.unknown
    return draft
}

/// What has no deadline is to be answered by the envelope's date; where no text gives work, its subject does.
private func answer(_ envelope: Envelope, _ draft: inout Draft, _ resolver: inout BodyResolver) {
    let due = envelope.due.map { Found("chậm nhất ngày \($0.dayMonthYear)", 1...1) }
    if draft.tasks.isEmpty, let subject = envelope.subject {
        let leads = envelope.recipients.prefix(20).map { name in
            TaskDraft.Assignment(role: .lead, body: resolver.resolve(name, line: 1), lines: 1...1)
        }
        draft.tasks = [
            TaskDraft(
                id: "1", title: shortened(subject, to: TaskFinder.longestTitle).text, lines: 1...1, assignments: leads,
                deadlines: due.map { [$0] } ?? [], target: nil, isTarget: false, tags: [], headings: [],
                doubts: [.envelopeAlone] + (due == nil ? [.noDeadline] : []))
        ]
        return
    }
    guard let due else { return }
    for i in draft.tasks.indices where draft.tasks[i].deadlines.isEmpty && draft.tasks[i].doubts.contains(.noDeadline) {
        draft.tasks[i].deadlines = [due]
        draft.tasks[i].doubts.removeAll { $0 == .noDeadline }
        draft.tasks[i].doubts.append(.envelopeDeadline)
    }
}

extension DocumentHead {
    /// What the envelope says of the document holds.
    fileprivate mutating func take(_ envelope: Envelope) {
        if let number = envelope.number {
            self.number = Found(number, 1...1)
            isNumberIncomplete = false
        }
        if let issued = envelope.issued { self.issued = Found(issued, 1...1) }
        if let issuer = envelope.issuer { self.issuer = Found(issuer, 1...1) }
        if title == nil, let subject = envelope.subject { title = Found(subject, 1...1) }
    }
}

/// What stands after the signature: appendices with their tables, the plan that a decision issues, each up to a
/// signature of its own.
private func appendices(_ blocks: [Block], after end: Int) -> [Block] {
    guard end < blocks.count else { return [] }
    var isWithin = false
    var result: [Block] = []
    for block in blocks[end...] {
        if isClosing(block.text) {
            // Above a table's next rows it is a line of the page.
            isWithin = isWithin && block.row != nil
        } else if beginsAppendix(block) {
            isWithin = true
        }
        if isWithin { result.append(block) }
    }
    return result
}

/// A table, a part, "KẾ HOẠCH" in capitals: none of them stands in a signature or among those whom a document goes to.
private func beginsAppendix(_ block: Block) -> Bool {
    block.row != nil || block.marker.map { $0.kind <= .roman } ?? isKindHeading(block)
}

private func setIssue(_ draft: inout Draft, _ head: DocumentHead, _ context: DraftingContext) {
    if let given = context.issued {
        draft.issued = given
    } else if let issued = head.issued {
        draft.issued = issued.value
        draft.issuedLines = issued.lines
    } else if let month = head.month, let day = Day(year: month.value.year, month: month.value.month, day: 1) {
        draft.issued = day
        draft.doubts.append(.noDate(assumed: .month, lines: month.lines))
    } else if let cited = head.latestCitation {
        draft.issued = cited.value
        draft.doubts.append(.noDate(assumed: .latestCitation, lines: cited.lines))
    } else if let first = head.firstDeadline, first.value <= context.today {
        draft.issued = first.value - 1
        draft.doubts.append(.noDate(assumed: .beforeFirstDeadline, lines: first.lines))
    } else if let year = draft.period?.value.lowerBound, let day = Day(year: year, month: 1, day: 1) {
        draft.issued = day
        draft.doubts.append(.noDate(assumed: .firstYear, lines: draft.period?.lines))
    } else {
        draft.doubts.append(.noDate(assumed: .today, lines: nil))
    }
}

/// "16-CTr/ĐUK" gives "16-CTr-DUK"; without a number the file's name.
private func setID(_ draft: inout Draft, _ head: DocumentHead, _ context: DraftingContext) {
    if let id = context.id {
        draft.id = id
        return
    }
    if let number = head.number, !head.isNumberIncomplete {
        let id = plainProgrammeID(number.value)
        if id.contains(where: \.isNumber) {
            draft.id = id
            return
        }
    }
    let name = plainProgrammeID(context.name)
    draft.id = name.contains { $0 != "." && $0 != "-" } ? name : "\(draft.issued.year)"
    draft.doubts.append(.guessedID)
}
