public import Dates

extension LedgerPostgres: SharedLedger {
    /// By a commit of its own; the leader, which alone adds rows, needs none.
    public func confirm() throws(LedgerError) {
        if isLeading { return }
        // A commit behind which everything that is read is on the standby.
        try ask { session in
            _ = try session.transaction {
                try session.query(
                    """
                    INSERT INTO hosts (name, files, clock, at) VALUES ($1, '', 0, 0)
                    ON CONFLICT (name) DO UPDATE SET name = excluded.name
                    """, [.text(self.host)])
            }
        }
    }

    /// Not synced: it is said again. The others are told of it.
    public func announce(files: String, at now: Instant) throws(LedgerError) {
        try ask { session in
            try session.unsynced {
                try session.query(
                    """
                    INSERT INTO hosts (name, files, clock, at)
                    VALUES ($1, $2, $3, extract(epoch FROM clock_timestamp())::bigint)
                    ON CONFLICT (name) DO UPDATE SET files = excluded.files, clock = excluded.clock, at = excluded.at
                    """, [.text(self.host), .text(files), .integer(now.seconds)])
                try session.query("SELECT pg_notify('dondoc', 'hosts')")
            }
        }
    }

    /// All that ever announced themselves, in the order of their names.
    public func hosts() throws(LedgerError) -> [LedgerHost] {
        try ask { session in
            let found = try session.query(
                """
                SELECT hosts.name, coalesce(head.host = hosts.name, false), hosts.files, hosts.clock - hosts.at,
                    (SELECT count(*) FROM deliveries JOIN outbox ON outbox.number BETWEEN first AND last
                        WHERE deliveries.host = hosts.name),
                    EXISTS (SELECT * FROM pg_stat_activity
                        WHERE application_name = left('dondoc ' || hosts.name, 63) AND datname = current_database())
                FROM hosts, head ORDER BY hosts.name
                """)
            return (0..<found.count).map { row in
                LedgerHost(
                    name: found.text(row, 0) ?? "", isLeading: found.integer(row, 1) == 1,
                    files: found.text(row, 2) ?? "", clockAhead: Int(found.integer(row, 3) ?? 0),
                    unsent: Int(found.integer(row, 4) ?? 0), isConnected: found.integer(row, 5) == 1)
            }
        }
    }

    /// Asks the server whether it has a synchronous standby.
    public func isOnTwoDisks() throws(LedgerError) -> Bool { try ask { try $0.hasStandby() } }

    /// - Parameter host: its name, as ``hosts()`` has it.
    public func release(host: String) throws(LedgerError) -> Int {
        try ask { session in
            try session.transaction {
                let count = try session.query(
                    """
                    SELECT count(*) FROM deliveries JOIN outbox ON outbox.number BETWEEN first AND last
                    WHERE host = $1 AND published = 0
                    """, [.text(host)])
                try session.query("UPDATE deliveries SET host = NULL WHERE host = $1 AND published = 0", [.text(host)])
                try session.query("SELECT pg_notify('dondoc', 'released')")
                return Int(count.integer(0, 0) ?? 0)
            }
        }
    }

    /// By the server, which ends the session of whoever holds the lock.
    public func endLead() throws(LedgerError) {
        try ask { session in
            _ = try session.query(
                """
                SELECT pg_terminate_backend(pid) FROM pg_locks
                JOIN pg_database ON pg_database.oid = pg_locks.database AND datname = current_database()
                WHERE locktype = 'advisory' AND granted AND classid = 0 AND objid = $1::bigint AND pid <> pg_backend_pid()
                """, [.integer(Self.lockKey)])
        }
    }

    // MARK: What nobody sends

    /// In the order of their rows.
    public func released() throws(LedgerError) -> [PendingDelivery] { try deliveries("WHERE host IS NULL", []) }

    /// Empty for a message whose bytes are not there.
    public func bytes(of delivery: PendingDelivery) throws(LedgerError) -> [[UInt8]] {
        try ask { session in
            let found = try session.query(
                "SELECT bytes FROM outbox WHERE number BETWEEN $1 AND $2 ORDER BY number",
                [.integer(delivery.rows.lowerBound), .integer(delivery.rows.upperBound)])
            return (0..<found.count).map { found.bytes($0, 0) ?? [] }
        }
    }

    /// Of several hosts that ask at once one has it.
    public func claim(_ delivery: PendingDelivery) throws(LedgerError) -> Bool {
        try ask { session in
            try session.transaction {
                try session.query(
                    "UPDATE deliveries SET host = $1 WHERE first = $2 AND host IS NULL",
                    [.text(self.host), .integer(delivery.rows.lowerBound)]
                ).changed == 1
            }
        }
    }

    // MARK: Requests for the leader

    // What is lost of these is asked again, under the same id.

    /// - Parameter uid: of the user who asked, on this host.
    public func handOn(_ request: String, uid: UInt32) throws(LedgerError) -> Int64 {
        // Not of a sequence: what is lost with a server would have its number given to another's.
        let number = Int64.random(in: 1...Int64.max)
        try ask { session in
            try session.unsynced {
                try session.query(
                    "INSERT INTO forwarded (id, host, uid, request) VALUES ($1, $2, $3, $4)",
                    [.integer(number), .text(self.host), .integer(Int64(uid)), .text(request)])
                try session.query("SELECT pg_notify('dondoc', 'requests')")
            }
        }
        return number
    }

    /// Asked again until it is there.
    public func answer(to number: Int64) throws(LedgerError) -> String? {
        try ask { session in
            try session.unsynced {
                let found = try session.query(
                    "DELETE FROM forwarded WHERE id = $1 AND host = $2 AND answer IS NOT NULL RETURNING answer",
                    [.integer(number), .text(self.host)])
                return found.count == 0 ? nil : found.text(0, 0)
            }
        }
    }

    /// Where it was taken up meanwhile it is answered after all.
    public func withdraw(_ number: Int64) throws(LedgerError) -> Bool {
        try ask { session in
            try session.unsynced {
                try session.query("DELETE FROM forwarded WHERE id = $1 AND answer IS NULL", [.integer(number)]).changed
                    == 1
            }
        }
    }

    /// A thousand at most, of the last minute.
    public func handedOn() throws(LedgerError) -> [(number: Int64, uid: UInt32, request: String)] {
        try ask { session in
            let found = try session.query(
                """
                SELECT id, uid, request FROM forwarded
                WHERE answer IS NULL AND at > clock_timestamp() - interval '1 minute' ORDER BY at, id LIMIT 1000
                """)
            return (0..<found.count).map { row in
                (
                    found.integer(row, 0) ?? 0, UInt32(clamping: found.integer(row, 1) ?? 0),
                    found.text(row, 2) ?? ""
                )
            }
        }
    }

    /// It waits in the database for the host that asked, an hour at most.
    public func answer(_ number: Int64, _ answer: String) throws(LedgerError) {
        try ask { session in
            try session.unsynced {
                try session.query(
                    "UPDATE forwarded SET answer = $1 WHERE id = $2", [.text(answer), .integer(number)])
                // Of a host that died before it was answered.
                try session.query("DELETE FROM forwarded WHERE at < clock_timestamp() - interval '1 hour'")
                try session.query("SELECT pg_notify('dondoc', 'requests')")
            }
        }
    }
}
