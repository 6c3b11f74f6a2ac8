import Dates
import Dispatch
import Glibc
import Ledger
import Planning

/// A ledger that is there is opened, checked and read while the site's files are, for it may hold years.
final class LedgerOpening: Sendable {
    private let done = DispatchGroup()
    /// Written before the group is left, and read after it was waited for.
    nonisolated(unsafe) private var result: Result<(Ledger, LedgerSnapshot), LedgerError>?

    private let patience: Duration
    private let now: Instant

    /// - Parameter patience: how long to wait for a process that holds the ledger.
    init(patience: Duration, at now: Instant) {
        self.patience = patience
        self.now = now
    }

    /// - Parameter state: the folder; one without a ledger is left as it is.
    /// - Parameter spool: where the witness is.
    func begin(in state: String, spool: String) {
        guard access(state + "/" + Ledger.fileName, F_OK) == 0 else { return }
        DispatchQueue(label: "io.dondoc.ledger.open").async(group: done) {
            self.result = self.open(in: state, spool: spool)
        }
    }

    /// - Parameter state: the same folder; where nothing was begun it is opened there now, and made where it is missing.
    func finish(in state: String, spool: String) throws(LedgerError) -> (Ledger, LedgerSnapshot) {
        done.wait()
        return try (result ?? self.open(in: state, spool: spool)).get()
    }

    private func open(in state: String, spool: String) -> Result<(Ledger, LedgerSnapshot), LedgerError> {
        let end = ContinuousClock.now + patience
        return Result { () throws(LedgerError) in
            while true {
                do throws(LedgerError) {
                    let ledger = try Ledger(in: state, access: .write, witness: Witness(inSpool: spool))
                    return (ledger, try ledger.snapshot(at: now))
                } catch {
                    guard case .inUse = error, ContinuousClock.now < end else { throw error }
                    usleep(20_000)
                }
            }
        }
    }
}
