public import Bytes
import Dates
import Programmes

/// What a snapshot is, as bytes: the same rows give the same bytes.
extension LedgerSnapshot {
    /// Of what was written by another version nothing is read.
    public static let format: UInt32 = 3

    public func encode(to writer: inout CacheWriter) {
        let settled = settled()
        writer.list(settled.loads) {
            $0.text($1.programme)
            $0.number($1.at.seconds)
        }
        writer.instant(settled.lastReport)
        writer.instant(settled.lastDecision)
        writer.instant(settled.latestDecision)
        writer.number(UInt32(settled.reportCount))
        writer.number(UInt32(settled.renamingCount))
        writer.list(settled.events) {
            $0.number(UInt32($1.order))
            $0.text($1.name)
            $0.number($1.day?.number ?? .min)
            $0.number($1.at.seconds)
        }
        settled.encodeDecided(to: &writer)
        writer.names(settled.programmes)
        for (history, content) in zip(settled.histories, settled.contents()) {
            if let sealed = history.sealed {
                sealed.withUnsafeBytes { writer.raw($0) }
            } else {
                var own = CacheWriter()
                content.encode(to: &own)
                own.bytes.withUnsafeBytes { writer.raw($0) }
            }
        }
    }

    /// What is decided of no programme alone, and the names that have numbers.
    private func encodeDecided(to writer: inout CacheWriter) {
        writer.names(decided.occurrenceNames)
        writer.names(decided.ruleNames)
        writer.names(decided.bodyNames)
        writer.list(decided.digestMarks.sorted { $0.key < $1.key }) { writer, entry in
            writer.text(entry.key)
            writer.number(entry.value.nominal.seconds)
            writer.list(entry.value.cycles.sorted()) { $0.text($1) }
        }
        let counts = counts.sorted { ($0.key.kind.rawValue, $0.key.rule) < ($1.key.kind.rawValue, $1.key.rule) }
        writer.list(counts) { writer, entry in
            writer.number(UInt8(NoticeKind.allCases.firstIndex(of: entry.key.kind) ?? 0))
            writer.number(entry.key.rule)
            writer.number(Int64(entry.value.count))
            writer.number(Int64(entry.value.late))
        }
    }

    /// Reads what ``encode(to:)`` wrote: of the programmes where they are. nil where it cannot be that.
    public init?(reading bytes: ArraySlice<UInt8>) {
        self.init()
        let isWhole = bytes.withUnsafeBytes { all in
            var reader = CacheReader(all)
            decode(from: &reader)
            for _ in programmes.all {
                let part = reader.raw()
                let start = bytes.startIndex + reader.position - part.count
                var history = History()
                history.sealed = bytes[start..<start + part.count]
                histories.append(history)
            }
            return reader.isAtEnd
        }
        guard isWhole else { return nil }
    }

    private mutating func decode(from reader: inout CacheReader) {
        loads = reader.list { ($0.string(), Instant(seconds: $0.number(Int64.self))) }
        lastReport = reader.instant()
        lastDecision = reader.instant()
        latestDecision = reader.instant()
        reportCount = Int(reader.number(UInt32.self))
        renamingCount = Int(reader.number(UInt32.self))
        events = reader.list { reader in
            let (order, name) = (Int(reader.number(UInt32.self)), reader.string())
            let day = reader.number(Int32.self)
            let at = Instant(seconds: reader.number(Int64.self))
            if day != .min, !Day.isNumber(day) || !at.hasDay { reader.refuse() }
            return EventRow(
                order: order, name: name, day: day == .min || reader.isBroken ? nil : Day(number: day), at: at)
        }
        decided.occurrenceNames = reader.names()
        decided.ruleNames = reader.names()
        decided.bodyNames = reader.names()
        let digests = reader.list { reader in
            let name = reader.string()
            let nominal = Instant(seconds: reader.number(Int64.self))
            return (name, DigestMark(nominal: nominal, cycles: Set(reader.list { $0.string() })))
        }
        decided.digestMarks = Dictionary(digests, uniquingKeysWith: { first, _ in first })
        let all: [(CountedKind, NoticeCount)] = reader.list { reader in
            let kind = NoticeKind.allCases[min(Int(reader.number(UInt8.self)), NoticeKind.allCases.count - 1)]
            let rule = UInt32(reader.index(below: decided.ruleNames.all.count))
            let (count, late) = (Int(reader.number(Int64.self)), Int(reader.number(Int64.self)))
            return (
                CountedKind(kind: kind, rule: rule),
                NoticeCount(kind: kind, rule: reader.isBroken ? "" : decided.ruleNames[rule], count: count, late: late)
            )
        }
        counts = Dictionary(all, uniquingKeysWith: { first, _ in first })
        programmes = reader.names()
    }
}

extension CacheWriter {
    fileprivate mutating func names(_ names: Interner) {
        list(names.all) { $0.text($1) }
        column(names.areFound)
    }

    fileprivate mutating func instant(_ instant: Instant?) {
        number(UInt8(instant == nil ? 0 : 1))
        number(instant?.seconds ?? 0)
    }
}

extension CacheReader {
    fileprivate mutating func names() -> Interner {
        let all = list { $0.string() }
        let areFound = column(UInt8.self)
        guard areFound.count == all.count else {
            refuse()
            return Interner()
        }
        return Interner(all, areFound)
    }

    fileprivate mutating func instant() -> Instant? {
        let isThere = number(UInt8.self) != 0
        let seconds = number(Int64.self)
        return isThere ? Instant(seconds: seconds) : nil
    }
}
