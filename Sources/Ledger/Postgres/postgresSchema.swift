/// The ledger's shape in PostgreSQL: the tables and columns of SQLite's (``ledgerMigrations()``), so that each row has the
/// same hash; and what a leader, its followers and the spools of several hosts agree by.
///
/// Names and ids are compared as bytes: an index by a language's order is wrong once that order changes.
private let postgresSchema = """
    CREATE SCHEMA IF NOT EXISTS dondoc;
    CREATE DOMAIN dondoc.word AS text COLLATE "C";

    CREATE TABLE dondoc.loads (
        number bigint PRIMARY KEY, hash bytea NOT NULL, at bigint NOT NULL, programme dondoc.word NOT NULL UNIQUE
    );
    CREATE TABLE dondoc.reports (
        number bigint PRIMARY KEY, hash bytea NOT NULL, at bigint NOT NULL, kind dondoc.word NOT NULL,
        programme dondoc.word, task dondoc.word, occurrence dondoc.word, event dondoc.word, day bigint, milli bigint,
        by dondoc.word NOT NULL, uid bigint, note dondoc.word NOT NULL, bodies dondoc.word, happened bigint,
        document dondoc.word, document_date bigint, reason dondoc.word, former_due bigint, actor dondoc.word,
        actor_body dondoc.word, actor_how dondoc.word
    );
    CREATE INDEX reports_task ON dondoc.reports (programme, task);
    CREATE INDEX reports_renaming ON dondoc.reports (number) WHERE \(TaskIDHistory.condition);

    CREATE TABLE dondoc.messages (
        number bigint PRIMARY KEY, hash bytea NOT NULL, at bigint NOT NULL, message_id dondoc.word NOT NULL,
        recipient dondoc.word NOT NULL, file_name dondoc.word NOT NULL UNIQUE
    );
    CREATE INDEX messages_id ON dondoc.messages (message_id);

    CREATE TABLE dondoc.notices (
        number bigint PRIMARY KEY, hash bytea NOT NULL, message bigint NOT NULL, at bigint NOT NULL,
        nominal bigint NOT NULL, kind dondoc.word NOT NULL, programme dondoc.word NOT NULL, task dondoc.word NOT NULL,
        occurrence dondoc.word NOT NULL, rule dondoc.word NOT NULL, step bigint NOT NULL, repeat bigint NOT NULL,
        recipient dondoc.word NOT NULL, role dondoc.word, superior_of dondoc.word, start bigint NOT NULL, due bigint,
        prudent_due bigint, legal_due bigint, late bigint NOT NULL, severity dondoc.word NOT NULL, days_left bigint,
        rule_file dondoc.word NOT NULL, rule_line bigint NOT NULL, rule_set dondoc.word NOT NULL,
        text dondoc.word NOT NULL, due_number bigint, first_due bigint, subjects dondoc.word, concerns_some bigint,
        document dondoc.word, generation bigint
    );
    -- A notice is sent at most once, ever.
    CREATE UNIQUE INDEX notices_identity ON dondoc.notices (
        programme, task, occurrence, rule, step, repeat, recipient, coalesce(due_number, 0), coalesce(generation, 0)
    );

    CREATE TABLE dondoc.withheld (
        number bigint PRIMARY KEY, hash bytea NOT NULL, at bigint NOT NULL, nominal bigint NOT NULL,
        reason dondoc.word NOT NULL, programme dondoc.word NOT NULL, task dondoc.word NOT NULL,
        occurrence dondoc.word NOT NULL, rule dondoc.word NOT NULL, step bigint NOT NULL, repeat bigint NOT NULL,
        recipient dondoc.word NOT NULL, detail dondoc.word NOT NULL, rule_set dondoc.word NOT NULL, due_number bigint
    );
    CREATE INDEX withheld_task ON dondoc.withheld (programme, task);

    -- The last row; who leads, by which session and in which term. Whoever adds rows changes it in the same commit.
    CREATE TABLE dondoc.head (
        id bigint PRIMARY KEY CHECK (id = 1), number bigint NOT NULL, hash bytea NOT NULL,
        term bigint NOT NULL, backend bigint NOT NULL, host dondoc.word NOT NULL
    ) WITH (fillfactor = 10);
    INSERT INTO dondoc.head VALUES (1, 0, decode(repeat('00', 32), 'hex'), 0, 0, '');

    -- How far each decision's rows came, and whose spool they go to; NULL: whoever claims them.
    CREATE TABLE dondoc.deliveries (
        first bigint PRIMARY KEY, last bigint NOT NULL, published bigint NOT NULL, journaled bigint NOT NULL,
        host dondoc.word
    );
    CREATE INDEX deliveries_pending ON dondoc.deliveries (first) WHERE published = 0 OR journaled <> 1;
    -- By the message's row: what is in no spool yet, as far as is known.
    CREATE TABLE dondoc.outbox (number bigint PRIMARY KEY, bytes bytea NOT NULL);

    CREATE TABLE dondoc.requests (id dondoc.word PRIMARY KEY, number bigint NOT NULL, seal bytea);
    CREATE TABLE dondoc.site (id bigint PRIMARY KEY CHECK (id = 1), name dondoc.word NOT NULL, version bigint NOT NULL);
    INSERT INTO dondoc.site VALUES (1, substr(replace(gen_random_uuid()::text, '-', ''), 17), 2);

    -- Of each host what it has in force, when it said so by its own clock, and by the server's.
    CREATE TABLE dondoc.hosts (
        name dondoc.word PRIMARY KEY, files dondoc.word NOT NULL, clock bigint NOT NULL, at bigint NOT NULL
    );
    -- Requests that the leader is to answer, under a number of chance: those of a sequence come again after a failover.
    CREATE TABLE dondoc.forwarded (
        id bigint PRIMARY KEY, host dondoc.word NOT NULL, uid bigint NOT NULL,
        request dondoc.word NOT NULL, answer dondoc.word, at timestamptz NOT NULL DEFAULT clock_timestamp()
    );

    -- Moves the head on, for the session that leads and for no other.
    CREATE FUNCTION dondoc.advance(led bigint, old_number bigint, old_hash bytea, new_number bigint, new_hash bytea)
    RETURNS void LANGUAGE plpgsql AS $$
    BEGIN
        UPDATE dondoc.head SET number = new_number, hash = new_hash
        WHERE term = led AND number = old_number AND hash = old_hash AND backend = pg_backend_pid();
        IF NOT FOUND THEN RAISE EXCEPTION 'another leads' USING ERRCODE = 'DD001'; END IF;
        PERFORM pg_notify('dondoc', 'rows');
    END $$;
    """

/// The version of the schema that this program writes.
private let schemaVersion: Int64 = 2

/// From version 1.
private let postgresUpgrade = """
    ALTER TABLE dondoc.notices ADD COLUMN generation bigint;
    DROP INDEX dondoc.notices_identity;
    CREATE UNIQUE INDEX notices_identity ON dondoc.notices (
        programme, task, occurrence, rule, step, repeat, recipient, coalesce(due_number, 0), coalesce(generation, 0)
    );
    CREATE INDEX reports_renaming ON dondoc.reports (number) WHERE \(TaskIDHistory.condition);
    UPDATE dondoc.site SET version = 2;
    """

extension PostgresSession {
    /// Makes the tables where there are none.
    /// - Returns: whether they are there.
    /// - Throws: ``LedgerError/tooNew(path:)`` for those of a newer version.
    func prepareSchema(path: String, makes: Bool) throws -> Bool {
        func version() throws -> Int64? {
            guard try query("SELECT to_regclass('dondoc.site') IS NOT NULL").integer(0, 0) == 1 else { return nil }
            return try query("SELECT version FROM dondoc.site").integer(0, 0) ?? 0
        }
        let known = try version()
        if known == nil || known == 1 {
            guard makes else {
                // What it does not have yet is not asked for.
                isFirstVersion = known == 1
                return known != nil
            }
            try query("BEGIN")
            do {
                // Of two that make them one waits.
                try query("SELECT pg_advisory_xact_lock($1)", [.integer(LedgerPostgres.lockKey + 1)])
                let found = try version()
                if found == nil { for statement in statements(postgresSchema) { try query(statement) } }
                if found == 1 { for statement in statements(postgresUpgrade) { try query(statement) } }
                try query("COMMIT")
            } catch {
                if !isLost { try query("ROLLBACK") }
                throw error
            }
        }
        guard let found = try version(), found <= schemaVersion else { throw LedgerError.tooNew(path: path) }
        isFirstVersion = found == 1
        return true
    }
}

/// One by one: a semicolon at a line's end, but for those within `$$`.
private func statements(_ text: String) -> [String] {
    var statements: [String] = []
    var statement = ""
    var isQuoted = false
    for line in text.split(separator: "\n") {
        statement += line + "\n"
        if line.split(separator: "$$", omittingEmptySubsequences: false).count.isMultiple(of: 2) { isQuoted.toggle() }
        if !isQuoted, line.hasSuffix(";") {
            statements.append(statement)
            statement = ""
        }
    }
    return statements
}
