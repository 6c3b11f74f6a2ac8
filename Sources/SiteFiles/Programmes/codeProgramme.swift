import Bytes
import Dates
import Deadlines
import Diagnostics
import Planning
import Programmes

/// Writes a programme as it was read. Of its phrases those that recur or wait for an event are to be read anew.
func encode(_ read: ReadProgramme, _ programme: Programme, _ calendar: WorkCalendar, to cache: inout CacheWriter) {
    cache.text(programme.id)
    cache.text(programme.title)
    cache.optional(programme.number)
    cache.number(programme.issued.number)
    cache.number(programme.issuer?.rawValue ?? .max)
    cache.number(Int32(programme.period?.lowerBound ?? 0))
    cache.number(Int32(programme.period?.upperBound ?? -1))
    cache.number(programme.since?.number ?? .max)
    cache.number(programme.completion.rawValue)
    cache.number(programme.confirmation.rawValue)
    encode(programme.contact, to: &cache)
    cache.list(programme.deadlines) { cache, phrases in
        cache.text(phrases.flatMap { Array($0.utf8) + [0] })
    }
    cache.list(programme.readings) { cache, reading in
        encode(reading.errors == nil ? reading.timetable.outline(in: calendar) : nil, to: &cache)
    }
    cache.list(programme.tagSets) { cache, tags in cache.list(tags) { $0.text($1) } }
    cache.list(programme.tasks.extras) { cache, extra in encode(extra, to: &cache) }
    programme.tasks.forEachColumn { cache.raw($0) }
    cache.list(read.references) { cache, reference in
        cache.number(UInt32(reference.task))
        cache.text(reference.after)
        encode(reference.span, to: &cache)
    }
    encode(read.idSpan, to: &cache)
}

private func encode(_ span: Span, to cache: inout CacheWriter) {
    cache.number(UInt32(span.start))
    cache.number(UInt32(span.end))
}

private func encode(_ outline: Timetable.Outline?, to cache: inout CacheWriter) {
    guard let outline else { return cache.number(Written.nothing.rawValue) }
    cache.number((outline.isCompound ? Written.compound : .dates).rawValue)
    cache.list(outline.parts) { cache, part in
        cache.number(UInt8(DeadlineKind.allCases.firstIndex(of: part.kind) ?? 0))
        cache.number(part.start.number)
        cache.number((part.due ?? .missing).number)
        cache.number(part.dueTime?.seconds ?? -1)
    }
}

extension Day {
    /// Stands for no day.
    fileprivate static let missing = Day(number: .max)
}

/// What stands of a reading.
private enum Written: UInt8 { case nothing, dates, compound }

private func decodeOutline(_ cache: inout CacheReader) -> Timetable.Outline? {
    switch Written(rawValue: cache.number(UInt8.self)) {
    case nil: cache.refuse()
    case .nothing: break
    case .some(let written):
        let parts = cache.list { cache -> Timetable.Outline.Part in
            let kind = Int(cache.number(UInt8.self))
            let (start, due) = (Day(number: cache.number(Int32.self)), Day(number: cache.number(Int32.self)))
            let time = TimeOfDay(secondsOfDay: cache.number(Int32.self))
            guard kind < DeadlineKind.allCases.count, Day.range.contains(start),
                due == .missing || Day.range.contains(due)
            else {
                cache.refuse()
                return Timetable.Outline.Part(kind: .unreadable, start: start, due: nil, dueTime: nil)
            }
            return Timetable.Outline.Part(
                kind: DeadlineKind.allCases[kind], start: start, due: due == .missing ? nil : due, dueTime: time)
        }
        return Timetable.Outline(isCompound: written == .compound, parts: parts)
    }
    return nil
}

private func encode(_ extra: OfficeTask.Extra, to cache: inout CacheWriter) {
    cache.optional(extra.after)
    cache.optional(extra.event)
    cache.optional(extra.target?.metric)
    cache.number(Int64(extra.target?.milli ?? 0))
    cache.optional(extra.target?.unit)
    cache.number(extra.completion?.rawValue ?? .max)
    cache.number(extra.confirmation?.rawValue ?? .max)
    encode(extra.officer, to: &cache)
    cache.optional(extra.was)
}

private func encode(_ person: Person?, to cache: inout CacheWriter) {
    cache.optional(person?.name)
    guard let person else { return }
    cache.optional(person.phone)
    cache.optional(person.email)
    // On a line each; an address has no line breaks.
    cache.optional(
        person.outlets.isEmpty
            ? nil
            : person.outlets.map {
                "\($0.span.start) \($0.span.end) \($0.outlet)" + ($0.address.map { " " + $0 } ?? "")
            }
            .joined(separator: "\n"))
}

private func decodePerson(_ cache: inout CacheReader) -> Person? {
    guard let name = cache.optional() else { return nil }
    let phone = cache.optional()
    let email = cache.optional()
    let outlets = cache.optional()?.split(separator: "\n").compactMap { line -> OutletChoice? in
        let words = line.split(separator: " ", maxSplits: 3).map { String($0) }
        guard words.count >= 3, let start = Int(words[0]), let end = Int(words[1]), 0 <= start, start <= end else {
            return nil
        }
        return OutletChoice(outlet: words[2], address: words.count == 4 ? words[3] : nil, span: Span(start, end))
    }
    return Person(name: name, phone: phone, email: email, outlets: outlets ?? [])
}

/// Reads a programme that ``encode(_:_:_:to:)`` wrote.
/// - Parameters:
///   - path: of its file.
///   - size: of its file, in bytes.
/// - Returns: nil where the bytes are not those of a programme of this site.
func decodeProgramme(_ bytes: UnsafeRawBufferPointer, path: String, size: Int, _ shared: SharedTexts) -> ReadProgramme?
{
    var cache = CacheReader(bytes)
    shared.beginProgramme()
    let id = cache.string()
    let title = cache.string()
    let number = cache.optional()
    guard isProgrammeID(id), let issued = cache.day() else { return nil }
    let issuer = cache.number(UInt32.self)
    let (first, last) = (Int(cache.number(Int32.self)), Int(cache.number(Int32.self)))
    let since = cache.day()
    let completion = Completion(rawValue: cache.number(UInt8.self))
    let confirmation = Confirmation(rawValue: cache.number(UInt8.self))
    let contact = decodePerson(&cache)
    var lists: [UInt32] = []
    let count = cache.list { cache in shared.index(ofPhrases: cache.text(), in: &lists) }.count
    let outlines = cache.list { decodeOutline(&$0) }
    let tagSets = cache.list { cache in
        shared.set(ofTags: cache.list { shared.number(ofCachedTag: $0.text()) })
    }
    let extras = cache.list { decodeExtra(&$0) }
    let limits = TaskList.Limits(
        deadlines: lists.count, tagSets: tagSets.count, bodies: shared.site.bodies.count, size: size)
    let tasks = TaskList(extras: extras, within: limits) { cache.raw() }
    guard let tasks else { return nil }
    let references = cache.list { cache -> TaskReference in
        let task = cache.index(below: tasks.count)
        let after = cache.string()
        return TaskReference(task: task, after: after, span: cache.span(within: size))
    }
    let idSpan = cache.span(within: size)
    let isIssued = issuer == .max || Int(issuer) < shared.site.bodies.count
    guard cache.isAtEnd, count == lists.count, isIssued, let completion, let confirmation else { return nil }

    var programme = Programme(
        id: id, title: title, number: number, issued: issued, issuer: issuer == .max ? nil : BodyIndex(Int(issuer)),
        period: 1900 <= first && first <= last ? first...last : nil, since: since,
        completion: completion, confirmation: confirmation, contact: contact, tagSets: tagSets, path: path)
    programme.tasks = tasks
    programme.setDeadlines(shared.read(lists, outlines, in: ReadingContext(programme, in: shared.site)))
    return ReadProgramme(
        programme: programme, idSpan: idSpan, references: references, report: FileReport(path: path))
}

extension CacheReader {
    fileprivate mutating func span(within size: Int) -> Span {
        let start = index(below: size + 1)
        let end = index(below: size + 1)
        if end < start { refuse() }
        return Span(start, max(start, end))
    }

    fileprivate mutating func day() -> Day? {
        let day = Day(number: number(Int32.self))
        return Day.range.contains(day) ? day : nil
    }
}

private func decodeExtra(_ cache: inout CacheReader) -> OfficeTask.Extra {
    let (after, event, metric) = (cache.optional(), cache.optional(), cache.optional())
    let milli = Int(cache.number(Int64.self))
    let unit = cache.optional()
    let completion = Completion(rawValue: cache.number(UInt8.self))
    let confirmation = Confirmation(rawValue: cache.number(UInt8.self))
    let officer = decodePerson(&cache)
    return OfficeTask.Extra(
        target: metric.map { Target(metric: $0, milli: milli, unit: unit) }, after: after, event: event,
        completion: completion, confirmation: confirmation, officer: officer, was: cache.optional())
}
