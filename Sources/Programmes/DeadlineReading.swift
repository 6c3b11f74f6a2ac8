public import Dates
public import Deadlines

/// A list of phrases and what it was read as in one context: made once, however many tasks and programmes have it.
///
/// Two are equal where the phrases are, byte by byte, and what differs between the contexts of one site's programmes.
public final class DeadlineReading: Hashable, Sendable {
    /// In the order written, as written.
    public let phrases: [String]
    /// The occurrences of all phrases together, in parts.
    public let timetable: Timetable
    /// Why phrases have no reading, where that is so of some: of each phrase, nil for the others.
    public let errors: [ReadingNote?]?
    /// Of the context what differs from one programme of a site to another.
    public let issued: Day
    /// The years in which a missing year is looked for; nil where the programme states none.
    public let period: ClosedRange<Int>?
    /// By whose terms of office "cả nhiệm kỳ" is read.
    public let issuer: IssuerKind
    /// Of the bytes: what `String` hashes is their canonical form, which takes far longer.
    public let fingerprint: UInt64

    /// Reads each phrase, which is dear: readings are made once and shared.
    public convenience init(_ phrases: [String], in context: ReadingContext) {
        self.init(phrases, phrases.map { readDeadline($0, in: context) }, context)
    }

    /// - Parameter cut: the phrases, cut by who reads them in many contexts.
    public convenience init(_ phrases: [String], cut: [CutPhrase], in context: ReadingContext) {
        self.init(phrases, cut.map { $0.read(in: context) }, context)
    }

    private convenience init(_ phrases: [String], _ deadlines: [Deadline], _ context: ReadingContext) {
        // By index: a closure over the elements would copy each.
        let isReadable = deadlines.indices.allSatisfy { deadlines[$0].kind != .unreadable }
        self.init(
            phrases, Timetable(deadlines, in: context), in: context,
            errors: isReadable ? nil : deadlines.map { $0.kind == .unreadable ? $0.error : nil })
    }

    /// - Parameter timetable: what they were read as before, without errors.
    public init(
        _ phrases: [String], _ timetable: Timetable, in context: ReadingContext, errors: [ReadingNote?]? = nil
    ) {
        self.phrases = phrases
        self.timetable = timetable
        self.errors = errors
        issued = context.issued
        period = context.period
        issuer = context.issuer
        // FNV-1a, 64 bits.
        var hash: UInt64 = 0xCBF2_9CE4_8422_2325
        for phrase in phrases {
            var phrase = phrase
            phrase.withUTF8 { for byte in $0 { hash = (hash ^ UInt64(byte)) &* 0x100_0000_01B3 } }
            hash = (hash ^ 0xFF) &* 0x100_0000_01B3
        }
        fingerprint = hash ^ UInt64(bitPattern: Int64(issued.number)) << 40
    }

    /// By phrases and context; what they were read as follows from these within one site.
    public static func == (a: DeadlineReading, b: DeadlineReading) -> Bool {
        a === b
            || a.fingerprint == b.fingerprint && a.issued == b.issued && a.period == b.period && a.issuer == b.issuer
                && a.phrases.elementsEqual(b.phrases) { ByteText($0) == ByteText($1) }
    }

    /// The ``fingerprint``, which has the phrases and the day of issue.
    public func hash(into hasher: inout Hasher) { hasher.combine(fingerprint) }
}
