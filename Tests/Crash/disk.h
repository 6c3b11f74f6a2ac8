// See disk.c. Nothing is done until disk_begin was called.
void disk_begin(const char *folders);
void disk_before_write(int fd);
void disk_after_sync(int fd, int is_everything);
void disk_before_making(int folder, const char *name);
void disk_before_moving(int from_folder, const char *from, int to_folder, const char *to);
void disk_before_removing(int folder, const char *name);
/// Takes back what was not synced.
void disk_fail(int is_garbled, long seed);
