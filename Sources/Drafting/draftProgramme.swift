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
    let head = findHead(lines, blocks, today: context.today)
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
    draft.tasks = nameTasks(mergeRepeats(tasks.found, appendix: signed))
    draft.passedOver = tasks.passedOver
    draft.doubts += tasks.remarks
    draft.unknownBodies = resolver.unknown
    return draft
}

/// What stands after the signature: appendices with their tables.
private func appendices(_ blocks: [Block], after end: Int) -> [Block] {
    guard end < blocks.count else { return [] }
    guard let start = blocks[end...].firstIndex(where: { $0.row != nil || $0.marker?.kind == .part }) else { return [] }
    return blocks[start...].filter { !isClosing($0.text) }
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
        let id = plainID(number.value)
        if id.contains(where: \.isNumber) {
            draft.id = id
            return
        }
    }
    let name = plainID(context.name)
    draft.id = name.contains { $0 != "." && $0 != "-" } ? name : "\(draft.issued.year)"
    draft.doubts.append(.guessedID)
}

/// a-z, A-Z, 0-9, '-', '_' and '.', at most 64; diacritics are left out.
private func plainID(_ text: String) -> String {
    var id = ""
    for scalar in text.unicodeScalars {
        if scalar.isASCII, isWordScalar(scalar) || scalar == "." || scalar == "_" {
            id.unicodeScalars.append(scalar)
        } else if let letter = Letter(scalar) {
            let base = letter.base == "đ" ? "d" : String(letter.base)
            id += scalar.properties.isUppercase ? base.uppercased() : base
        } else if Letter.mark(scalar) == nil, id.last != "-", !id.isEmpty {
            id += "-"
        }
    }
    id = String(id.prefix(64))
    while id.last == "-" { id.removeLast() }
    return id
}
