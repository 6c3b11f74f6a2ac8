// What a delivery costs at least: the same messages, rows, journal entries and syncs, with nothing computed.
#define _GNU_SOURCE
#include "DeliveryFloor.h"

#include <errno.h>
#include <fcntl.h>
#include <sqlite3.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <sys/uio.h>
#include <systemd/sd-journal.h>
#include <time.h>
#include <unistd.h>

enum { TEXT_LIMIT = 4096, FIELDS = 24 };

struct message {
    char name[256], recipient[80];
    char *bytes;
    size_t size;
};

struct row {
    int is_notice, count;
    sqlite3_value *values[32];
};

struct entry {
    struct iovec fields[FIELDS];
    int count;
};

struct floor {
    char folder[TEXT_LIMIT];
    int root, staging;
    sqlite3 *db;
    struct message *messages;
    struct row *rows;
    struct entry *entries;
    long message_count, row_count, entry_count;
    long long first, last;
    /// DONDOC_NOTICE of the last entry.
    char last_notice[TEXT_LIMIT];
};

static double now(void) {
    struct timespec time;
    clock_gettime(CLOCK_MONOTONIC, &time);
    return (double)time.tv_sec + (double)time.tv_nsec / 1e9;
}

static int failed(const char *what) {
    fprintf(stderr, "floor: %s: %s\n", what, strerror(errno));
    return -1;
}

static int refused(sqlite3 *db, const char *what) {
    fprintf(stderr, "floor: %s: %s\n", what, sqlite3_errmsg(db));
    return -1;
}

static int execute(sqlite3 *db, const char *sql) {
    return sqlite3_exec(db, sql, NULL, NULL, NULL) == SQLITE_OK ? 0 : refused(db, sql);
}

// MARK: Opening

static int copy_schema(sqlite3 *to, const char *like) {
    sqlite3 *from;
    if (sqlite3_open_v2(like, &from, SQLITE_OPEN_READONLY, NULL) != SQLITE_OK) return refused(from, like);
    sqlite3_stmt *statement;
    sqlite3_prepare_v2(
        from, "SELECT sql FROM sqlite_master WHERE sql IS NOT NULL AND name NOT LIKE 'grdb%' ORDER BY type DESC", -1,
        &statement, NULL);
    int result = 0;
    while (result == 0 && sqlite3_step(statement) == SQLITE_ROW)
        result = execute(to, (const char *)sqlite3_column_text(statement, 0));
    sqlite3_finalize(statement);
    sqlite3_close(from);
    return result ? result : execute(to, "INSERT INTO head VALUES (1, 0, zeroblob(32))");
}

struct floor *floor_open(const char *folder, const char *like) {
    struct floor *floor = calloc(1, sizeof *floor);
    char path[TEXT_LIMIT + 32];
    snprintf(floor->folder, sizeof floor->folder, "%s", folder);
    if ((mkdir(folder, 0750) && errno != EEXIST) || (floor->root = open(folder, O_RDONLY | O_DIRECTORY)) < 0 ||
        mkdirat(floor->root, "staging", 0750) || (floor->staging = openat(floor->root, "staging", O_RDONLY | O_DIRECTORY)) < 0) {
        failed(folder);
        return NULL;
    }
    snprintf(path, sizeof path, "%s/ledger.db", folder);
    if (sqlite3_open(path, &floor->db) != SQLITE_OK || execute(floor->db, "PRAGMA journal_mode = WAL") ||
        execute(floor->db, "PRAGMA synchronous = FULL") || copy_schema(floor->db, like))
        return NULL;
    return floor;
}

// MARK: Loading

static void forget(struct floor *floor) {
    for (long i = 0; i < floor->message_count; i++) free(floor->messages[i].bytes);
    for (long i = 0; i < floor->row_count; i++)
        for (int c = 0; c < floor->rows[i].count; c++) sqlite3_value_free(floor->rows[i].values[c]);
    for (long i = 0; i < floor->entry_count; i++)
        for (int c = 0; c < floor->entries[i].count; c++) free(floor->entries[i].fields[c].iov_base);
    free(floor->messages);
    free(floor->rows);
    free(floor->entries);
    floor->messages = NULL, floor->rows = NULL, floor->entries = NULL;
    floor->message_count = floor->row_count = floor->entry_count = 0;
}

void floor_close(struct floor *floor) {
    forget(floor);
    sqlite3_close(floor->db);
    close(floor->staging);
    close(floor->root);
    free(floor);
}

static int read_message(struct message *message, const char *spool) {
    char path[TEXT_LIMIT];
    snprintf(path, sizeof path, "%s/%s/new/%s", spool, message->recipient, message->name);
    int file = open(path, O_RDONLY);
    struct stat status;
    if (file < 0 || fstat(file, &status)) return failed(path);
    message->size = (size_t)status.st_size;
    message->bytes = malloc(message->size);
    ssize_t count = read(file, message->bytes, message->size);
    close(file);
    return count == status.st_size ? 0 : failed(path);
}

static void field(struct entry *entry, const char *name, const char *value) {
    char *text;
    int size = asprintf(&text, "%s=%s", name, value ? value : "");
    entry->fields[entry->count++] = (struct iovec){text, (size_t)size};
}

/// As many fields as a notice has, of about the same bytes.
static void make_entry(struct floor *floor, struct entry *entry, sqlite3_stmt *notice) {
    static const struct { const char *name; int column; } fields[] = {
        {"MESSAGE", 25}, {"CODE_FILE", 22}, {"CODE_LINE", 23}, {"DONDOC_KIND", 5}, {"DONDOC_RULE", 9},
        {"DONDOC_STEP", 10}, {"DONDOC_REPEAT", 11}, {"DONDOC_PROGRAMME", 6}, {"DONDOC_TASK", 7},
        {"DONDOC_OCCURRENCE", 8}, {"DONDOC_START", 15}, {"DONDOC_DUE", 16}, {"DONDOC_DAYS_LEFT", 21},
        {"DONDOC_RECIPIENT", 12}, {"DONDOC_ROLE", 13},
    };
    for (size_t i = 0; i < sizeof fields / sizeof *fields; i++)
        field(entry, fields[i].name, (const char *)sqlite3_column_text(notice, fields[i].column));
    field(entry, "MESSAGE_ID", "bfb0d6c161644853ba8c1ffc8706c2f1");
    field(entry, "PRIORITY", "5");
    field(entry, "SYSLOG_IDENTIFIER", "floor");
    field(entry, "DONDOC_LATE", "false");
    snprintf(
        floor->last_notice, sizeof floor->last_notice, "%s/%s/%s/%s/%s/%s/~%s", sqlite3_column_text(notice, 6),
        sqlite3_column_text(notice, 7), sqlite3_column_text(notice, 8), sqlite3_column_text(notice, 9),
        sqlite3_column_text(notice, 10), sqlite3_column_text(notice, 11), sqlite3_column_text(notice, 12));
    field(entry, "DONDOC_NOTICE", floor->last_notice);
}

static void keep_row(struct floor *floor, sqlite3_stmt *statement, int is_notice) {
    struct row *row = &floor->rows[floor->row_count++];
    row->is_notice = is_notice;
    row->count = sqlite3_column_count(statement);
    for (int c = 0; c < row->count; c++) row->values[c] = sqlite3_value_dup(sqlite3_column_value(statement, c));
}

static sqlite3_stmt *select_rows(sqlite3 *db, const char *table, long long first, long long last) {
    char sql[200];
    snprintf(sql, sizeof sql, "SELECT * FROM %s WHERE number BETWEEN %lld AND %lld ORDER BY number", table, first, last);
    sqlite3_stmt *statement = NULL;
    if (sqlite3_prepare_v2(db, sql, -1, &statement, NULL) != SQLITE_OK) refused(db, sql);
    return statement;
}

/// Rows are appended in the order of their numbers, as they were first.
static int by_number(const void *a, const void *b) {
    long long one = sqlite3_value_int64(((const struct row *)a)->values[0]);
    long long other = sqlite3_value_int64(((const struct row *)b)->values[0]);
    return one < other ? -1 : one > other;
}

int floor_load(struct floor *floor, const char *ledger, const char *spool, long long first, long long last) {
    forget(floor);
    floor->first = first, floor->last = last;
    size_t most = (size_t)(last - first + 1);
    floor->messages = calloc(most, sizeof *floor->messages);
    floor->rows = calloc(most, sizeof *floor->rows);
    floor->entries = calloc(most, sizeof *floor->entries);
    sqlite3 *db;
    if (sqlite3_open_v2(ledger, &db, SQLITE_OPEN_READONLY, NULL) != SQLITE_OK) return refused(db, ledger);
    int result = 0;
    sqlite3_stmt *messages = select_rows(db, "messages", first, last);
    while (result == 0 && sqlite3_step(messages) == SQLITE_ROW) {
        struct message *message = &floor->messages[floor->message_count++];
        snprintf(message->recipient, sizeof message->recipient, "%s", sqlite3_column_text(messages, 4));
        snprintf(message->name, sizeof message->name, "%s", sqlite3_column_text(messages, 5));
        keep_row(floor, messages, 0);
        result = read_message(message, spool);
        char path[TEXT_LIMIT + 128];
        for (int i = 0; i < 4; i++) {
            snprintf(path, sizeof path, "%s/%s/%s", floor->folder, message->recipient, (const char *[]){"", "tmp", "new", "cur"}[i]);
            mkdir(path, 0750);
        }
    }
    sqlite3_finalize(messages);
    sqlite3_stmt *notices = select_rows(db, "notices", first, last);
    while (sqlite3_step(notices) == SQLITE_ROW) {
        keep_row(floor, notices, 1);
        make_entry(floor, &floor->entries[floor->entry_count++], notices);
    }
    sqlite3_finalize(notices);
    sqlite3_close(db);
    qsort(floor->rows, (size_t)floor->row_count, sizeof *floor->rows, by_number);
    return result;
}

// MARK: Running

static int stage(struct floor *floor, struct message *message, int is_synced) {
    int file = openat(floor->staging, message->name, O_WRONLY | O_CREAT | O_EXCL, 0640);
    if (file < 0 || write(file, message->bytes, message->size) != (ssize_t)message->size) return failed(message->name);
    if (is_synced && fsync(file)) return failed(message->name);
    return close(file);
}

static int publish(struct floor *floor, struct message *message) {
    char path[400];
    snprintf(path, sizeof path, "%s/new/%s", message->recipient, message->name);
    return renameat(floor->staging, message->name, floor->root, path) ? failed(path) : 0;
}

static int count_columns(sqlite3 *db, const char *table) {
    char sql[100];
    snprintf(sql, sizeof sql, "SELECT count(*) FROM pragma_table_info('%s')", table);
    sqlite3_stmt *statement = NULL;
    int count = 0;
    if (sqlite3_prepare_v2(db, sql, -1, &statement, NULL) == SQLITE_OK && sqlite3_step(statement) == SQLITE_ROW)
        count = sqlite3_column_int(statement, 0);
    sqlite3_finalize(statement);
    return count;
}

// The columns after those that are filled say nothing of a first reminder, and are NULL in the ledger, too.
static sqlite3_stmt *insertion(sqlite3 *db, const char *table, int columns) {
    char sql[400];
    int length = snprintf(sql, sizeof sql, "INSERT INTO %s VALUES (?", table);
    int all = count_columns(db, table);
    for (int i = 1; i < all; i++)
        length += snprintf(sql + length, sizeof sql - (size_t)length, i < columns ? ", ?" : ", NULL");
    snprintf(sql + length, sizeof sql - (size_t)length, ")");
    sqlite3_stmt *statement = NULL;
    if (sqlite3_prepare_v2(db, sql, -1, &statement, NULL) != SQLITE_OK) refused(db, sql);
    return statement;
}

/// Texts are bound where they lie: nothing is copied.
static void bind_value(sqlite3_stmt *statement, int parameter, sqlite3_value *value) {
    if (sqlite3_value_type(value) == SQLITE_TEXT)
        sqlite3_bind_text(
            statement, parameter, (const char *)sqlite3_value_text(value), sqlite3_value_bytes(value), SQLITE_STATIC);
    else
        sqlite3_bind_value(statement, parameter, value);
}

static int commit(struct floor *floor) {
    if (execute(floor->db, "BEGIN IMMEDIATE")) return -1;
    sqlite3_stmt *statements[2] = {insertion(floor->db, "messages", 6), insertion(floor->db, "notices", 26)};
    for (long i = 0; i < floor->row_count; i++) {
        struct row *row = &floor->rows[i];
        sqlite3_stmt *statement = statements[row->is_notice];
        for (int c = 0; c < row->count; c++) bind_value(statement, c + 1, row->values[c]);
        if (sqlite3_step(statement) != SQLITE_DONE) return refused(floor->db, "insert");
        sqlite3_reset(statement);
    }
    sqlite3_finalize(statements[0]);
    sqlite3_finalize(statements[1]);
    char sql[200];
    snprintf(sql, sizeof sql, "UPDATE head SET number = %lld", floor->last);
    if (execute(floor->db, sql)) return -1;
    snprintf(sql, sizeof sql, "INSERT INTO deliveries VALUES (%lld, %lld, 0, 0)", floor->first, floor->last);
    return execute(floor->db, sql) || execute(floor->db, "COMMIT") ? -1 : 0;
}

static int mark(struct floor *floor) {
    char sql[200];
    snprintf(sql, sizeof sql, "UPDATE deliveries SET published = 1, journaled = 1 WHERE first = %lld", floor->first);
    return execute(floor->db, "PRAGMA synchronous = NORMAL") || execute(floor->db, sql) ||
                   execute(floor->db, "PRAGMA synchronous = FULL")
               ? -1
               : 0;
}

static int write_entries(struct floor *floor) {
    for (long i = 0; i < floor->entry_count; i++) {
        int result = sd_journal_sendv(floor->entries[i].fields, floor->entries[i].count);
        if (result < 0) return errno = -result, failed("sd_journal_sendv");
    }
    return 0;
}

/// Once the last entry is to be seen, those before it are.
static int wait_for_last(struct floor *floor) {
    sd_journal *journal;
    int result = sd_journal_open(&journal, SD_JOURNAL_LOCAL_ONLY);
    if (result < 0) return errno = -result, failed("sd_journal_open");
    char match[TEXT_LIMIT + 16];
    snprintf(match, sizeof match, "DONDOC_NOTICE=%s", floor->last_notice);
    double start = now();
    do {
        sd_journal_flush_matches(journal);
        sd_journal_add_match(journal, match, 0);
        sd_journal_seek_head(journal);
        result = sd_journal_next(journal);
        if (result == 0) sd_journal_wait(journal, 2000);
    } while (result == 0 && now() - start < 10);
    sd_journal_close(journal);
    if (result > 0) return 0;
    fprintf(stderr, "floor: the journal does not show what it was sent\n");
    return -1;
}

int floor_run(struct floor *floor, struct floor_times *times) {
    int has_journal = access("/run/systemd/journal/socket", W_OK) == 0;
    double start = now();
    for (long i = 0; i < floor->message_count; i++)
        if (stage(floor, &floor->messages[i], 0)) return -1;
    if (syncfs(floor->root)) return failed("syncfs");
    times->staged = now() - start, start = now();
    if (commit(floor)) return -1;
    times->committed = now() - start, start = now();
    if (has_journal && write_entries(floor)) return -1;
    times->journaled = now() - start, start = now();
    for (long i = 0; i < floor->message_count; i++)
        if (publish(floor, &floor->messages[i])) return -1;
    if (syncfs(floor->root)) return failed("syncfs");
    times->published = now() - start, start = now();
    if (has_journal && wait_for_last(floor)) return -1;
    times->readable = now() - start, start = now();
    if (mark(floor)) return -1;
    times->marked = now() - start;
    return 0;
}

double floor_files(struct floor *floor, const char *folder, int batch) {
    struct floor own = *floor;
    char path[TEXT_LIMIT];
    if (mkdir(folder, 0750) || (own.root = open(folder, O_RDONLY | O_DIRECTORY)) < 0) return failed(folder);
    if (mkdirat(own.root, "staging", 0750) || mkdirat(own.root, "body", 0750) || mkdirat(own.root, "body/new", 0750))
        return failed(folder);
    own.staging = openat(own.root, "staging", O_RDONLY | O_DIRECTORY);
    int new = openat(own.root, "body/new", O_RDONLY | O_DIRECTORY);
    double start = now();
    for (long first = 0; first < own.message_count; first += batch) {
        long end = first + batch < own.message_count ? first + batch : own.message_count;
        for (long i = first; i < end; i++)
            if (stage(&own, &own.messages[i], batch == 1)) return -1;
        if (batch > 1 && syncfs(own.root)) return failed("syncfs");
        for (long i = first; i < end; i++) {
            snprintf(path, sizeof path, "body/new/%s", own.messages[i].name);
            if (renameat(own.staging, own.messages[i].name, own.root, path)) return failed(path);
        }
        if (fsync(new)) return failed("fsync");
    }
    double seconds = now() - start;
    close(new);
    close(own.staging);
    close(own.root);
    return (double)own.message_count / seconds;
}
