internal import Foundation
internal import GRDB

/// The ledger's shape, version by version. A version that was released is never edited.
///
/// Instants are seconds since 1970, days are days since 1970-01-01.
func ledgerMigrations() -> DatabaseMigrator {
    var migrator = DatabaseMigrator()
    migrator.registerMigration("1") { db in
        try createChainedTables(db)
        try createHeadAndDeliveries(db)
    }
    migrator.registerMigration("2", migrate: createRequests)
    migrator.registerMigration("3", migrate: nameSiteAndSealRequests)
    migrator.registerMigration("4", migrate: addSharesAndDueDates)
    migrator.registerMigration("5", migrate: addActors)
    migrator.registerMigration("6", migrate: addGenerations)
    return migrator
}

/// The tables of ``LedgerTable``, whose rows the chain of hashes goes over.
private func createChainedTables(_ db: Database) throws {
    try db.execute(
        sql: """
            PRAGMA application_id = \(Ledger.applicationID);

            CREATE TABLE loads (
                number INTEGER PRIMARY KEY, hash BLOB NOT NULL, at INTEGER NOT NULL,
                programme TEXT NOT NULL UNIQUE
            ) STRICT;

            CREATE TABLE reports (
                number INTEGER PRIMARY KEY, hash BLOB NOT NULL, at INTEGER NOT NULL, kind TEXT NOT NULL,
                programme TEXT, task TEXT, occurrence TEXT, event TEXT,
                -- The event's, or the one a snooze ends on.
                day INTEGER,
                milli INTEGER, by TEXT NOT NULL, uid INTEGER, note TEXT NOT NULL
            ) STRICT;
            CREATE INDEX reports_task ON reports (programme, task);

            CREATE TABLE messages (
                number INTEGER PRIMARY KEY, hash BLOB NOT NULL, at INTEGER NOT NULL, message_id TEXT NOT NULL,
                recipient TEXT NOT NULL, file_name TEXT NOT NULL UNIQUE
            ) STRICT;

            CREATE TABLE notices (
                number INTEGER PRIMARY KEY, hash BLOB NOT NULL,
                message INTEGER NOT NULL REFERENCES messages (number),
                at INTEGER NOT NULL, nominal INTEGER NOT NULL, kind TEXT NOT NULL,
                programme TEXT NOT NULL, task TEXT NOT NULL, occurrence TEXT NOT NULL, rule TEXT NOT NULL,
                step INTEGER NOT NULL, repeat INTEGER NOT NULL, recipient TEXT NOT NULL,
                role TEXT, superior_of TEXT, start INTEGER NOT NULL, due INTEGER, prudent_due INTEGER,
                legal_due INTEGER, late INTEGER NOT NULL, severity TEXT NOT NULL, days_left INTEGER,
                rule_file TEXT NOT NULL, rule_line INTEGER NOT NULL, rule_set TEXT NOT NULL, text TEXT NOT NULL
            ) STRICT;
            -- A notice is sent at most once, ever.
            CREATE UNIQUE INDEX notices_identity
                ON notices (programme, task, occurrence, rule, step, repeat, recipient);

            CREATE TABLE withheld (
                number INTEGER PRIMARY KEY, hash BLOB NOT NULL, at INTEGER NOT NULL, nominal INTEGER NOT NULL,
                reason TEXT NOT NULL, programme TEXT NOT NULL, task TEXT NOT NULL, occurrence TEXT NOT NULL,
                rule TEXT NOT NULL, step INTEGER NOT NULL, repeat INTEGER NOT NULL, recipient TEXT NOT NULL,
                detail TEXT NOT NULL, rule_set TEXT NOT NULL
            ) STRICT;
            CREATE INDEX withheld_task ON withheld (programme, task);
            """)
}

/// What stands beside the chain: where it ends, and which of its rows were published.
private func createHeadAndDeliveries(_ db: Database) throws {
    try db.execute(
        sql: """
            -- The last row of all, so that one missing at the end is noticed.
            CREATE TABLE head (
                id INTEGER PRIMARY KEY CHECK (id = 1), number INTEGER NOT NULL, hash BLOB NOT NULL
            ) STRICT;
            INSERT INTO head VALUES (1, 0, zeroblob(32));

            -- Hints, outside the chain: how far each decision's rows came. The spool and the journal know better.
            CREATE TABLE deliveries (
                first INTEGER PRIMARY KEY, last INTEGER NOT NULL,
                published INTEGER NOT NULL,
                -- 0 not yet, 1 in the journal, 2 on standard error because no journal listened.
                journaled INTEGER NOT NULL
            ) STRICT;
            CREATE INDEX deliveries_pending ON deliveries (first) WHERE published = 0 OR journaled <> 1;
            """)
}

/// Which report each client's request became.
private func createRequests(_ db: Database) throws {
    try db.execute(
        sql: """
            -- Outside the chain: by the ids that clients gave their reports, so that one asked again is known.
            CREATE TABLE requests (
                id TEXT PRIMARY KEY, number INTEGER NOT NULL REFERENCES reports (number)
            ) STRICT, WITHOUT ROWID;
            """)
}

/// Which ledger this is, and requests bound to their reports.
private func nameSiteAndSealRequests(_ db: Database) throws {
    try db.execute(
        sql: """
            -- Outside the chain: which ledger this is, of all there are; and up to where its chain was found whole.
            CREATE TABLE site (
                id INTEGER PRIMARY KEY CHECK (id = 1), name TEXT NOT NULL, checked INTEGER NOT NULL
            ) STRICT;
            INSERT INTO site VALUES (1, lower(hex(randomblob(8))), 0);
            -- Of the id and the report's row, so that a request that was tampered with is seen.
            ALTER TABLE requests ADD COLUMN seal BLOB;
            """)
    let requests = try Row.fetchAll(
        db, sql: "SELECT requests.id, requests.number, hash FROM requests JOIN reports USING (number)")
    for request in requests {
        let seal = Data(sealOfRequest(request[0], number: request[1], report: [UInt8](request[2] as Data)))
        try db.execute(sql: "UPDATE requests SET seal = ? WHERE id = ?", arguments: [seal, request[0] as String])
    }
}

/// Reports, notices and what was withheld tell of shares, their papers and their due dates.
private func addSharesAndDueDates(_ db: Database) throws {
    // No row's hash changes: what a row does not say of these is NULL, and is not hashed (LedgerTable.originalCount).
    try db.execute(
        sql: """
            -- Ids of the bodies that it is about, with spaces between; the day it happened; the paper that proves it.
            ALTER TABLE reports ADD COLUMN bodies TEXT;
            ALTER TABLE reports ADD COLUMN happened INTEGER;
            ALTER TABLE reports ADD COLUMN document TEXT;
            ALTER TABLE reports ADD COLUMN document_date INTEGER;
            ALTER TABLE reports ADD COLUMN reason TEXT;
            -- Of a due date that the document moved: the one before.
            ALTER TABLE reports ADD COLUMN former_due INTEGER;
            -- Of few tasks letters have to tell what was reported: for all others this is empty.
            CREATE INDEX reports_told ON reports (programme, task) WHERE kind = 'return' OR document IS NOT NULL;

            -- Which due date it counts from; NULL is 0, the first.
            ALTER TABLE notices ADD COLUMN due_number INTEGER;
            -- NULL: the due date was never moved.
            ALTER TABLE notices ADD COLUMN first_due INTEGER;
            -- Ids of the bodies whose shares it is about, with spaces between.
            ALTER TABLE notices ADD COLUMN subjects TEXT;
            -- 1: there were other responsible bodies that its instant was not about.
            ALTER TABLE notices ADD COLUMN concerns_some INTEGER;
            -- The paper that proves what was reported of them.
            ALTER TABLE notices ADD COLUMN document TEXT;
            DROP INDEX notices_identity;
            CREATE UNIQUE INDEX notices_identity ON notices (
                programme, task, occurrence, rule, step, repeat, recipient, ifnull(due_number, 0)
            );

            ALTER TABLE withheld ADD COLUMN due_number INTEGER;
            """)
}

/// Who stands behind a report.
private func addActors(_ db: Database) throws {
    try db.execute(
        sql: """
            -- The person behind a report that the front door handed in, for which body, and how that is known.
            ALTER TABLE reports ADD COLUMN actor TEXT;
            ALTER TABLE reports ADD COLUMN actor_body TEXT;
            ALTER TABLE reports ADD COLUMN actor_how TEXT;
            """)
}

/// How often a task's number was given to another.
private func addGenerations(_ db: Database) throws {
    try db.execute(
        sql: """
            -- How often an edit gave the task's number to another before; NULL: never. What the number was sent under
            -- then is no second one of this.
            ALTER TABLE notices ADD COLUMN generation INTEGER;
            DROP INDEX notices_identity;
            CREATE UNIQUE INDEX notices_identity ON notices (
                programme, task, occurrence, rule, step, repeat, recipient, ifnull(due_number, 0),
                ifnull(generation, 0)
            );
            -- Of the edits that gave ids there are few.
            CREATE INDEX reports_renaming ON reports (number) WHERE \(TaskIDHistory.condition);
            """)
}

/// Binds the id of a request to the row of the report that it brought.
func sealOfRequest(_ id: String, number: Int64, report: [UInt8]) -> [UInt8] {
    SHA256.hash(report + withUnsafeBytes(of: number.littleEndian, Array.init) + Array(id.utf8))
}
