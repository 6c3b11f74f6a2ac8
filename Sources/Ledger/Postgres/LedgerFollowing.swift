internal import Dispatch
internal import Glibc
internal import Synchronization

/// What happened to a ledger that several hosts share; told by ``LedgerStore/watch(_:)``.
public enum LedgerEvent: Sendable {
    /// Rows were added.
    case changed
    /// Somebody else leads, or a host has other files in force.
    case hosts
    /// There is something to send that belongs to no host.
    case released
    /// A request waits for the leader, or was answered.
    case requests
    /// This host leads from now on.
    case leading
    /// It does no longer.
    case lost
}

/// The threads that wait for others: for rows, and for the lead. They sleep in the kernel until the server says something.
final class LedgerFollowing: Sendable {
    struct State {
        var tell: (@Sendable (LedgerEvent) -> Void)?
        var isEnded = false
        /// Of the sessions that wait.
        var descriptors: [CInt] = []
        /// Why the lead cannot be taken at present.
        var obstacle: LedgerError?
    }

    let state = Mutex(State())
    /// Signalled when the lead is lost, and at the end.
    let wanted = DispatchSemaphore(value: 0)

    var isEnded: Bool { state.withLock { $0.isEnded } }

    func tell(_ event: LedgerEvent) { state.withLock { $0.isEnded ? nil : $0.tell }?(event) }

    func lost() {
        wanted.signal()
        tell(.lost)
    }

    /// Those that wait are woken, and come to their end.
    func end() {
        state.withLock { state in
            state.isEnded = true
            state.tell = nil
            for descriptor in state.descriptors { shutdown(descriptor, CInt(SHUT_RDWR)) }
        }
        wanted.signal()
    }

    /// Does something with a session that may wait for ever.
    func waiting(_ session: PostgresSession, _ body: () throws -> Void) throws {
        let descriptor = session.descriptor
        let isEnded = state.withLock { state in
            state.descriptors.append(descriptor)
            return state.isEnded
        }
        // Closed only after it is no longer known.
        defer { state.withLock { $0.descriptors.removeAll { $0 == descriptor } } }
        if !isEnded { try body() }
    }
}

extension LedgerPostgres {
    /// So many seconds without a word, and a leader that hangs is taken for gone.
    static let silence = 10
    /// So many seconds apart, who waits for the lead looks whether the leader hangs where the server counts no silence.
    static let lookout = 30

    /// A later call takes the place of the one who is told; the threads are begun once.
    public func watch(_ tell: @escaping @Sendable (LedgerEvent) -> Void) {
        let isFirst = following.state.withLock { state in
            defer { state.tell = tell }
            return state.tell == nil && !state.isEnded
        }
        guard isFirst else { return }
        if isLeading { _ = try? ask { try $0.set(["idle_session_timeout": "\(Self.silence)s"]) } }
        DispatchQueue(label: "io.dondoc.ledger.listen").async { [weak self] in
            while let ledger = self, !ledger.following.isEnded { ledger.listen() }
        }
        DispatchQueue(label: "io.dondoc.ledger.lead").async { [weak self] in
            while let ledger = self, !ledger.following.isEnded { ledger.standForLead() }
        }
    }

    /// As the thread that stands for the lead last found it.
    public var obstacle: LedgerError? { following.state.withLock { $0.obstacle } }

    /// Until the server is gone.
    private func listen() {
        do {
            let session = try target.connect(as: host, patience: Self.patience)
            try session.query("LISTEN dondoc")
            // What came before is not known.
            following.tell(.changed)
            following.tell(.requests)
            following.tell(.hosts)
            try following.waiting(session) {
                while !following.isEnded {
                    let payloads = Set(try session.notifications(within: nil).map(\.payload))
                    if !payloads.isDisjoint(with: ["rows", "leader"]) { following.tell(.changed) }
                    if !payloads.isDisjoint(with: ["hosts", "leader"]) { following.tell(.hosts) }
                    if payloads.contains("released") { following.tell(.released) }
                    for payload in payloads { note(payload) }
                    if payloads.contains("requests") { following.tell(.requests) }
                }
            }
            session.end()
        } catch {
            if !following.isEnded { sleep(1) }
        }
    }

    /// Until this host leads, or the server is gone.
    private func standForLead() {
        if isLeading { return following.wanted.wait() }
        do {
            let session = try target.connect(as: host, patience: Self.patience)
            // A session that waits for longer would keep the server from tidying up, too.
            try session.set(["lock_timeout": "\(Self.lookout)s"])
            var isHeld = false
            try following.waiting(session) {
                while !isHeld, !following.isEnded {
                    do {
                        try session.query("SELECT pg_advisory_lock($1)", [.integer(Self.lockKey)], waits: true)
                        isHeld = true
                    } catch let error as PostgresError where error.state == "55P03" {
                        try Self.endHangingLeader(session, silence: Self.silence)
                    }
                }
            }
            guard isHeld, !following.isEnded else { return session.end() }
            try session.set(["lock_timeout": "0", "idle_session_timeout": "\(Self.silence)s"])
            try lead(session)
            following.state.withLock { $0.obstacle = nil }
            following.tell(.leading)
        } catch {
            let failure = error as? LedgerError ?? (error as? PostgresError).map { LedgerError($0, path: path) }
            let isNew = following.state.withLock { state in
                defer { state.obstacle = failure }
                return state.obstacle != failure
            }
            if isNew { following.tell(.hosts) }
            _ = following.wanted.wait(timeout: .now() + .seconds(1))
        }
    }

    /// Ends the session that holds the lead and has begun to send statements, but went silent in the middle of them: until
    /// they end, no `idle_session_timeout` counts, nor any other that servers before PostgreSQL 17 know.
    /// - Parameter silence: in seconds.
    /// - Returns: whether there was one.
    @discardableResult
    static func endHangingLeader(_ session: PostgresSession, silence: Int) throws -> Bool {
        let ended = try session.query(
            """
            SELECT pg_terminate_backend(a.pid) FROM pg_stat_activity AS a JOIN pg_locks AS l ON l.pid = a.pid
            WHERE l.locktype = 'advisory' AND l.granted AND l.database = a.datid AND a.datname = current_database()
                AND (l.classid::bigint << 32 | l.objid::bigint) = $1 AND l.objsubid = 1
                AND a.state = 'active' AND a.wait_event = 'ClientRead'
                AND a.state_change < clock_timestamp() - $2 * interval '1 second'
            """, [.integer(lockKey), .integer(Int64(silence))])
        return ended.count > 0
    }
}
