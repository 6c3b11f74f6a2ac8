// What a ledger in PostgreSQL costs at least: the same rows in the same transactions, with nothing computed.
#define _GNU_SOURCE
#include "LedgerFloor.h"

#include <CLibpq.h>
#include <poll.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

enum { TABLES = 8, COLUMNS = 40 };

/// Those whose rows are numbered, in the order in which rows of one number are added; then what stands beside them.
static const struct {
    const char *name, *key;
} tables[TABLES] = {
    {"loads", "number"},    {"reports", "number"}, {"messages", "number"}, {"outbox", "number"},
    {"notices", "number"},  {"withheld", "number"}, {"requests", "number"}, {"deliveries", "first"},
};
enum { CHAINED = 6, OUTBOX = 3 };

struct value {
    const char *bytes;
    int size;
};

struct row {
    long long number;
    int table, count;
    struct value values[COLUMNS];
};

struct ledger_floor {
    PGconn *own, *floor;
    PGresult *results[TABLES];
    struct row *rows;
    long count, room;
    /// The floor's last row, and its hash.
    long long number, next;
    char hash[32], next_hash[32];
    int is_prepared[TABLES];
};

static double now(void) {
    struct timespec time;
    clock_gettime(CLOCK_MONOTONIC, &time);
    return (double)time.tv_sec + (double)time.tv_nsec / 1e9;
}

static int failed(PGconn *connection, const char *what) {
    fprintf(stderr, "floor: %s: %s\n", what, dondoc_PQerrorMessage(connection));
    return -1;
}

static long long number_at(const char *bytes) {
    unsigned long long value = 0;
    for (int i = 0; i < 8; i++) value = value << 8 | (unsigned char)bytes[i];
    return (long long)value;
}

static void put_number(char *bytes, long long value) {
    for (int i = 7; i >= 0; i--, value >>= 8) bytes[i] = (char)value;
}

// MARK: Sessions

static void wait_for(PGconn *connection, short events) {
    struct pollfd descriptor = {dondoc_PQsocket(connection), events, 0};
    poll(&descriptor, 1, -1);
}

static PGconn *connect_to(const char *target) {
    const char *keys[] = {"dbname", NULL}, *values[] = {target, NULL};
    PGconn *connection = dondoc_PQconnectStartParams(keys, values, 1);
    for (int state = DONDOC_POLLING_WRITING; connection && state != DONDOC_POLLING_OK;) {
        if (state == DONDOC_POLLING_FAILED) return failed(connection, target), NULL;
        wait_for(connection, state == DONDOC_POLLING_READING ? POLLIN : POLLOUT);
        state = dondoc_PQconnectPoll(connection);
    }
    if (connection) dondoc_PQsetnonblocking(connection, 1);
    return connection;
}

/// Sends what is owed, and takes in what comes meanwhile.
static int flush(PGconn *connection) {
    int owed;
    while ((owed = dondoc_PQflush(connection)) == 1) {
        wait_for(connection, POLLIN | POLLOUT);
        if (!dondoc_PQconsumeInput(connection)) return -1;
    }
    return owed;
}

static PGresult *next_result(PGconn *connection) {
    if (flush(connection)) return NULL;
    while (dondoc_PQisBusy(connection)) {
        wait_for(connection, POLLIN);
        if (!dondoc_PQconsumeInput(connection)) return NULL;
    }
    return dondoc_PQgetResult(connection);
}

/// - Returns: the rows; NULL where it fails.
static PGresult *ask(PGconn *connection, const char *sql) {
    if (!dondoc_PQsendQueryParams(connection, sql, 0, NULL, NULL, NULL, NULL, 1)) return failed(connection, sql), NULL;
    PGresult *answer = NULL, *result;
    while ((result = next_result(connection))) {
        dondoc_PQclear(answer);
        answer = result;
    }
    int status = answer ? dondoc_PQresultStatus(answer) : DONDOC_FATAL_ERROR;
    if (status == DONDOC_COMMAND_OK || status == DONDOC_TUPLES_OK) return answer;
    return failed(connection, sql), NULL;
}

struct ledger_floor *ledger_floor_open(const char *own, const char *target) {
    if (dondoc_libpq_open()) return NULL;
    struct ledger_floor *floor = calloc(1, sizeof *floor);
    floor->own = connect_to(own);
    floor->floor = connect_to(target);
    if (!floor->own || !floor->floor) return NULL;
    PGresult *lead = ask(floor->floor, "UPDATE dondoc.head SET term = 1, backend = pg_backend_pid()");
    if (!lead) return NULL;
    dondoc_PQclear(lead);
    return floor;
}

// MARK: Loading

static void forget(struct ledger_floor *floor) {
    for (int i = 0; i < TABLES; i++) {
        if (floor->results[i]) dondoc_PQclear(floor->results[i]);
        floor->results[i] = NULL;
    }
    floor->count = 0;
}

void ledger_floor_close(struct ledger_floor *floor) {
    forget(floor);
    dondoc_PQfinish(floor->own);
    dondoc_PQfinish(floor->floor);
    free(floor->rows);
    free(floor);
}

/// A message before its bytes, both before its notices; what stands beside the rows behind them.
static int in_order(const void *a, const void *b) {
    const struct row *one = a, *other = b;
    int is_beside = one->table >= CHAINED, other_is = other->table >= CHAINED;
    if (is_beside != other_is) return is_beside - other_is;
    if (one->number != other->number) return one->number < other->number ? -1 : 1;
    return one->table - other->table;
}

static int load_table(struct ledger_floor *floor, int table) {
    char sql[200];
    snprintf(
        sql, sizeof sql, "SELECT * FROM dondoc.%s WHERE %s > %lld", tables[table].name, tables[table].key, floor->number);
    PGresult *result = floor->results[table] = ask(floor->own, sql);
    if (!result) return -1;
    int columns = dondoc_PQnfields(result), count = dondoc_PQntuples(result), key = 0;
    // The number of a request stands behind its id.
    if (table == CHAINED) key = 1;
    for (int r = 0; r < count; r++) {
        if (floor->count == floor->room) {
            floor->room = floor->room ? floor->room * 2 : 1024;
            floor->rows = realloc(floor->rows, (size_t)floor->room * sizeof *floor->rows);
        }
        struct row *row = &floor->rows[floor->count++];
        *row = (struct row){number_at(dondoc_PQgetvalue(result, r, key)), table, columns, {{0}}};
        for (int c = 0; c < columns; c++)
            if (!dondoc_PQgetisnull(result, r, c))
                row->values[c] = (struct value){dondoc_PQgetvalue(result, r, c), dondoc_PQgetlength(result, r, c)};
        if (table < CHAINED && table != OUTBOX && row->number > floor->next) {
            floor->next = row->number;
            memcpy(floor->next_hash, row->values[1].bytes, sizeof floor->next_hash);
        }
    }
    return 0;
}

long ledger_floor_load(struct ledger_floor *floor) {
    forget(floor);
    floor->next = floor->number;
    for (int i = 0; i < TABLES; i++)
        if (load_table(floor, i)) return -1;
    qsort(floor->rows, (size_t)floor->count, sizeof *floor->rows, in_order);
    return floor->count;
}

// MARK: Adding

static int prepare(struct ledger_floor *floor, int table, int columns) {
    char sql[1000];
    int length = snprintf(sql, sizeof sql, "INSERT INTO dondoc.%s VALUES (", tables[table].name);
    for (int c = 1; c <= columns; c++)
        length += snprintf(sql + length, sizeof sql - (size_t)length, c < columns ? "$%d, " : "$%d)", c);
    floor->is_prepared[table] = 1;
    return dondoc_PQsendPrepare(floor->floor, tables[table].name, sql, 0, NULL);
}

static int add_row(struct ledger_floor *floor, const struct row *row) {
    const char *values[COLUMNS];
    int lengths[COLUMNS], formats[COLUMNS];
    if (!floor->is_prepared[row->table] && !prepare(floor, row->table, row->count)) return -1;
    for (int c = 0; c < row->count; c++) {
        values[c] = row->values[c].bytes;
        lengths[c] = row->values[c].size;
        formats[c] = 1;
    }
    return dondoc_PQsendQueryPrepared(
               floor->floor, tables[row->table].name, row->count, values, lengths, formats, 1)
               ? 0
               : -1;
}

static int advance(struct ledger_floor *floor) {
    char term[8], old[8], new[8];
    put_number(term, 1);
    put_number(old, floor->number);
    put_number(new, floor->next);
    const char *values[] = {term, old, floor->hash, new, floor->next_hash};
    static const unsigned types[] = {20, 20, 17, 20, 17};
    static const int lengths[] = {8, 8, 32, 8, 32}, formats[] = {1, 1, 1, 1, 1};
    return dondoc_PQsendQueryParams(
        floor->floor, "SELECT dondoc.advance($1, $2, $3, $4, $5)", 5, types, values, lengths, formats, 1);
}

static int send_text(struct ledger_floor *floor, const char *sql) {
    return dondoc_PQsendQueryParams(floor->floor, sql, 0, NULL, NULL, NULL, NULL, 1);
}

static int take_answers(struct ledger_floor *floor) {
    if (!dondoc_PQpipelineSync(floor->floor)) return failed(floor->floor, "sync");
    for (;;) {
        PGresult *result = next_result(floor->floor);
        // NULL stands between the answers to two statements.
        if (!result) continue;
        int status = dondoc_PQresultStatus(result);
        if (status != DONDOC_COMMAND_OK && status != DONDOC_TUPLES_OK && status != DONDOC_PIPELINE_SYNC) {
            fprintf(stderr, "floor: %s\n", dondoc_PQresultErrorMessage(result));
            return -1;
        }
        dondoc_PQclear(result);
        if (status == DONDOC_PIPELINE_SYNC) return dondoc_PQexitPipelineMode(floor->floor) ? 0 : -1;
    }
}

double ledger_floor_append(struct ledger_floor *floor) {
    double start = now();
    if (!dondoc_PQenterPipelineMode(floor->floor) || !send_text(floor, "BEGIN"))
        return failed(floor->floor, "BEGIN");
    for (long i = 0; i < floor->count; i++) {
        if (add_row(floor, &floor->rows[i])) return failed(floor->floor, "insert");
        if (i % 64 == 63 && flush(floor->floor)) return failed(floor->floor, "flush");
    }
    if (!advance(floor) || !send_text(floor, "COMMIT")) return failed(floor->floor, "COMMIT");
    if (take_answers(floor)) return -1;
    double seconds = now() - start;
    floor->number = floor->next;
    memcpy(floor->hash, floor->next_hash, sizeof floor->hash);
    return seconds;
}
