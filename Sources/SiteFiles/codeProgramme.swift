import Dates
import Deadlines
import Diagnostics
import Planning
import Programmes

/// Writes a programme as it was read. What its phrases were read as is left out: it follows from them.
func encode(_ read: ReadProgramme, _ programme: Programme, to cache: inout CacheWriter) {
    cache.text(programme.id)
    cache.text(programme.title)
    cache.optional(programme.number)
    cache.number(programme.issued.number)
    cache.number(programme.issuer?.rawValue ?? .max)
    cache.number(Int32(programme.period?.lowerBound ?? 0))
    cache.number(Int32(programme.period?.upperBound ?? -1))
    cache.number(programme.since?.number ?? .max)
    cache.list(programme.deadlines) { cache, phrases in
        cache.text(phrases.flatMap { Array($0.utf8) + [0] })
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

private func encode(_ extra: OfficeTask.Extra, to cache: inout CacheWriter) {
    cache.optional(extra.after)
    cache.optional(extra.event)
    cache.optional(extra.target?.metric)
    cache.number(Int64(extra.target?.milli ?? 0))
    cache.optional(extra.target?.unit)
}

/// Reads a programme that ``encode(_:_:to:)`` wrote, and its phrases anew.
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
    var lists: [UInt32] = []
    let count = cache.list { cache in shared.index(ofPhrases: cache.text(), in: &lists) }.count
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
    guard cache.isAtEnd, count == lists.count, isIssued else { return nil }

    var programme = Programme(
        id: id, title: title, number: number, issued: issued, issuer: issuer == .max ? nil : BodyIndex(Int(issuer)),
        period: 1900 <= first && first <= last ? first...last : nil, since: since, tagSets: tagSets, path: path)
    programme.tasks = tasks
    programme.setDeadlines(shared.read(lists, in: ReadingContext(programme, in: shared.site)))
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
    return OfficeTask.Extra(
        target: metric.map { Target(metric: $0, milli: milli, unit: unit) }, after: after, event: event)
}
