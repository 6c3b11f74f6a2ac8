#ifndef LEDGER_FLOOR_H
#define LEDGER_FLOOR_H

/// A session with a database that has the ledger's tables, empty as they were made, and one with the database of the
/// ledger that it is held against.
struct ledger_floor;

/// - Parameter own: as libpq reads it; like `floor`.
/// - Returns: NULL where it fails; standard error tells.
struct ledger_floor *ledger_floor_open(const char *own, const char *floor);
void ledger_floor_close(struct ledger_floor *floor);

/// Reads into memory what the ledger has added since the last time: rows, messages, requests and deliveries.
/// - Returns: how many rows, or -1.
long ledger_floor_load(struct ledger_floor *floor);

/// Adds what was loaded as the ledger did: one transaction in a pipeline, a prepared statement a table, the head moved on,
/// and the commit waited for.
/// - Returns: seconds on the clock, or -1.
double ledger_floor_append(struct ledger_floor *floor);

#endif
