public import Dates
internal import Glibc
public import Planning
internal import Synchronization

/// A ledger in PostgreSQL, which several hosts share: one leads, and alone adds rows; the others follow.
///
/// Who leads holds an advisory lock in the session that commits, under a term of its own; each commit asks for both
/// (`advance`). A commit counts once the standby has it: what is not known to be there ends the session, and with it the
/// lead. docs/model has the whole of it, and shows that it holds.
public final class LedgerPostgres: LedgerStore {
    /// "DonD".
    static let lockKey: Int64 = 0x446F_6E44

    /// The server and the database, without a password.
    public let path: String
    /// This host's name, as the others know it: its spool is one of several.
    let host: String
    let target: PostgresTarget
    /// One disk is enough for what is acknowledged: a site has to say so.
    let acceptsOneDisk: Bool
    let folder: String
    private let witness: Witness?
    let state = Mutex(State())
    private let found = Mutex<[LedgerFault]>([])
    let following = LedgerFollowing()

    /// How long an answer may take, in milliseconds: a standby that is gone, a server that hangs.
    static let patience = 10_000

    struct State {
        var session: PostgresSession?
        /// Under which the session adds rows; nil: it does not lead.
        var term: Int64?
        /// The chain's end, while it leads.
        var chain = HashChain()
        /// What the rows mean up to one.
        var known: (snapshot: LedgerSnapshot, number: Int64)?
        /// The last row that a checkpoint of this host tells of.
        var checkpointed: Int64 = 0
        /// What was read of the rows came from one, which nobody has held against them yet.
        var owesExamination = false
        /// The term in which what the rows mean was last read: who decides by what was read before adds nothing.
        var readTerm: Int64?
        /// Asked for once in a session, for every commit is witnessed with it.
        var siteName: String?
        /// What was acknowledged last, until the other hosts were told of it.
        var untold: Witness.Statement?
        var isEnded = false
    }

    /// Opens the ledger of a database; with ``Ledger/Access/write`` its tables are made where they are missing, and it leads
    /// where nobody else does.
    /// - Throws: ``LedgerError/older(path:rows:acknowledged:at:)`` where the witness knows more than the ledger.
    init(_ place: LedgerPlace.Database, folder: String, access: Ledger.Access, witness: Witness?) throws(LedgerError) {
        let target = try PostgresTarget(place.target)
        self.target = target
        (path, host, self.folder, self.witness) = (target.shown, place.host, folder, witness)
        acceptsOneDisk = place.acceptsOneDisk
        let path = path
        try translatingPostgres(path) {
            let session = try target.connect(as: access == .write ? place.host : "", patience: Self.patience)
            guard try session.prepareSchema(path: path, makes: access == .write) else {
                throw LedgerError.missing(path: path)
            }
            guard access == .write else { return state.withLock { $0.session = session } }
            try refuseOlder(session)
            let isLeading = try session.query("SELECT pg_try_advisory_lock($1)", [.integer(Self.lockKey)]).integer(0, 0)
            guard isLeading == 1 else { return state.withLock { $0.session = session } }
            try lead(session)
            // Nobody has read anything yet.
            state.withLock { $0.readTerm = $0.term }
        }
    }

    deinit { close() }

    /// Where this host leads, another can lead at once.
    public func close() {
        following.end()
        state.withLock { state in
            state.isEnded = true
            // Who leads next need not wait until the server has noticed.
            if state.term != nil { _ = try? state.session?.query("SELECT pg_advisory_unlock_all()") }
            state.session?.end()
            (state.session, state.term) = (nil, nil)
        }
    }

    // MARK: Leading

    /// Whether it adds rows.
    public var isLeading: Bool { state.withLock { $0.term != nil } }

    /// Whether what the rows mean has to be read anew before any are added: the lead was somebody else's meanwhile.
    public var isToBeRead: Bool { state.withLock { $0.term != $0.readTerm } }

    /// Takes over the lead in a session that holds the lock.
    func lead(_ session: PostgresSession) throws {
        if !acceptsOneDisk, try !session.hasStandby() { throw LedgerError.oneDisk(path: path) }
        if let setting = try session.unsafeSetting() { throw LedgerError.notDurable(path: path, setting: setting) }
        try refuseOlder(session)
        // What is read behind this commit is on the standby, and may be acted upon.
        let head = try session.transaction {
            try session.query(
                """
                UPDATE head SET term = term + 1, backend = pg_backend_pid(), host = $1 RETURNING term, number, hash
                """, [.text(host)])
        }
        guard head.count == 1, let term = head.integer(0, 0), let number = head.integer(0, 1),
            let hash = head.bytes(0, 2)
        else { throw LedgerError.damaged(path: path, detail: "head") }
        try session.query("SELECT pg_notify('dondoc', 'leader')")
        state.withLock { state in
            if state.session !== session { state.session?.end() }
            state.session = session
            state.term = term
            state.chain = HashChain(number: number, hash: hash)
        }
    }

    /// A server that lacks what was acknowledged is one that was put back, or was left behind.
    func refuseOlder(_ session: PostgresSession) throws {
        guard let statement = witness?.read() else { return }
        let rows = PostgresRows(session, path: path)
        let end = try rows.storedHead() ?? (0, HashChain.zero)
        let found = try rows.hash(ofRow: statement.number)
        guard end.number >= statement.number, found.map({ SHA256.hex($0) == statement.hash }) ?? false else {
            throw LedgerError.older(
                path: path, rows: end.number, acknowledged: statement.number, at: statement.at)
        }
    }

    /// Nothing is lost by an idle leader that asks now and then; one that has stopped loses the lead, and so does one whose
    /// server waits for no standby any more. The other hosts are told what was acknowledged, so that none of them takes up a
    /// server that was put back to before it.
    public func keepAlive() {
        let isLost = state.withLock { state in
            guard state.term != nil, let session = state.session else { return false }
            if let hasStandby = try? session.hasStandby(), hasStandby || acceptsOneDisk {
                if let statement = state.untold {
                    _ = try? session.query("SELECT pg_notify('dondoc', $1)", [.text(Self.witnessed + statement.line)])
                    state.untold = nil
                }
                return false
            }
            state.lose()
            return true
        }
        if isLost { following.lost() }
    }

    /// How a message to the other hosts begins that has a statement.
    private static let witnessed = "witnessed "

    /// Another host tells what was acknowledged to it.
    func note(_ payload: String) {
        guard payload.hasPrefix(Self.witnessed), !isLeading,
            let statement = Witness.Statement(line: payload.dropFirst(Self.witnessed.count)),
            witness?.read()?.number ?? 0 < statement.number
        else { return }
        witness?.write(statement)
    }

    // MARK: Reading and writing

    /// - Parameter body: sees the rows as of one moment.
    func read<Result: Sendable>(_ body: (PostgresRows) throws -> Result) throws(LedgerError) -> Result {
        try ask { session in
            try session.query("BEGIN ISOLATION LEVEL REPEATABLE READ")
            do {
                let result = try body(PostgresRows(session, path: path))
                try session.query("COMMIT")
                return result
            } catch {
                if !session.isLost { try session.query("ROLLBACK") }
                throw error
            }
        }
    }

    /// - Parameter body: asks for what one statement tells.
    func ask<Result: Sendable>(_ body: (PostgresSession) throws -> Result) throws(LedgerError) -> Result {
        var isLost = false
        defer { if isLost { following.lost() } }
        return try translatingPostgres(path) {
            try state.withLock { state in
                let session = try state.session ?? connect()
                state.session = session
                do {
                    return try body(session)
                } catch {
                    if session.isLost {
                        isLost = state.term != nil
                        state.lose()
                    }
                    throw error
                }
            }
        }
    }

    private func connect() throws -> PostgresSession {
        let session = try target.connect(as: host, patience: Self.patience)
        try refuseOlder(session)
        return session
    }

    /// Adds rows in one transaction and moves the head on.
    /// - Parameter isReady: asked before the commit; where it is not, what was added is taken back.
    /// - Returns: whether it was.
    @discardableResult
    func append(
        at instant: Instant, isWitnessed: Bool = true, if isReady: () -> Bool = { true },
        _ body: (inout PostgresAppender) throws -> Void
    ) throws(LedgerError) -> Bool {
        var (isCommitted, isLost) = (false, false)
        var end: HashChain?
        defer { if isLost { following.lost() } }
        try translatingPostgres(path) {
            try state.withLock { state in
                guard let session = state.session, let term = state.term, term == state.readTerm else {
                    throw LedgerError.overtaken(path: path)
                }
                let start = state.chain
                do {
                    try session.begin()
                    var rows = PostgresAppender(session, start)
                    try body(&rows)
                    isCommitted = isReady()
                    guard isCommitted else { return try session.rollBack() }
                    try session.add(
                        "SELECT advance($1, $2, $3, $4, $5)",
                        [
                            .integer(term), .integer(start.number), .bytes(start.hash), .integer(rows.chain.number),
                            .bytes(rows.chain.hash),
                        ])
                    try session.commit(onTwoDisks: !acceptsOneDisk)
                    state.chain = rows.chain
                    end = rows.chain
                } catch {
                    isCommitted = false
                    session.abandon()
                    if session.isLost || (error as? PostgresError)?.isOvertaken ?? false {
                        isLost = true
                        state.lose()
                    }
                    throw error
                }
            }
        }
        if isWitnessed, let end, end.number > 0 {
            let statement = Witness.Statement(
                number: end.number, hash: SHA256.hex(end.hash), at: instant, siteName: try siteName())
            witness?.write(statement)
            state.withLock { $0.untold = statement }
        }
        return isCommitted
    }

    /// One transaction for all of them.
    public func appendLoads(of programmes: [String], at instant: Instant) throws(LedgerError) {
        let known = try ask { session in
            let loads = try session.query("SELECT programme FROM loads")
            return Set((0..<loads.count).compactMap { loads.text($0, 0) })
        }
        let new = programmes.filter { !known.contains($0) }
        guard !new.isEmpty else { return }
        try append(at: instant) { rows in
            for programme in new { try rows.append(.loads, [ColumnValue(instant.seconds), ColumnValue(programme)]) }
        }
    }

    /// The request's id is sealed with the row's hash.
    public func append(_ report: Report, request: String?) throws(LedgerError) {
        try append(at: report.at) { rows in
            try rows.append(.reports, encode(report))
            guard let request else { return }
            let (number, hash) = (rows.chain.number, rows.chain.hash)
            try rows.session.add(
                "INSERT INTO requests (id, number, seal) VALUES ($1, $2, $3)",
                [
                    .text(request), .integer(number),
                    .bytes(sealOfRequest(request, number: number, report: hash)),
                ])
        }
    }

    /// The messages' bytes go along, so that another host can publish what this one cannot.
    public func commit(_ entry: LedgerEntry, if isReady: () -> Bool) throws(LedgerError) -> PendingDelivery? {
        var delivery: PendingDelivery?
        var notices: [NoticeIdentity] = []
        do throws(LedgerError) {
            let isCommitted = try append(at: entry.decidedAt, if: isReady) { rows in
                let first = rows.chain.number + 1
                var index = 0
                for message in entry.messages {
                    try rows.append(.messages, encode(message, at: entry.decidedAt))
                    let number = rows.chain.number
                    try rows.session.add(
                        prepared: "outbox", "INSERT INTO outbox (number, bytes) VALUES ($1, $2)", [20, 17],
                        [.integer(number), .bytes(entry.bytes(index))])
                    index += 1
                    for notice in message.notices {
                        notices.append(notice.identity)
                        try rows.append(.notices, encode(notice, message: number))
                    }
                }
                let last = rows.chain.number
                for withheld in entry.withheld {
                    try rows.append(.withheld, encode(withheld, at: entry.decidedAt, ruleSet: entry.ruleSet))
                }
                guard first <= last else { return }
                // What is committed is staged on this host already: it is this one's.
                try rows.session.add(
                    "INSERT INTO deliveries (first, last, published, journaled, host) VALUES ($1, $2, 0, 0, $3)",
                    [.integer(first), .integer(last), .text(host)])
                delivery = PendingDelivery(rows: first...last)
            }
            return isCommitted ? delivery : nil
        } catch .failed(let path, let detail) {
            // Whether it was refused as a second one is asked of those who are there.
            guard isLeading, let known = try sentBefore(notices).first else {
                throw .failed(path: path, detail: detail)
            }
            note(.notice(key: known.key))
            throw .duplicate(notice: known.key)
        }
    }

    /// What is published needs its bytes in the database no longer.
    public func mark(_ delivery: PendingDelivery, published: Bool, journaled: JournalMark) throws(LedgerError) {
        let (first, last) = (delivery.rows.lowerBound, delivery.rows.upperBound)
        // Found out again where it is lost.
        try ask { session in
            try session.unsynced {
                try session.query(
                    "UPDATE deliveries SET published = $1, journaled = $2 WHERE first = $3 AND host = $4",
                    [
                        .integer(published ? 1 : 0), .integer(Int64(journaled.rawValue)), .integer(first),
                        .text(self.host),
                    ])
                guard published else { return }
                try session.query(
                    "DELETE FROM outbox WHERE number BETWEEN $1 AND $2", [.integer(first), .integer(last)])
            }
        }
    }

    // MARK: Faults

    /// A hundred at most are kept.
    public var faults: [LedgerFault] { found.withLock { $0 } }

    /// Each is kept once.
    public func note(_ fault: LedgerFault) {
        found.withLock { if !$0.contains(fault), $0.count < 100 { $0.append(fault) } }
    }

    public func isInPlace() throws(LedgerError) -> Bool { true }
    public func putBack() throws(LedgerError) {}
    public var shared: (any SharedLedger)? { self }
}

extension LedgerPostgres.State {
    /// The session is over, and the lead with it.
    mutating func lose() {
        session?.end()
        (session, term, siteName) = (nil, nil, nil)
    }
}

extension PostgresSession {
    /// Commits wait for a standby: one that is named, whether it is there or not.
    func hasStandby() throws -> Bool { try query(Self.standbyNames).namesStandby }

    /// What a server does without which a commit may be lost with the power (PostgreSQL's manual, 20.5): the one that it
    /// does not.
    func unsafeSetting() throws -> String? {
        for name in ["fsync", "full_page_writes"]
        where try query("SELECT current_setting($1)", [.text(name)]).text(0, 0) != "on" {
            return name
        }
        return nil
    }

    /// What need not be on the disk, or on the standby, when it returns.
    func unsynced<Result>(_ body: () throws -> Result) throws -> Result {
        try query("BEGIN")
        do {
            try query("SET LOCAL synchronous_commit = off")
            let result = try body()
            try query("COMMIT")
            return result
        } catch {
            if !isLost { try query("ROLLBACK") }
            throw error
        }
    }

    /// - Returns: what the body does, once its commit is confirmed.
    func transaction<Result>(_ body: () throws -> Result) throws -> Result {
        try query("BEGIN")
        do {
            let result = try body()
            try confirmedCommit()
            return result
        } catch {
            if !isLost { try query("ROLLBACK") }
            throw error
        }
    }
}
