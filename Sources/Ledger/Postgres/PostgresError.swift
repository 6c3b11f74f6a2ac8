/// What the server, or the way to it, said.
struct PostgresError: Error {
    /// Five characters (PostgreSQL's appendix "Error Codes"); nil: the connection, not the server.
    var state: String?
    var message: String

    /// Of a unique index: the row is there.
    var isDuplicate: Bool { state == "23505" }

    /// Raised by the program's own check of the head: another leads by now.
    var isOvertaken: Bool { state == "DD001" }
}

extension LedgerError {
    init(_ error: PostgresError, path: String) {
        switch error.state {
        // Class 53 is about room, 25006 about a server that only reads.
        case "53100": self = .diskFull(path: path)
        case "25006": self = .readOnly(path: path)
        case "DD001": self = .overtaken(path: path)
        default: self = .failed(path: path, detail: error.message)
        }
    }
}

/// Runs what may throw a server's error, and says it in the port's words.
func translatingPostgres<Result>(_ path: String, _ body: () throws -> Result) throws(LedgerError) -> Result {
    do {
        return try body()
    } catch let error as LedgerError {
        throw error
    } catch let error as PostgresError {
        throw LedgerError(error, path: path)
    } catch {
        throw .failed(path: path, detail: "\(error)")
    }
}
