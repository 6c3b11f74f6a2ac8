import Dates
import Deadlines
import Programmes
import Synchronization

/// A list of phrases that tasks have, the same for all threads that read a site.
final class PhraseList: Sendable {
    /// The lists are numbered as they are met.
    let number: UInt32
    let phrases: [String]
    /// Empty where they were not cut.
    private let cut: [CutPhrase]

    /// A site says the same again and again; one that does not gains nothing by keeping its phrases cut.
    private static let mostCut = 10_000

    init(_ phrases: UnsafeBufferPointer<UInt8>, number: Int) {
        self.number = UInt32(number)
        self.phrases = phrases.split(separator: 0).map { String(decoding: $0, as: UTF8.self) }
        cut = number < PhraseList.mostCut ? self.phrases.map(CutPhrase.init) : []
    }

    /// - Parameter outline: what they were read as before, in the same context.
    func read(_ outline: Timetable.Outline?, in context: ReadingContext) -> DeadlineReading {
        if let outline { return DeadlineReading(phrases, Timetable(outline, in: context), in: context) }
        return cut.isEmpty ? DeadlineReading(phrases, in: context) : DeadlineReading(phrases, cut: cut, in: context)
    }
}

/// What the phrases of a site were read as, for all threads that read its files: what one has read the others need not.
/// Of 100,000 tasks two threads, each for itself, would read 35,000 lists, and so they read 23,000.
///
/// Asked once for a programme, so that hardly ever one waits for another. Two that come to the same at once both read it.
final class SharedReadings: Sendable {
    private struct Known: ~Copyable {
        var listNumbers = ByteTable()
        var lists: [PhraseList] = []
        var contexts: [Context: UInt32] = [:]
        /// By context and list, both by their numbers.
        var readingNumbers = ByteTable()
        var readings: [DeadlineReading] = []

        func reading(of list: PhraseList, inContext context: UInt32) -> DeadlineReading? {
            withKey(list, context) { readingNumbers.value(of: $0) }.map { readings[Int($0)] }
        }

        mutating func add(_ reading: DeadlineReading, of list: PhraseList, inContext context: UInt32) {
            let number = UInt32(readings.count)
            let known = withKey(list, context) { readingNumbers.value(of: $0, orInsert: number) }
            if known == nil { readings.append(reading) }
        }
    }

    private struct Context: Hashable {
        let issued: Day
        let period: ClosedRange<Int>?
        let issuer: IssuerKind
    }

    private let known = Mutex(Known())

    /// - Parameter phrases: each ended by a zero byte.
    func list(_ phrases: UnsafeBufferPointer<UInt8>) -> PhraseList {
        known.withLock { known in
            let number = known.lists.count
            if let found = known.listNumbers.value(of: phrases, orInsert: UInt32(number)) {
                return known.lists[Int(found)]
            }
            let list = PhraseList(phrases, number: number)
            known.lists.append(list)
            return list
        }
    }

    /// The lists of a programme, read in its context.
    /// - Parameter outlines: what lists were read as before; those of the others are not there.
    func read(
        _ lists: [PhraseList], _ outlines: [Timetable.Outline?], in context: ReadingContext
    ) -> [DeadlineReading] {
        let (number, found) = known.withLock { known in
            let key = Context(issued: context.issued, period: context.period, issuer: context.issuer)
            let number = known.contexts[key] ?? UInt32(known.contexts.count)
            known.contexts[key] = number
            return (number, lists.map { known.reading(of: $0, inContext: number) })
        }
        let readings = lists.indices.map { i in
            found[i] ?? lists[i].read(i < outlines.count ? outlines[i] : nil, in: context)
        }
        known.withLock { known in
            for i in lists.indices where found[i] == nil { known.add(readings[i], of: lists[i], inContext: number) }
        }
        return readings
    }
}

private func withKey<Result>(
    _ list: PhraseList, _ context: UInt32, _ body: (UnsafeBufferPointer<UInt8>) -> Result
) -> Result {
    withUnsafeBytes(of: (context, list.number)) { body($0.bindMemory(to: UInt8.self)) }
}
