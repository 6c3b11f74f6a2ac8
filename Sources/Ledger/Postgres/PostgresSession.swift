internal import CLibpq
internal import Glibc

/// A value that goes to the server, or comes from it, in PostgreSQL's binary form.
enum PostgresValue {
    case null
    case integer(Int64)
    case text(String)
    case bytes([UInt8])

    init(_ column: ColumnValue) {
        switch column {
        case .null: self = .null
        case .integer(let value): self = .integer(value)
        case .text(let text): self = .text(text)
        }
    }

    /// What is sent; nil: NULL.
    fileprivate var encoded: [UInt8]? {
        switch self {
        case .null: nil
        case .integer(let value): withUnsafeBytes(of: value.bigEndian) { Array($0) }
        case .text(let text): Array(text.utf8)
        case .bytes(let bytes): bytes
        }
    }

    /// Of pg_type: int8, text, bytea.
    fileprivate var type: UInt32 {
        switch self {
        case .null: 0
        case .integer: 20
        case .text: 25
        case .bytes: 17
        }
    }
}

/// The rows of an answer.
final class PostgresResult {
    fileprivate let result: OpaquePointer

    fileprivate init(_ result: OpaquePointer) { self.result = result }

    deinit { dondoc_PQclear(result) }

    var count: Int { Int(dondoc_PQntuples(result)) }
    var columnCount: Int { Int(dondoc_PQnfields(result)) }
    /// How many rows the command changed.
    var changed: Int { Int(String(cString: dondoc_PQcmdTuples(result))) ?? 0 }
    /// `COMMIT`, or `ROLLBACK` where that is what became of one.
    fileprivate var command: String { String(cString: dondoc_PQcmdStatus(result)) }

    private func value(_ row: Int, _ column: Int) -> UnsafeRawBufferPointer? {
        let (row, column) = (CInt(row), CInt(column))
        guard dondoc_PQgetisnull(result, row, column) == 0 else { return nil }
        return UnsafeRawBufferPointer(
            start: dondoc_PQgetvalue(result, row, column), count: Int(dondoc_PQgetlength(result, row, column)))
    }

    /// A number of one to eight bytes, or a truth value; nil: NULL.
    func integer(_ row: Int, _ column: Int) -> Int64? {
        guard let bytes = value(row, column), let first = bytes.first, bytes.count <= 8 else { return nil }
        let sign: Int64 = first >= 0x80 && bytes.count > 1 ? -1 : 0
        return bytes.reduce(sign) { $0 << 8 | Int64($1) }
    }

    func text(_ row: Int, _ column: Int) -> String? {
        value(row, column).map { String(decoding: $0, as: UTF8.self) }
    }

    func bytes(_ row: Int, _ column: Int) -> [UInt8]? { value(row, column).map { Array($0) } }

    /// Of ``PostgresSession/standbyNames``.
    var namesStandby: Bool { !(text(0, 0) ?? "").isEmpty }
}

/// A session with a server. Confined to whoever owns it.
///
/// Nothing waits for ever: an answer that does not come in time, like one that is lost, ends the session, and nobody
/// knows then what became of what was asked. A statement is never cancelled: the server would answer a COMMIT whose wait
/// for the standby was cancelled like one that is safe.
final class PostgresSession: @unchecked Sendable {  // handed over whole, by the thread that waited for the lead
    private let connection: OpaquePointer
    private let warnings = PostgresWarnings()
    /// How long an answer may take, in milliseconds.
    let patience: Int
    private(set) var isLost = false
    /// The tables are of the first version, which nobody who writes has opened since.
    var isFirstVersion = false
    private var prepared: Set<String> = []
    private var isInPipeline = false

    /// - Parameter options: of libpq, by keyword.
    init(_ options: [String: String], patience: Int) throws {
        self.patience = patience
        if let failure = dondoc_libpq_open() {
            throw LedgerError.noClientLibrary(detail: String(cString: failure))
        }
        let pairs = Array(options)
        let connection = withCStrings(pairs.map(\.key)) { keys in
            withCStrings(pairs.map(\.value)) { dondoc_PQconnectStartParams(keys, $0, 0) }
        }
        guard let connection else { throw PostgresError(state: nil, message: String(cString: strerror(ENOMEM))) }
        self.connection = connection
        _ = dondoc_PQsetNoticeReceiver(
            connection, noteWarning, Unmanaged.passUnretained(warnings).toOpaque())
        // What fails here is finished by deinit, for all that is stored is there.
        try finishConnecting(within: min(patience, 3000))
        _ = dondoc_PQsetnonblocking(connection, 1)
    }

    deinit { if !isLost { dondoc_PQfinish(connection) } }

    /// Ends it, without a word to the server but that.
    func end() {
        guard !isLost else { return }
        isLost = true
        dondoc_PQfinish(connection)
    }

    var descriptor: CInt { isLost ? -1 : dondoc_PQsocket(connection) }
    /// Of the server's process that serves it, as the first greeting named it.
    var backend: Int64 { isLost ? 0 : Int64(dondoc_PQbackendPID(connection)) }
    var serverVersion: Int { isLost ? 0 : Int(dondoc_PQserverVersion(connection)) }

    private func finishConnecting(within milliseconds: Int) throws {
        let end = ContinuousClock.now + .milliseconds(milliseconds)
        while true {
            let state =
                dondoc_PQstatus(connection) == CInt(DONDOC_CONNECTION_BAD) ? 0 : dondoc_PQconnectPoll(connection)
            switch state {
            case CInt(DONDOC_POLLING_OK): return
            case CInt(DONDOC_POLLING_READING): try poll(POLLIN, until: end)
            case CInt(DONDOC_POLLING_WRITING): try poll(POLLOUT, until: end)
            default: throw PostgresError(state: nil, message: message)
            }
        }
    }

    private var message: String {
        oneLine(String(cString: dondoc_PQerrorMessage(connection)))
    }

    private func poll(_ events: CInt, until end: ContinuousClock.Instant?) throws {
        var descriptor = pollfd(fd: dondoc_PQsocket(connection), events: Int16(events), revents: 0)
        while true {
            var timeout: CInt = -1
            if let end {
                let left = end - .now
                guard left > .zero else { throw PostgresError(state: nil, message: "timeout") }
                timeout = CInt(
                    clamping: left.components.seconds * 1000 + left.components.attoseconds / 1_000_000_000_000_000 + 1)
            }
            let count = Glibc.poll(&descriptor, 1, timeout)
            if count > 0 { return }
            if count < 0, errno != EINTR { throw PostgresError(state: nil, message: String(cString: strerror(errno))) }
        }
    }

    private func lose(_ error: any Error) -> any Error {
        end()
        return error
    }

    /// Sends what is owed to the server, and takes in what comes meanwhile.
    private func flush(until end: ContinuousClock.Instant?) throws {
        while true {
            switch dondoc_PQflush(connection) {
            case 0: return
            case 1:
                try poll(POLLIN | POLLOUT, until: end)
                guard dondoc_PQconsumeInput(connection) == 1 else { throw PostgresError(state: nil, message: message) }
            default: throw PostgresError(state: nil, message: message)
            }
        }
    }

    /// The next answer; nil: there is no more to the last question.
    private func next(until end: ContinuousClock.Instant?) throws -> PostgresResult? {
        try flush(until: end)
        while dondoc_PQisBusy(connection) == 1 {
            try poll(POLLIN, until: end)
            guard dondoc_PQconsumeInput(connection) == 1 else { throw PostgresError(state: nil, message: message) }
        }
        return dondoc_PQgetResult(connection).map(PostgresResult.init)
    }

    private func check(_ result: PostgresResult) throws {
        switch dondoc_PQresultStatus(result.result) {
        case CInt(DONDOC_COMMAND_OK), CInt(DONDOC_TUPLES_OK), CInt(DONDOC_PIPELINE_SYNC): return
        default:
            // 'C': the SQLSTATE.
            let state = dondoc_PQresultErrorField(result.result, CInt(UInt8(ascii: "C"))).map { String(cString: $0) }
            let text = dondoc_PQresultErrorMessage(result.result).map { String(cString: $0) } ?? message
            throw PostgresError(
                state: state, message: oneLine(text))
        }
    }

    private var deadline: ContinuousClock.Instant { .now + .milliseconds(patience) }

    // MARK: One statement after the other

    /// - Parameter waits: its answer may take for ever.
    @discardableResult
    func query(_ sql: String, _ values: [PostgresValue] = [], waits: Bool = false) throws -> PostgresResult {
        guard !isLost else { throw PostgresError(state: nil, message: "the session is over") }
        let end = waits ? nil : deadline
        var answer: PostgresResult?
        var failure: (any Error)?
        do {
            guard send(sql, values) else { throw PostgresError(state: nil, message: message) }
            while let result = try next(until: end) {
                do { try check(result) } catch { failure = error }
                answer = result
            }
        } catch {
            throw lose(error)
        }
        if let failure {
            if dondoc_PQstatus(connection) == CInt(DONDOC_CONNECTION_BAD) { throw lose(failure) }
            throw failure
        }
        guard let answer else { throw lose(PostgresError(state: nil, message: "no answer")) }
        return answer
    }

    private func send(_ sql: String, _ values: [PostgresValue]) -> Bool {
        withEncoded(values) { pointers, lengths, formats in
            values.map(\.type).withUnsafeBufferPointer { types in
                dondoc_PQsendQueryParams(
                    connection, sql, CInt(values.count), types.baseAddress, pointers, lengths, formats, 1) == 1
            }
        }
    }

    /// Waits for a notification, and takes all that have come.
    /// - Returns: channel and payload of each; empty: the time is over.
    func notifications(within milliseconds: Int?) throws -> [(channel: String, payload: String)] {
        guard !isLost else { throw PostgresError(state: nil, message: "the session is over") }
        let end = milliseconds.map { ContinuousClock.now + .milliseconds($0) }
        var found: [(String, String)] = []
        do {
            while true {
                while let notification = dondoc_PQnotifies(connection) {
                    found.append(
                        (String(cString: notification.pointee.relname), String(cString: notification.pointee.extra)))
                    dondoc_PQfreemem(notification)
                }
                if !found.isEmpty { return found }
                if let end, ContinuousClock.now >= end { return [] }
                do { try poll(POLLIN, until: end) } catch let error as PostgresError where error.message == "timeout" {
                    return []
                }
                guard dondoc_PQconsumeInput(connection) == 1 else { throw PostgresError(state: nil, message: message) }
            }
        } catch {
            throw lose(error)
        }
    }

    /// Commits, and waits until the standby has it.
    /// - Throws: where that is not known; the session is over then, unless the server refused it.
    func confirmedCommit() throws {
        warnings.isUnconfirmed = false
        try confirm(try query("COMMIT"))
    }

    private func confirm(_ commit: PostgresResult?) throws {
        guard commit?.command == "COMMIT", !warnings.isUnconfirmed else {
            throw lose(PostgresError(state: nil, message: "the commit was not confirmed"))
        }
    }

    // MARK: Many statements, one answer

    /// Begins a transaction whose statements are not waited for one by one.
    func begin() throws {
        guard !isLost else { throw PostgresError(state: nil, message: "the session is over") }
        guard dondoc_PQenterPipelineMode(connection) == 1 else {
            throw lose(PostgresError(state: nil, message: message))
        }
        isInPipeline = true
        try add("BEGIN", [])
    }

    /// A statement of the transaction that was begun.
    func add(_ sql: String, _ values: [PostgresValue]) throws {
        guard !isLost, send(sql, values) else { throw lose(PostgresError(state: nil, message: message)) }
    }

    /// The same statement many times, prepared once under a name.
    func add(prepared name: String, _ sql: @autoclosure () -> String, _ types: [UInt32], _ values: [PostgresValue])
        throws
    {
        guard !isLost else { throw PostgresError(state: nil, message: "the session is over") }
        do {
            if prepared.insert(name).inserted {
                guard dondoc_PQsendPrepare(connection, name, sql(), CInt(types.count), types) == 1 else {
                    throw PostgresError(state: nil, message: message)
                }
            }
            let isSent = withEncoded(values) { pointers, lengths, formats in
                dondoc_PQsendQueryPrepared(connection, name, CInt(values.count), pointers, lengths, formats, 1) == 1
            }
            guard isSent else { throw PostgresError(state: nil, message: message) }
            unsent += 1
            if unsent % 64 == 0 { try flush(until: deadline) }
        } catch {
            throw lose(error)
        }
    }

    private var unsent = 0

    static let standbyNames = "SELECT current_setting('synchronous_standby_names')"

    /// Ends the transaction that was begun as ``confirmedCommit()`` does.
    /// - Parameter onTwoDisks: a commit that waited for no standby is none: who looks after the servers (Patroni without
    ///   `synchronous_mode_strict`) may have taken the standby out of the settings since the lead was taken.
    func commit(onTwoDisks: Bool) throws {
        warnings.isUnconfirmed = false
        try add("COMMIT", [])
        if onTwoDisks { try add(Self.standbyNames, []) }
        let answers = try finishPipeline()
        guard onTwoDisks else { return try confirm(answers.last) }
        try confirm(answers.first)
        guard answers.last?.namesStandby ?? false else {
            throw lose(PostgresError(state: nil, message: "synchronous_standby_names is empty"))
        }
    }

    func rollBack() throws {
        try add("ROLLBACK", [])
        _ = try finishPipeline()
    }

    /// Takes back what was begun, whatever became of it.
    func abandon() {
        guard isInPipeline, !isLost else { return }
        _ = try? rollBack()
    }

    /// - Returns: the answers to the last two statements.
    private func finishPipeline() throws -> [PostgresResult] {
        var last: [PostgresResult] = []
        var failure: (any Error)?
        do {
            let end = deadline
            guard dondoc_PQpipelineSync(connection) == 1 else { throw PostgresError(state: nil, message: message) }
            while true {
                // nil stands between the answers to two statements.
                guard let result = try next(until: end) else { continue }
                let status = dondoc_PQresultStatus(result.result)
                if status == CInt(DONDOC_PIPELINE_SYNC) { break }
                // What follows a statement that failed is skipped.
                if status == CInt(DONDOC_PIPELINE_ABORTED) { continue }
                do { try check(result) } catch { failure = failure ?? error }
                last = last.suffix(1) + [result]
            }
            guard dondoc_PQexitPipelineMode(connection) == 1 else { throw PostgresError(state: nil, message: message) }
        } catch {
            throw lose(error)
        }
        isInPipeline = false
        guard let failure else { return last }
        // Statements that were to be prepared were skipped.
        prepared = []
        try query("ROLLBACK")
        try query("DEALLOCATE ALL")
        throw failure
    }

    private func withEncoded<Result>(
        _ values: [PostgresValue],
        _ body: (UnsafePointer<UnsafePointer<CChar>?>?, UnsafePointer<CInt>?, UnsafePointer<CInt>?) -> Result
    ) -> Result {
        let encoded = values.map(\.encoded)
        let lengths = encoded.map { CInt($0?.count ?? 0) }
        let formats = [CInt](repeating: 1, count: values.count)
        // One block for all, for each has to stay where it is.
        var offsets: [Int] = []
        var block: [UInt8] = []
        for bytes in encoded {
            offsets.append(block.count)
            block += bytes ?? []
            block.append(0)
        }
        return block.withUnsafeBytes { block in
            let start = block.baseAddress?.assumingMemoryBound(to: CChar.self)
            let pointers: [UnsafePointer<CChar>?] = zip(encoded, offsets).map { bytes, offset in
                bytes == nil ? nil : start.map { $0 + offset }
            }
            return pointers.withUnsafeBufferPointer { pointers in
                body(pointers.baseAddress, lengths, formats)
            }
        }
    }
}

private func oneLine(_ text: String) -> String {
    text.split(separator: "\n").map { $0.drop { $0 == " " || $0 == "\t" } }.joined(separator: "; ")
}

/// What the server said beside its answers.
private final class PostgresWarnings {
    /// It said of a commit that the standby may not have it.
    var isUnconfirmed = false
}

/// Class 01 is warnings: 01000 says that a commit is on this server alone.
private let noteWarning: PQnoticeReceiver = { context, result in
    guard let context, let field = dondoc_PQresultErrorField(result, CInt(UInt8(ascii: "C"))),
        String(cString: field) == "01000"
    else { return }
    Unmanaged<PostgresWarnings>.fromOpaque(context).takeUnretainedValue().isUnconfirmed = true
}

private func withCStrings<Result>(
    _ strings: [String], _ body: (UnsafePointer<UnsafePointer<CChar>?>) -> Result
) -> Result {
    var pointers = strings.map { UnsafePointer(strdup($0)) } as [UnsafePointer<CChar>?]
    defer { for pointer in pointers { free(UnsafeMutablePointer(mutating: pointer)) } }
    pointers.append(nil)
    return pointers.withUnsafeBufferPointer { body($0.baseAddress!) }
}
