#ifndef DELIVERY_FLOOR_H
#define DELIVERY_FLOOR_H

/// Seconds on the clock of each part of a delivery.
struct floor_times {
    double staged, committed, journaled, published, readable, marked;
};

/// A state and a spool of its own, with a Maildir for each body and a ledger of the same shape.
struct floor;

/// - Parameter like: a ledger whose tables are made again here.
/// - Returns: NULL where it fails; errno and standard error tell.
struct floor *floor_open(const char *folder, const char *like);
void floor_close(struct floor *floor);

/// Reads into memory what another ledger and spool hold of a delivery: its messages, rows and journal entries.
/// - Returns: 0, or -1.
int floor_load(struct floor *floor, const char *ledger, const char *spool, long long first, long long last);

/// Does what was loaded, in the order that a delivery has to: all files written and one sync of the file system; one
/// transaction; a journal entry each; all renames and one sync; the wait for the last entry to be readable; the mark.
/// - Returns: 0, or -1.
int floor_run(struct floor *floor, struct floor_times *times);

/// The files alone in batches: write all, sync the file system, rename all, sync the folders.
/// - Parameter batch: 1 syncs each file and folder by itself.
/// - Returns: messages a second, or -1.
double floor_files(struct floor *floor, const char *spool, int batch);

#endif
