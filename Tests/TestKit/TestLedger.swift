import Foundation

/// Where tests of what lies above the ledger keep theirs: in a file, or with `DONDOC_TEST_LEDGER=postgresql` each in a
/// database of its own.
public enum TestLedger {
    public static let isShared = ProcessInfo.processInfo.environment["DONDOC_TEST_LEDGER"] == "postgresql"

    /// What `dondoc.yaml` says of it: a line each; nothing of a file.
    public static func settings() throws -> String { isShared ? try databaseSettings() : "" }

    /// The same of a new database.
    public static func databaseSettings() throws -> String {
        let server = try PostgresServer.shared.get()
        let name = PostgresServer.name(of: try server.makeDatabase())
        return "ledger: postgresql://dondoc@/\(name)?host=\(server.folder)\nledger-disks: 1\n"
    }
}
