import Control
import Dispatch
import Engine

extension Daemon {
    /// Looks after an old ledger beside the queue, once what is due has been sent.
    func keepLedger() {
        guard ledgerUpkeep == nil, !isStopping, let upkeep = engine?.owedUpkeep else { return }
        ledgerUpkeep = upkeep
        // The last of what the machine has time for.
        DispatchQueue(label: "io.dondoc.upkeep", qos: .utility).async(group: readers) { [executor] in
            let outcome = upkeep.run()
            executor.queue.async { self.assumeIsolated { $0.finishUpkeep(outcome) } }
        }
    }

    private func finishUpkeep(_ outcome: LedgerUpkeep.Outcome) {
        ledgerUpkeep = nil
        guard let engine, !isStopping else { return }
        if let damage = engine.finish(outcome) { return fail(damage) }
        // What it found is told with the next status.
        if engine.isLedgerDamaged { advance() }
    }
}
