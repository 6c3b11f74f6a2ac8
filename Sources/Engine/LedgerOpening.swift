import Dates
import Dispatch
import Glibc
import Ledger
import Planning

/// A ledger that is there is opened, checked and read while the site's files are, for it may hold years.
final class LedgerOpening: Sendable {
    private let done = DispatchGroup()
    /// Written before the group is left, and read after it was waited for.
    nonisolated(unsafe) private var result: Result<(any LedgerStore, LedgerSnapshot), LedgerError>?

    private let patience: Duration
    private let now: Instant

    /// - Parameter patience: how long to wait for a process that holds the ledger.
    init(patience: Duration, at now: Instant) {
        self.patience = patience
        self.now = now
    }

    /// - Parameters:
    ///   - place: one without a ledger is left as it is.
    ///   - spool: where the witness is.
    func begin(_ place: LedgerPlace, spool: String) {
        guard place.mayHaveLedger else { return }
        DispatchQueue(label: "io.dondoc.ledger.open").async(group: done) {
            self.result = self.open(place, spool: spool)
        }
    }

    /// - Parameter place: the same; where nothing was begun it is opened there now, and made where it is missing.
    func finish(_ place: LedgerPlace, spool: String) throws(LedgerError) -> (any LedgerStore, LedgerSnapshot) {
        done.wait()
        return try (result ?? self.open(place, spool: spool)).get()
    }

    private func open(_ place: LedgerPlace, spool: String) -> Result<(any LedgerStore, LedgerSnapshot), LedgerError> {
        let end = ContinuousClock.now + patience
        return Result { () throws(LedgerError) in
            while true {
                do throws(LedgerError) {
                    let ledger = try place.openToWrite(witness: Witness(inSpool: spool))
                    return (ledger, try ledger.snapshot(at: now))
                } catch {
                    guard case .inUse = error, ContinuousClock.now < end else { throw error }
                    usleep(20_000)
                }
            }
        }
    }
}
