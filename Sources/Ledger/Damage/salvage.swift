public import Dates
internal import Foundation
internal import GRDB
internal import Glibc
public import Planning
internal import RuleLanguage

/// What could be saved of a damaged ledger.
public struct SalvageOutcome: Hashable, Sendable {
    /// Rows that are gone.
    public enum Loss: Hashable, Sendable {
        /// A notice, known from an index: it is not sent again.
        case notice(number: Int64, NoticeIdentity)
        /// Something about this task, programme or file.
        case about(number: Int64, String)
        /// Nothing is known of them: notices among them may be sent again.
        case unknown(ClosedRange<Int64>)
    }

    /// The saved rows as they now stand: what was lost is told as removed, what was garbled as changed.
    public var verdict: ChainVerdict
    /// Where the damaged file was put.
    public var aside: String
    /// What could not be saved.
    public var losses: [Loss]
    /// Notices that the spool, the journal or an index know and no row did: they are in the ledger now.
    public var adopted: [NoticeIdentity]
}

extension Ledger {
    /// Makes a new ledger of every row that can still be read, under its old number and hash, and puts the damaged file
    /// aside. What was lost stays visible: the chain has a gap there for ever.
    ///
    /// It may be killed at any call and begun again.
    /// - Parameters:
    ///   - witness: of the last row that was acknowledged.
    ///   - sent: messages that are known to have gone out, from the spool and the journal.
    /// - Returns: nil where nothing is wrong with the file.
    /// - Throws: ``LedgerError/inUse(path:process:)`` while somebody writes; ``LedgerError/beyondSalvage(path:)`` where
    ///   nothing at all can be read: the file is then as it was; ``LedgerError/failed(path:detail:)`` where the device
    ///   fails.
    public static func salvage(
        in folder: String, at now: Instant, witness: Witness? = nil, sent: () -> [MessageRecord] = { [] }
    ) throws(LedgerError) -> SalvageOutcome? {
        let path = folder + "/" + fileName
        let lock = try WriterLock(path: folder + "/ledger.lock", ledger: path)
        defer { withExtendedLifetime(lock) {} }
        try finishReplacement(of: path)
        guard access(path, F_OK) == 0 else { throw LedgerError.missing(path: path) }
        if try isWhole(path) { return nil }

        let remains = try Remains(of: path)
        let rows = chooseRows(remains)
        guard !rows.isEmpty else { throw .beyondSalvage(path: path) }
        var losses: [SalvageOutcome.Loss] = []
        var adopted: [NoticeIdentity] = []
        var end: (number: Int64, hash: [UInt8]) = (0, [])
        let (statement, sent) = (witness?.read(), sent())
        let draft = try draftLedger(path) { target in
            let rescue = Rescue(remains, target)
            let saved = try rescue.insert(rows)
            end = try rescue.setHead(after: rows, statement)
            losses = remains.losses(saved, through: end.number)
            var appender = RowAppender(target, HashChain(number: end.number, hash: end.hash))
            adopted = try appender.adopt(sent + remains.messages(of: losses, at: now), at: now)
            end = (appender.chain.number, appender.chain.hash)
            try rescue.finish(saved, end.number, statement)
        }
        guard let aside = try keepAside(path, as: "damaged-\(now.seconds)") else { throw .missing(path: path) }
        try replace(path, by: draft)
        let ledger = try Ledger(in: folder, access: .read)
        witness?.write(
            Witness.Statement(number: end.number, hash: SHA256.hex(end.hash), at: now, siteName: try ledger.siteName()))
        return SalvageOutcome(verdict: try ledger.verify(), aside: aside, losses: losses, adopted: adopted)
    }

    /// Everything that a start looks at is as it should be.
    private static func isWhole(_ path: String) throws(LedgerError) -> Bool {
        do {
            let reader = try openForReading(path)
            defer { try? retire(reader) }
            return try translating(path) {
                try reader.read { db in
                    try checkStructure(db, path: path).isEmpty && checkSchema(db).isEmpty
                        && checkRecentRows(db).faults.isEmpty && checkHints(db).isEmpty && areAllReadable(db)
                }
            }
        } catch .damaged {
            return false
        }
    }

    private static func areAllReadable(_ db: Database) throws -> Bool {
        var isReadable = true
        try scan(db, LedgerTable.allCases.map { RowSelection($0) }) { table, _, columns, _ in
            if decode(table, columns, messageID: { _ in "" }) == nil { isReadable = false }
        }
        return isReadable
    }
}

/// Carries what remains to a new database.
private struct Rescue {
    private let remains: Remains
    private let target: Database

    init(_ remains: Remains, _ target: Database) {
        self.remains = remains
        self.target = target
    }

    /// - Returns: the numbers of the rows that found a place, with their tables.
    func insert(_ rows: [SavedRow]) throws -> [Int64: LedgerTable] {
        var saved: [Int64: LedgerTable] = [:]
        for row in rows {
            let values: [DatabaseValue] = [row.number.databaseValue, Data(row.hash).databaseValue]
            let arguments = StatementArguments(values + row.columns.map(\.databaseValue))
            // A garbled row may say what another says.
            guard (try? target.cachedStatement(sql: row.table.insertion).execute(arguments: arguments)) != nil else {
                continue
            }
            saved[row.number] = row.table
        }
        return saved
    }

    /// The last row that there was, as the head or the witness knows it, and at least the last that was saved.
    func setHead(
        after rows: [SavedRow], _ witness: Witness.Statement?
    ) throws -> (number: Int64, hash: [UInt8]) {
        var end: (number: Int64, hash: [UInt8]) = rows.last.map { ($0.number, $0.hash) } ?? (0, HashChain.zero)
        let others = [remains.head, witness.flatMap { known in bytes(ofHex: known.hash).map { (known.number, $0) } }]
        for case let other? in others where other.number > end.number && other.number - end.number <= Remains.largestGap
        {
            end = other
        }
        try target.execute(sql: "UPDATE head SET number = ?, hash = ?", arguments: [end.number, Data(end.hash)])
        return end
    }

    func finish(_ saved: [Int64: LedgerTable], _ end: Int64, _ witness: Witness.Statement?) throws {
        let known = remains.siteName.flatMap { $0.utf8.count == 16 && $0.allSatisfy(\.isHexDigit) ? $0 : nil }
        if let name = known ?? witness?.siteName {
            try target.execute(sql: "UPDATE site SET name = ?", arguments: [name])
        }
        // The gaps are known.
        try target.execute(sql: "UPDATE site SET checked = ?", arguments: [end])
        try saveDeliveries(saved)
        try saveRequests(saved)
    }

    /// The ids under which reports that were saved may be asked about again; of an earlier version they have no seal, and
    /// an index of other names looks alike.
    private func saveRequests(_ saved: [Int64: LedgerTable]) throws {
        for request in remains.requests where saved[request.number] == .reports {
            guard let hash = try hash(target, ofRow: request.number) else { continue }
            let seal = sealOfRequest(request.id, number: request.number, report: hash)
            guard request.seal == nil || request.seal == seal else { continue }
            try target.execute(
                sql: "INSERT OR IGNORE INTO requests (id, number, seal) VALUES (?, ?, ?)",
                arguments: [request.id, request.number, Data(seal)])
        }
    }

    /// How far decisions came. Messages and notices of which that is lost are taken to have gone where they should, but for
    /// the last.
    private func saveDeliveries(_ saved: [Int64: LedgerTable]) throws {
        let sent = saved.filter { $0.value == .messages || $0.value == .notices }.keys.sorted()
        var blocks: [ClosedRange<Int64>] = []
        for number in sent {
            if let last = blocks.last, last.upperBound + 1 == number, remains.deliveries[number] == nil,
                remains.deliveries[last.lowerBound]?.first != last.upperBound
            {
                blocks[blocks.count - 1] = last.lowerBound...number
            } else {
                blocks.append(number...number)
            }
        }
        for block in blocks {
            // A notice without its message cannot be looked for.
            let isWhole = saved[block.lowerBound] == .messages
            let known = remains.deliveries[block.lowerBound].flatMap { $0[0] == block.upperBound ? $0 : nil }
            let isLast = isWhole && block == blocks.last
            let marks = known.map { Array($0[1...]) } ?? (isLast ? [0, 0] : [1, 1])
            let isSound = isWhole && (0...1).contains(marks[0]) && (0...2).contains(marks[1])
            try target.execute(
                sql: "INSERT OR IGNORE INTO deliveries VALUES (?, ?, ?, ?)",
                arguments: [block.lowerBound, block.upperBound, isSound ? marks[0] : 1, isSound ? marks[1] : 1])
        }
    }
}

extension Remains {
    /// What is not among the rows that were saved.
    fileprivate func losses(_ saved: [Int64: LedgerTable], through end: Int64) -> [SalvageOutcome.Loss] {
        var losses: [SalvageOutcome.Loss] = []
        for number in 1...max(1, end) where saved[number] == nil && end >= 1 {
            if let identity = identities[number] {
                losses.append(.notice(number: number, identity))
            } else if let name = names[number] {
                losses.append(.about(number: number, name))
            } else if case .unknown(let range)? = losses.last, range.upperBound + 1 == number {
                losses[losses.count - 1] = .unknown(range.lowerBound...number)
            } else {
                losses.append(.unknown(number...number))
            }
        }
        return losses
    }

    /// Stands for the messages of notices of which an index alone knows.
    fileprivate func messages(of losses: [SalvageOutcome.Loss], at now: Instant) -> [MessageRecord] {
        losses.compactMap { loss in
            guard case .notice(let number, let identity) = loss else { return nil }
            let notice = NoticeRecord(sent: identity, at: now)
            return MessageRecord(
                messageID: "", recipient: identity.recipient, fileName: "lost-\(number)", notices: [notice])
        }
    }
}

extension NoticeRecord {
    /// One of which little more is known than that it was sent.
    public init(sent identity: NoticeIdentity, at: Instant) {
        self.init(
            identity: identity, kind: identity.task.isEmpty ? .digest : .reminder, at: at, nominal: at,
            start: Zone.vietnam.day(at: at), due: nil, prudentDue: nil, legalDue: nil, role: nil, superiorOf: nil,
            late: false, severity: .notice, daysLeft: nil, ruleFile: "", ruleLine: 0, ruleSet: "", text: "")
    }
}

/// Of 64 hexadecimal digits.
func bytes(ofHex text: String) -> [UInt8]? {
    let digits = Array(text.utf8)
    guard digits.count == 64 else { return nil }
    return stride(from: 0, to: 64, by: 2).map { UInt8(text.dropFirst($0).prefix(2), radix: 16) ?? 0 }
}
