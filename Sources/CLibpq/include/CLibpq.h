/* PostgreSQL's client library, opened when the first connection is made: who names no database needs none, and loads none.
 *
 * Declared here as PostgreSQL's documentation has them (chapter "libpq"); libpq.so.5 has kept them since version 14. */
#ifndef CLIBPQ_H
#define CLIBPQ_H

#include <stdbool.h>
#include <stddef.h>

typedef struct pg_conn PGconn;
typedef struct pg_result PGresult;

typedef struct {
    char *keyword;
    char *envvar;
    char *compiled;
    char *val;
    char *label;
    char *dispchar;
    int dispsize;
} PQconninfoOption;

typedef struct pgNotify {
    char *relname;
    int be_pid;
    char *extra;
    struct pgNotify *next;
} PGnotify;

typedef void (*PQnoticeReceiver)(void *arg, const PGresult *result);

/* ConnStatusType, PostgresPollingStatusType, ExecStatusType. */
enum { DONDOC_CONNECTION_OK = 0, DONDOC_CONNECTION_BAD = 1 };
enum { DONDOC_POLLING_FAILED = 0, DONDOC_POLLING_READING = 1, DONDOC_POLLING_WRITING = 2, DONDOC_POLLING_OK = 3 };
enum {
    DONDOC_COMMAND_OK = 1, DONDOC_TUPLES_OK = 2, DONDOC_FATAL_ERROR = 7, DONDOC_PIPELINE_SYNC = 10,
    DONDOC_PIPELINE_ABORTED = 11
};

/* NULL, or why the library cannot be used. Of all else nothing may be called before it has answered NULL. */
const char *dondoc_libpq_open(void);

#define DONDOC_LIBPQ_FUNCTIONS(F) \
    F(PQconninfoOption *, PQconninfoParse, (const char *text, char **error), (text, error)) \
    F(PGconn *, PQconnectStartParams, (const char *const *keys, const char *const *values, int expand), \
        (keys, values, expand)) \
    F(int, PQconnectPoll, (PGconn *c), (c)) \
    F(int, PQstatus, (const PGconn *c), (c)) \
    F(char *, PQerrorMessage, (const PGconn *c), (c)) \
    F(int, PQsocket, (const PGconn *c), (c)) \
    F(int, PQbackendPID, (const PGconn *c), (c)) \
    F(int, PQserverVersion, (const PGconn *c), (c)) \
    F(int, PQsetnonblocking, (PGconn *c, int on), (c, on)) \
    F(int, PQflush, (PGconn *c), (c)) \
    F(int, PQsendQueryParams, \
        (PGconn *c, const char *sql, int count, const unsigned *types, const char *const *values, const int *lengths, \
            const int *formats, int resultFormat), \
        (c, sql, count, types, values, lengths, formats, resultFormat)) \
    F(int, PQsendPrepare, (PGconn *c, const char *name, const char *sql, int count, const unsigned *types), \
        (c, name, sql, count, types)) \
    F(int, PQsendQueryPrepared, \
        (PGconn *c, const char *name, int count, const char *const *values, const int *lengths, const int *formats, \
            int resultFormat), \
        (c, name, count, values, lengths, formats, resultFormat)) \
    F(int, PQenterPipelineMode, (PGconn *c), (c)) \
    F(int, PQexitPipelineMode, (PGconn *c), (c)) \
    F(int, PQpipelineSync, (PGconn *c), (c)) \
    F(int, PQsendFlushRequest, (PGconn *c), (c)) \
    F(PGresult *, PQgetResult, (PGconn *c), (c)) \
    F(int, PQconsumeInput, (PGconn *c), (c)) \
    F(int, PQisBusy, (PGconn *c), (c)) \
    F(PGnotify *, PQnotifies, (PGconn *c), (c)) \
    F(PQnoticeReceiver, PQsetNoticeReceiver, (PGconn *c, PQnoticeReceiver receiver, void *arg), (c, receiver, arg)) \
    F(int, PQresultStatus, (const PGresult *r), (r)) \
    F(char *, PQresultErrorField, (const PGresult *r, int field), (r, field)) \
    F(char *, PQresultErrorMessage, (const PGresult *r), (r)) \
    F(char *, PQcmdStatus, (PGresult *r), (r)) \
    F(char *, PQcmdTuples, (PGresult *r), (r)) \
    F(int, PQntuples, (const PGresult *r), (r)) \
    F(int, PQnfields, (const PGresult *r), (r)) \
    F(char *, PQgetvalue, (const PGresult *r, int row, int column), (r, row, column)) \
    F(int, PQgetlength, (const PGresult *r, int row, int column), (r, row, column)) \
    F(int, PQgetisnull, (const PGresult *r, int row, int column), (r, row, column))

#define DONDOC_LIBPQ_PROCEDURES(F) \
    F(PQconninfoFree, (PQconninfoOption *options), (options)) \
    F(PQfinish, (PGconn *c), (c)) \
    F(PQclear, (PGresult *r), (r)) \
    F(PQfreemem, (void *memory), (memory))

#define DONDOC_DECLARE(type, name, parameters, arguments) type dondoc_##name parameters;
#define DONDOC_DECLARE_PROCEDURE(name, parameters, arguments) void dondoc_##name parameters;
DONDOC_LIBPQ_FUNCTIONS(DONDOC_DECLARE)
DONDOC_LIBPQ_PROCEDURES(DONDOC_DECLARE_PROCEDURE)

#endif
