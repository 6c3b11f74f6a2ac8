internal import CLibpq

/// A database, as libpq names it: a URI (`postgresql://…`), or words (`host=… dbname=…`). Several hosts may be named.
struct PostgresTarget: Hashable, Sendable {
    private var options: [String: String]
    let shown: String

    /// - Throws: ``LedgerError/failed(path:detail:)`` where libpq cannot read it.
    init(_ text: String) throws(LedgerError) {
        if let failure = dondoc_libpq_open() { throw .noClientLibrary(detail: String(cString: failure)) }
        var failure: UnsafeMutablePointer<CChar>?
        guard let parsed = dondoc_PQconninfoParse(text, &failure) else {
            let detail = failure.map { String(cString: $0) } ?? ""
            dondoc_PQfreemem(failure)
            throw .failed(path: "ledger:", detail: detail.split(separator: "\n").joined(separator: " "))
        }
        defer { dondoc_PQconninfoFree(parsed) }
        var options: [String: String] = [:]
        var option = parsed
        while let keyword = option.pointee.keyword {
            if let value = option.pointee.val { options[String(cString: keyword)] = String(cString: value) }
            option += 1
        }
        self.options = options
        // Never the password.
        let hosts = options["host"] ?? options["hostaddr"] ?? "localhost"
        shown = "postgresql://\(hosts)/\(options["dbname"] ?? "")"
    }

    /// One for each host that is named.
    private var servers: [[String: String]] {
        func parts(_ key: String) -> [String] {
            (options[key] ?? "").split(separator: ",", omittingEmptySubsequences: false).map(String.init)
        }
        let (hosts, addresses, ports) = (parts("host"), parts("hostaddr"), parts("port"))
        let count = max(hosts.count, addresses.count)
        guard count > 1 else { return [options] }
        return (0..<count).map { i in
            var server = options
            if i < hosts.count, options["host"] != nil { server["host"] = hosts[i] }
            if i < addresses.count, options["hostaddr"] != nil { server["hostaddr"] = addresses[i] }
            if options["port"] != nil {
                server["port"] = ports.count == 1 ? ports[0] : i < ports.count ? ports[i] : nil
            }
            return server
        }
    }

    /// A session with the server that takes writes; of several the one of the highest timeline: the others were primaries
    /// once, and do not know yet that they no longer are.
    /// - Parameters:
    ///   - host: this one's name, for the others.
    ///   - patience: how long an answer may take, in milliseconds.
    func connect(as host: String, patience: Int) throws -> PostgresSession {
        var best: (timeline: Int64, session: PostgresSession)?
        var failures: [String] = []
        for server in servers {
            do {
                let session = try open(server, as: host, patience: patience)
                let timeline = try session.timeline()
                guard let timeline else {
                    failures.append("\(server["host"] ?? ""): standby")
                    session.end()
                    continue
                }
                if let known = best, known.timeline >= timeline {
                    session.end()
                } else {
                    best?.session.end()
                    best = (timeline, session)
                }
            } catch let error as PostgresError {
                failures.append(error.message)
            }
        }
        guard let best else { throw LedgerError.failed(path: shown, detail: failures.joined(separator: "; ")) }
        return best.session
    }

    private func open(_ server: [String: String], as host: String, patience: Int) throws -> PostgresSession {
        // A host that is gone without a word is noticed by the kernel, for which nobody has to wake up.
        var options = [
            "application_name": String("dondoc \(host)".utf8.prefix(63)) ?? "dondoc", "keepalives_idle": "5",
            "keepalives_interval": "2", "keepalives_count": "3",
            "tcp_user_timeout": "10000",
        ].merging(server) { $1 }
        options["client_encoding"] = "UTF8"
        options["target_session_attrs"] = nil
        let session = try PostgresSession(options, patience: patience)
        guard session.serverVersion >= 140_000 else {
            throw LedgerError.failed(path: shown, detail: "PostgreSQL \(session.serverVersion / 10000) < 14")
        }
        let own = try session.query("SELECT pg_backend_pid()").integer(0, 0)
        // Which a pooler hands to whoever asks next: what a session holds would be another's.
        guard own == session.backend else { throw LedgerError.pooled(path: shown) }
        try session.set([
            "search_path": "dondoc", "synchronous_commit": "on", "client_min_messages": "warning",
            "statement_timeout": "0", "lock_timeout": "0", "idle_session_timeout": "0",
            "idle_in_transaction_session_timeout": "10s", "default_transaction_read_only": "off",
            // The server notices a host that is gone too, in the middle of a statement, where no idle time is counted.
            "tcp_keepalives_idle": "5", "tcp_keepalives_interval": "2", "tcp_keepalives_count": "3",
            "tcp_user_timeout": "10000",
        ])
        return session
    }
}

extension PostgresSession {
    func set(_ parameters: [String: String]) throws {
        for (name, value) in parameters {
            try query("SELECT set_config($1, $2, false)", [.text(name), .text(value)])
        }
    }

    /// nil: it is a standby.
    fileprivate func timeline() throws -> Int64? {
        if try query("SELECT pg_is_in_recovery()").integer(0, 0) != 0 { return nil }
        let file = try query("SELECT pg_walfile_name(pg_current_wal_lsn())").text(0, 0) ?? ""
        return Int64(file.prefix(8), radix: 16)
    }
}
