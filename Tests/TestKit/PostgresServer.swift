public import Foundation

/// A server of PostgreSQL's, in a folder of its own, under a user that is not root; it ends with the process.
public final class PostgresServer: Sendable {
    /// One for all tests of a process: each has a database of its own.
    public static let shared = Result { try PostgresServer() }

    /// Where its socket is.
    let folder: String
    /// The server ends when this is closed, by whoever.
    private let lifeline: FileHandle

    /// - Parameters:
    ///   - options: as `postgres -c` takes them.
    ///   - parent: nil: in memory, where that is possible.
    public init(_ options: String..., in parent: String? = nil) throws {
        let bin = try PostgresServer.programs()
        let memory = access("/dev/shm", W_OK) == 0 ? "/dev/shm" : FileManager.default.temporaryDirectory.path
        let parent = parent ?? memory
        folder = parent + "/dondoc-pg-\(getpid())-\(UUID().uuidString.prefix(6))"
        try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
        if getuid() == 0 { try PostgresServer.run("chown", "nobody", folder) }
        // The shell has the server as its child, and waits for the end of its own input.
        let script = """
            cd "$0"; trap '' INT
            "$1/initdb" -D data -A trust -U dondoc -N --no-locale -E UTF8 >log 2>&1 || exit 1
            "$1/postgres" -D data -k "$0" -c listen_addresses= -c max_connections=200 $2 >>log 2>&1 &
            server=$!
            cat >/dev/null; kill -QUIT $server; wait; rm -rf "$0" 2>/dev/null
            """
        lifeline = try PostgresServer.begin(
            script, folder, bin, options.map { "-c " + $0 }.joined(separator: " "))
        for _ in 0..<600 {
            if (try? psql("postgres", "SELECT 1")) != nil { return }
            usleep(50_000)
        }
        throw Failure(
            text: "PostgreSQL did not start: \((try? String(contentsOfFile: folder + "/log", encoding: .utf8)) ?? "")")
    }

    /// Runs a script beside this process, as nobody; it ends when its input does.
    private static func begin(_ script: String, _ arguments: String...) throws -> FileHandle {
        let process = Process()
        process.executableURL = URL(fileURLWithPath: "/usr/bin/setpriv")
        let asNobody = getuid() == 0 ? ["--reuid=nobody", "--regid=nogroup", "--clear-groups"] : []
        process.arguments = asNobody + ["sh", "-c", script] + arguments
        let pipe = Pipe()
        process.standardInput = pipe
        try process.run()
        return pipe.fileHandleForWriting
    }

    /// A pooler before the server, which hands a session on with each transaction. It ends with the handle.
    /// - Returns: how it is reached instead.
    public func startPooler(for target: String) throws -> (target: String, lifeline: FileHandle) {
        let script = """
            cd "$0" && mkdir -p pooler && cat >pooler/ini <<END
            [databases]
            * = host=$0 user=dondoc
            [pgbouncer]
            listen_port = 6432
            unix_socket_dir = $0/pooler
            auth_type = any
            pool_mode = transaction
            END
            pgbouncer -q pooler/ini >pooler/log 2>&1 &
            pooler=$!
            cat >/dev/null; kill -TERM $pooler; wait
            """
        let lifeline = try PostgresServer.begin(script, folder)
        for _ in 0..<100 where access(folder + "/pooler/.s.PGSQL.6432", F_OK) != 0 { usleep(50_000) }
        return ("host=\(folder)/pooler port=6432 user=dondoc dbname=\(PostgresServer.name(of: target))", lifeline)
    }

    /// What PostgreSQL takes for a standby: it has the log on its own disk before it says so. It ends with the handle.
    public func startStandby() throws -> FileHandle {
        let script = """
            cd "$0" && mkdir -p standby
            "$1/pg_receivewal" -D standby --synchronous -h "$0" -U dondoc >standby.log 2>&1 &
            standby=$!
            cat >/dev/null; kill -TERM $standby; wait
            """
        let lifeline = try PostgresServer.begin(script, folder, try PostgresServer.programs())
        for _ in 0..<200 {
            let isThere = """
                DO $$ BEGIN
                    IF NOT EXISTS (SELECT FROM pg_stat_replication WHERE sync_state = 'sync') THEN RAISE 'not yet'; END IF;
                END $$
                """
            if (try? psql("postgres", isThere)) != nil { return lifeline }
            usleep(50_000)
        }
        throw Failure(text: "no standby")
    }

    public struct Failure: Error { public let text: String }

    private static func programs() throws -> String {
        let root = "/usr/lib/postgresql"
        let versions = ((try? FileManager.default.contentsOfDirectory(atPath: root)) ?? []).compactMap { Int($0) }
        // It may not be skipped: .ci/dependencies postgresql installs it.
        guard let newest = versions.max() else { throw Failure(text: "no PostgreSQL: apt-get install postgresql") }
        return "\(root)/\(newest)/bin"
    }

    private static func run(_ command: String...) throws {
        let process = Process()
        process.executableURL = URL(fileURLWithPath: "/usr/bin/env")
        process.arguments = command
        process.standardError = FileHandle.nullDevice
        let output = Pipe()
        process.standardOutput = output
        try process.run()
        _ = output.fileHandleForReading.readDataToEndOfFile()
        process.waitUntilExit()
        guard process.terminationStatus == 0 else { throw Failure(text: command.joined(separator: " ")) }
    }

    /// Runs SQL as an administrator would.
    public func psql(_ database: String, _ sql: String) throws {
        try PostgresServer.run(
            "psql", "-qAtX", "-v", "ON_ERROR_STOP=1", "-h", folder, "-U", "dondoc", "-d", database, "-c",
            "SET synchronous_commit = local", "-c", sql)
    }

    /// Changes a setting of the server's while it runs.
    public func set(_ setting: String, to value: String) throws {
        try psql("postgres", "ALTER SYSTEM SET \(setting) = '\(value)'")
        try psql("postgres", "SELECT pg_reload_conf()")
    }

    /// A database that nobody has used.
    /// - Returns: as `ledger:` names it.
    public func makeDatabase() throws -> String {
        let name = "t" + UUID().uuidString.lowercased().filter { $0 != "-" }
        try psql("postgres", "CREATE DATABASE \(name)")
        return "host=\(folder) user=dondoc dbname=\(name)"
    }

    /// The name of a database that ``makeDatabase()`` made.
    public static func name(of target: String) -> String { String(target.split(separator: "=").last ?? "") }
}
