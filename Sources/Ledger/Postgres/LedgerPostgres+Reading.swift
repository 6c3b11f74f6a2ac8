public import Dates
public import Planning
internal import Synchronization

extension LedgerPostgres {
    /// 16 hexadecimal digits.
    /// - Throws: ``LedgerError/damaged(path:detail:)`` where there is none.
    public func siteName() throws(LedgerError) -> String {
        if let known = state.withLock({ $0.siteName }) { return known }
        let name = try ask { session in
            guard let name = try session.query("SELECT name FROM site").text(0, 0) else {
                throw LedgerError.damaged(path: self.path, detail: "site")
            }
            return name
        }
        state.withLock { if $0.session != nil { $0.siteName = name } }
        return name
    }

    /// 0 and 64 zeros before the first row.
    public func head() throws(LedgerError) -> (number: Int64, hash: String) {
        try read { rows in
            guard let head = try rows.storedHead() else { throw LedgerError.damaged(path: rows.path, detail: "head") }
            return (head.number, SHA256.hex(head.hash))
        }
    }

    /// By the server's table of requests.
    public func report(ofRequest id: String) throws(LedgerError) -> Report? {
        try read { rows in
            let found = try rows.session.query("SELECT number FROM requests WHERE id = $1", [.text(id)])
            guard found.count == 1, let number = found.integer(0, 0) else { return nil }
            return try rows.report(ofRow: number)
        }
    }

    /// This host's alone.
    public func pendingDeliveries(includingStandardError: Bool) throws(LedgerError) -> [PendingDelivery] {
        try deliveries(
            """
            WHERE (published = 0 OR journaled \(includingStandardError ? "<> 1" : "= 0")) AND host = $1
            """, [.text(host)])
    }

    func deliveries(_ condition: String, _ values: [PostgresValue]) throws(LedgerError) -> [PendingDelivery] {
        try ask { session in
            let found = try session.query(
                "SELECT first, last, published, journaled FROM deliveries \(condition) ORDER BY first", values)
            return try (0..<found.count).map { row in
                guard let first = found.integer(row, 0), let last = found.integer(row, 1), first <= last,
                    let mark = found.integer(row, 3).flatMap({ JournalMark(rawValue: Int($0)) })
                else { throw LedgerError.damaged(path: self.path, detail: "deliveries") }
                return PendingDelivery(rows: first...last, isPublished: found.integer(row, 2) == 1, journaled: mark)
            }
        }
    }

    /// With their notices.
    public func messages(of delivery: PendingDelivery) throws(LedgerError) -> [MessageRecord] {
        try read { try $0.messages(of: delivery) }
    }

    /// Of what goes to this host's spool: another's is none of its.
    public func recipient(ofFile name: String) throws(LedgerError) -> String? {
        try ask { session in
            let found = try session.query(
                """
                SELECT recipient FROM messages JOIN deliveries ON number BETWEEN first AND last
                WHERE file_name = $1 AND host = $2
                """, [.text(name), .text(self.host)])
            return found.count == 0 ? nil : found.text(0, 0)
        }
    }

    /// One question for each.
    public func sentBefore(_ notices: [NoticeIdentity]) throws(LedgerError) -> Set<NoticeIdentity> {
        try read { rows in
            try Set(
                notices.filter { id in
                    try rows.session.query(
                        """
                        SELECT 1 FROM notices WHERE programme = $1 AND task = $2 AND occurrence = $3 AND rule = $4
                            AND step = $5 AND repeat = $6 AND recipient = $7 AND coalesce(due_number, 0) = $8
                            AND coalesce(generation, 0) = $9
                        """,
                        [
                            .text(id.programme), .text(id.task), .text(id.occurrence), .text(id.rule),
                            .integer(Int64(id.step)), .integer(Int64(id.repeatNumber)), .text(id.recipient),
                            .integer(Int64(id.dueNumber)), .integer(Int64(id.generation)),
                        ]
                    ).count > 0
                })
        }
    }

    public func generations(of notices: [NoticeIdentity]) throws(LedgerError) -> [Int] {
        try read { rows in try notices.map(TaskIDHistory(in: rows).generation(of:)) }
    }

    /// Of notices of one occurrence that come one after another it is asked once.
    public func earlierMessages(of notices: [NoticeIdentity]) throws(LedgerError) -> [[EarlierMessage]] {
        try read { rows in
            let names = try TaskIDHistory(in: rows)
            // Notices to several recipients come one after another.
            var last: (identity: NoticeIdentity, found: [EarlierMessage])?
            return try notices.map { notice in
                if let last, last.identity.task == notice.task, last.identity.occurrence == notice.occurrence,
                    last.identity.programme == notice.programme
                {
                    return last.found
                }
                let spans = names.spans(ofTask: notice.task, programme: notice.programme)
                let found = try spans.reversed().flatMap { try rows.session.earlierMessages(of: notice, $0) }
                last = (notice, found)
                return found
            }
        }
    }

    /// Of each task it is asked once.
    public func reports(about notices: [NoticeIdentity]) throws(LedgerError) -> [[Report]] {
        try read { rows in
            let told = try rows.session.query("SELECT DISTINCT programme, task FROM reports WHERE task IS NOT NULL")
            let tasks = Set((0..<told.count).map { [told.text($0, 0), told.text($0, 1)] })
            let names = try TaskIDHistory(in: rows)
            var known: [[String?]: [Report]] = [:]
            return try notices.map { notice in
                let task = [notice.programme, notice.task]
                let spans = names.spans(ofTask: notice.task, programme: notice.programme)
                guard spans.contains(where: { tasks.contains([$0.programme, $0.task]) }) else { return [] }
                let reports =
                    try known[task] ?? rows.reports(programme: notice.programme, task: notice.task, names)
                known[task] = reports
                return reports.filter { $0.occurrence == nil || $0.occurrence == notice.occurrence }
            }
        }
    }

    /// Rows are read as they are visited.
    public func audit(_ filter: AuditFilter, _ row: (LedgerRow) throws -> Void) throws {
        // What the visitor throws is its own.
        var thrown: (any Error)?
        do {
            try read { rows in
                try rows.audit(filter) { found in
                    do { try row(found) } catch {
                        thrown = error
                        throw error
                    }
                }
            }
        } catch {
            throw thrown ?? error
        }
    }

    /// A hundred are asked for at a time.
    public func letters(
        to recipient: String?, before: Int64?, _ each: (SentLetter) -> Bool
    ) throws(LedgerError) {
        try read { rows in
            var end = before ?? .max
            while true {
                let condition = recipient == nil ? "" : "AND recipient = $2"
                let found = try rows.session.query(
                    "SELECT number FROM messages WHERE number < $1 \(condition) ORDER BY number DESC LIMIT 100",
                    [.integer(end)] + (recipient.map { [.text($0)] } ?? []))
                guard found.count > 0 else { return }
                for number in (0..<found.count).compactMap({ found.integer($0, 0) }) {
                    end = number
                    guard let letter = try rows.letter(number) else { continue }
                    if !each(letter) { return }
                }
            }
        }
    }

    /// Its notices are read too, ``Ledger/mostNotices`` at most.
    public func letter(_ number: Int64) throws(LedgerError) -> SentLetter? { try read { try $0.letter(number) } }

    /// Of two that have one id the later.
    public func letter(ofMessage id: String) throws(LedgerError) -> SentLetter? {
        try read { rows in
            let found = try rows.session.query(
                "SELECT number FROM messages WHERE message_id = $1 ORDER BY number DESC LIMIT 1", [.text(id)])
            guard found.count == 1, let number = found.integer(0, 0) else { return nil }
            return try rows.letter(number)
        }
    }

    /// Rows are read as they are checked.
    public func verify(_ progress: (Int64, Int64) -> Void) throws(LedgerError) -> ChainVerdict {
        try read { try $0.verifyChain(progress) }
    }

    /// Requests that were tampered with, and deliveries whose rows are not there.
    public func inspect() throws(LedgerError) -> [LedgerFault] {
        try ask { session in
            // What stands beside the chain; the server looks after its own files (amcheck, checksums).
            var faults: [LedgerFault] = []
            let requests = try session.query(
                "SELECT requests.id, requests.number, seal, hash FROM requests LEFT JOIN reports USING (number)")
            for row in 0..<requests.count {
                let (id, number) = (requests.text(row, 0) ?? "", requests.integer(row, 1) ?? 0)
                let seal = requests.bytes(row, 3).map { sealOfRequest(id, number: number, report: $0) }
                if seal == nil || seal != requests.bytes(row, 2) { faults.append(.request(id: id)) }
            }
            let deliveries = try session.query(
                """
                SELECT first FROM deliveries WHERE first > last OR last - first + 1 <>
                    (SELECT count(*) FROM messages WHERE number BETWEEN first AND last)
                    + (SELECT count(*) FROM notices WHERE number BETWEEN first AND last) ORDER BY first
                """)
            for row in 0..<deliveries.count { faults.append(.delivery(first: deliveries.integer(row, 0) ?? 0)) }
            return faults
        }
    }

    /// None: the server looks after its own files.
    public func disagreements() throws(LedgerError) -> [LedgerFault] { [] }

    /// - Returns: nil: no row has it.
    public func number(ofHash hash: String) throws(LedgerError) -> Int64? {
        try ask { session in
            for table in LedgerTable.allCases {
                let found = try session.query(
                    "SELECT number FROM \(table.name) WHERE encode(hash, 'hex') = $1", [.text(hash.lowercased())])
                if found.count > 0 { return found.integer(0, 0) }
            }
            return nil
        }
    }

    /// One verdict for each anchor, in their order.
    public func compare(_ anchors: [Anchor]) throws(LedgerError) -> [AnchorVerdict] {
        try read { rows in
            try anchors.map { AnchorVerdict(anchor: $0, found: try rows.hash(ofRow: $0.number)) }
        }
    }

    /// What was read before is kept: rows after it alone are asked for.
    public func snapshot(at now: Instant?) throws(LedgerError) -> LedgerSnapshot {
        if state.withLock({ $0.known == nil }) { try readCheckpoint() }
        let (known, term) = state.withLock { ($0.known, $0.term) }
        let (snapshot, number, isWhole) = try read { rows in
            let kept = known.flatMap { known in known.snapshot.asOf(now).map { ($0, known.number) } }
            let (base, first) = kept ?? (LedgerSnapshot(at: now), 0)
            let last = try rows.storedHead()?.number ?? 0
            guard first < last else { return (base, last, kept != nil) }
            return (try rows.snapshot(after: base, first + 1...last) { self.note(.row(table: $0.name)) }, last, true)
        }
        // One that leaves out what a clock was ahead of is no base for others.
        state.withLock { state in
            if isWhole, snapshot.asOf(now) != nil { state.known = (snapshot, number) }
            state.readTerm = term
        }
        return snapshot
    }
}

extension PostgresSession {
    fileprivate func earlierMessages(of notice: NoticeIdentity, _ span: NameSpan) throws -> [EarlierMessage] {
        let found = try query(
            """
            SELECT DISTINCT ON (message, rule) rule, message_id, notices.recipient, kind, notices.at FROM notices
            JOIN messages ON messages.number = message
            WHERE programme = $1 AND task = $2 AND occurrence = $3 AND notices.number BETWEEN $4 AND $5
            ORDER BY message, rule, notices.number
            """,
            [
                .text(span.programme), .text(span.task), .text(notice.occurrence),
                .integer(span.numbers.lowerBound), .integer(span.numbers.upperBound),
            ])
        return (0..<found.count).map { row in
            EarlierMessage(
                rule: found.text(row, 0) ?? "", messageID: found.text(row, 1) ?? "",
                recipient: found.text(row, 2) ?? "",
                kind: found.text(row, 3).flatMap { NoticeKind(rawValue: $0) } ?? .reminder,
                at: Instant(seconds: found.integer(row, 4) ?? 0))
        }
    }
}

extension PostgresRows {
    /// What rows mean, after what those before them mean.
    /// - Parameter garbled: told of tables with rows that no version of the program wrote.
    func snapshot(
        after known: LedgerSnapshot, _ numbers: ClosedRange<Int64>, garbled: (LedgerTable) -> Void
    ) throws -> LedgerSnapshot {
        var snapshot = known
        try addReports(to: &snapshot, numbers, garbled: garbled)
        // Of decisions only what counts: whole rows take longer.
        let decisions = [LedgerTable.notices, .withheld].map { table in
            (rows: RowSelection(table, numbers: numbers), columns: table.decisionColumns)
        }
        try scan(decisions) { table, number, columns, _ in
            if !snapshot.add(decision: columns, of: table, row: number) { garbled(table) }
        }
        return snapshot
    }
}

extension LedgerSnapshot {
    /// - Parameter columns: as ``PostgresRows/snapshot(after:_:garbled:)`` asks for them.
    /// - Returns: false for what no version of the program wrote.
    fileprivate mutating func add(decision columns: [ColumnValue], of table: LedgerTable, row: Int64) -> Bool {
        var reader = ColumnReader(columns)
        let (at, nominal) = (reader.instant(), reader.instant())
        let (programme, task, occurrence, rule) = (reader.name(), reader.name(), reader.name(), reader.name())
        let (step, repeatNumber, dueNumber) = (reader.number(), reader.number(), reader.integer())
        let identity = NoticeIdentity(
            programme: programme, task: task, occurrence: occurrence, dueNumber: Int(clamping: dueNumber ?? 0),
            rule: rule, step: step, repeatNumber: repeatNumber, recipient: "")
        let word = reader.name()
        if table == .withheld {
            guard reader.isSound, let reason = Withheld.Reason(rawValue: word) else { return false }
            add(Withheld(identity: identity, nominal: nominal, reason: reason), at: at, row: row)
            return true
        }
        let late = reader.number() != 0
        let (firstDue, due, subjects, concernsSome) = (reader.day(), reader.day(), reader.text(), reader.integer())
        guard reader.isSound, let kind = NoticeKind(rawValue: word) else { return false }
        add(
            sent: identity, nominal: nominal, kind: kind, late: late, at: at, due: firstDue ?? due,
            subjects: subjects?.split(separator: " ").map(String.init) ?? [], concernsAll: concernsSome == nil, row: row
        )
        return true
    }
}
