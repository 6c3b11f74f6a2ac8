public import Diagnostics
import Ledger

/// What is done about an old ledger beside the work, from what does not change any more: its check, where the start has
/// put that off, and a checkpoint for the next start.
public struct LedgerUpkeep: Sendable {
    let ledger: any LedgerStore
    let examines: Bool
    private let interruption = Interruption()

    init(_ ledger: any LedgerStore, examines: Bool) {
        self.ledger = ledger
        self.examines = examines
    }

    /// Soon it comes to its end, whatever it has found by then.
    public func cancel() { interruption.ask() }

    /// Handed to ``Engine/finish(_:)`` on the engine's queue.
    public struct Outcome: Sendable {
        /// nil: it was not asked for.
        var examined: Result<[LedgerFault], LedgerError>?
        var checkpoint: Int64?
    }

    /// It takes as long as the ledger is old, and may be done anywhere.
    public func run() -> Outcome {
        var outcome = Outcome()
        if examines {
            let examined = Result { () throws(LedgerError) in try ledger.examine(interruption) }
            outcome.examined = examined
            guard case .success(let faults) = examined, faults.isEmpty else { return outcome }
        }
        outcome.checkpoint = (try? ledger.writeCheckpoint(interruption)) ?? nil
        return outcome
    }
}

extension Engine {
    /// What is to be done about the ledger beside the work; nil: nothing.
    public var owedUpkeep: LedgerUpkeep? {
        let examines = ledger.owesExamination && !isExamined
        guard examines || ledger.owesCheckpoint else { return nil }
        return LedgerUpkeep(ledger, examines: examines)
    }

    /// - Returns: why nothing can be gone on with: the ledger is damaged.
    public func finish(_ outcome: LedgerUpkeep.Outcome) -> Wording? {
        // One that could not be written is tried again when as many rows have come again.
        ledger.note(checkpoint: outcome.checkpoint ?? ledgerHead?.number ?? 0)
        switch outcome.examined {
        case nil: return nil
        case .failure(let error):
            // A disk that fails is told by those who write to it.
            isExamined = true
            return error.isDamage ? error.wording : nil
        case .success(let faults):
            isExamined = true
            for fault in faults { ledger.note(fault) }
            // What was taken from the checkpoint is taken from the rows before the next decision.
            if !faults.isEmpty { isMemoryAhead = true }
            return nil
        }
    }
}
