internal import Planning
internal import Synchronization

// What the rows mean up to one of them, kept beside this host's other caches: a start reads the rows after it.
extension LedgerPostgres {
    public var owesCheckpoint: Bool {
        let (checkpointed, last) = state.withLock { ($0.checkpointed, max($0.chain.number, $0.known?.number ?? 0)) }
        return faults.isEmpty && Checkpoint.isOwed(at: last, after: checkpointed)
    }

    public func note(checkpoint number: Int64) {
        state.withLock { $0.checkpointed = max($0.checkpointed, number) }
    }

    /// What a checkpoint says is where reading begins, unless the rows are in doubt.
    func readCheckpoint() throws(LedgerError) {
        guard faults.isEmpty else { return }
        let siteName = try siteName()
        let read = try read { rows in try Checkpoint(in: folder, siteName: siteName, rows.hash(ofRow:)) }
        guard let read else { return }
        state.withLock { state in
            state.known = (read.snapshot, read.number)
            state.checkpointed = max(state.checkpointed, read.number)
            state.owesExamination = true
        }
    }

    /// Where that fails there is none, and the next start reads the rows.
    public func writeCheckpoint(_ interruption: Interruption?) throws(LedgerError) -> Int64? {
        try readingApart { rows, siteName in
            guard let end = try rows.storedHead() else { return nil }
            let known = try Checkpoint(in: folder, siteName: siteName, rows.hash(ofRow:))
            return try Checkpoint.write(after: known, upTo: end, siteName: siteName, in: folder) {
                var isSound = true
                let snapshot = try rows.snapshot(after: $0, $1, interruption) { _ in isSound = false }
                return isSound ? snapshot : nil
            }
        }
    }

    /// Of the rows the server looks after its own files; a checkpoint is this host's.
    public var owesExamination: Bool { state.withLock { $0.owesExamination } }

    public func examine(_ interruption: Interruption?) throws(LedgerError) -> [LedgerFault] {
        state.withLock { $0.owesExamination = false }
        let found: [LedgerFault]? = try readingApart { rows, siteName in
            guard let known = try Checkpoint(in: folder, siteName: siteName, rows.hash(ofRow:)) else { return [] }
            var faults: [LedgerFault] = []
            let holds = try known.holds { base, numbers in
                try rows.snapshot(after: base, numbers, interruption) { table in
                    if !faults.contains(.row(table: table.name)) { faults.append(.row(table: table.name)) }
                }
            }
            guard !holds else { return faults }
            Checkpoint.remove(in: folder)
            return faults.isEmpty ? [.checkpoint(number: known.number)] : faults
        }
        return found ?? []
    }

    /// In a session of its own, beside the one that commits.
    private func readingApart<Result>(
        _ body: (PostgresRows, _ siteName: String) throws -> Result?
    ) throws(LedgerError) -> Result? {
        let siteName = try siteName()
        return try translatingPostgres(path) {
            let session = try target.connect(as: "", patience: Self.patience)
            defer { session.end() }
            try session.query("BEGIN ISOLATION LEVEL REPEATABLE READ")
            do {
                return try body(PostgresRows(session, path: path), siteName)
            } catch is Interrupted {
                return nil
            }
        }
    }
}

/// Somebody has asked for an end.
private struct Interrupted: Error {}

extension PostgresRows {
    /// So many rows are read before anybody's wish to end is heard.
    private static let rowsAtOnce: Int64 = 20_000

    fileprivate func snapshot(
        after known: LedgerSnapshot, _ numbers: ClosedRange<Int64>, _ interruption: Interruption?,
        garbled: (LedgerTable) -> Void
    ) throws -> LedgerSnapshot {
        var snapshot = known
        for first in stride(from: numbers.lowerBound, through: numbers.upperBound, by: Int(Self.rowsAtOnce)) {
            if interruption?.isAsked ?? false { throw Interrupted() }
            let last = min(first + Self.rowsAtOnce - 1, numbers.upperBound)
            snapshot = try self.snapshot(after: snapshot, first...last, garbled: garbled)
        }
        return snapshot
    }
}
