import Ledger
import TestKit

/// Where a test keeps its ledger: what holds of one store holds of the other.
enum Store: CaseIterable {
    case sqlite, postgres

    /// A place where nothing was recorded.
    func place(in folder: String) throws -> LedgerPlace {
        switch self {
        case .sqlite: LedgerPlace(folder: folder)
        case .postgres:
            LedgerPlace(
                folder: folder,
                database: .init(
                    target: try PostgresServer.shared.get().makeDatabase(), acceptsOneDisk: true, host: "may-1"))
        }
    }

    func ledger(in folder: String) throws -> any LedgerStore { try place(in: folder).openToWrite(witness: nil) }
}
