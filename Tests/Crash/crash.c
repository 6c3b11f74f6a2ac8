// Ends the process at the Nth call that changes what is outside it: for LD_PRELOAD.
//
//   CRASH_AT    which call, from 1
//   CRASH_WHEN  before, after, or torn (a write: half of it is written first; any other call: before);
//               lost or garbled: before, and the disk loses what was not synced (disk.c)
#define _GNU_SOURCE
#include "disk.h"

#include <dlfcn.h>
#include <fcntl.h>
#include <signal.h>
#include <stdarg.h>
#include <stdatomic.h>
#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>
#include <sys/stat.h>
#include <sys/syscall.h>
#include <sys/uio.h>
#include <unistd.h>

static atomic_long calls;
static long target = -1;
static char when = 'b';

__attribute__((constructor)) static void read_environment(void) {
    const char *at = getenv("CRASH_AT"), *word = getenv("CRASH_WHEN");
    target = at ? atol(at) : 0;
    if (word) when = word[0];
    if (when == 'l' || when == 'g') disk_begin(getenv("CRASH_DISK"));
    // What it starts is another program.
    unsetenv("LD_PRELOAD");
}

static void die(void) {
    if (when == 'l' || when == 'g') disk_fail(when == 'g', target);
    syscall(SYS_kill, getpid(), SIGKILL);
    for (;;) pause();
}

/// Whether this is the call.
static int is_target(void) { return target > 0 && atomic_fetch_add(&calls, 1) + 1 == target; }

#define REAL(name) ((__typeof__(&name))dlsym(RTLD_NEXT, #name))

#define CALL(result, name, parameters, arguments, prepare, finish)                                                     \
    result name parameters {                                                                                           \
        static __typeof__(&name) real;                                                                                 \
        if (!real) real = REAL(name);                                                                                  \
        int crash = is_target();                                                                                       \
        if (crash && when != 'a') die();                                                                               \
        prepare;                                                                                                       \
        result value = real arguments;                                                                                 \
        if (value >= 0) finish;                                                                                        \
        if (crash) die();                                                                                              \
        return value;                                                                                                  \
    }

#define WRITE(name, parameters, arguments, half)                                                                       \
    ssize_t name parameters {                                                                                          \
        static __typeof__(&name) real;                                                                                 \
        if (!real) real = REAL(name);                                                                                  \
        int crash = is_target();                                                                                       \
        if (crash && when == 't') (void)!real half;                                                                    \
        if (crash && when != 'a') die();                                                                               \
        disk_before_write(fd);                                                                                         \
        ssize_t value = real arguments;                                                                                \
        if (crash) die();                                                                                              \
        return value;                                                                                                  \
    }

WRITE(write, (int fd, const void *bytes, size_t count), (fd, bytes, count), (fd, bytes, count / 2))
WRITE(pwrite, (int fd, const void *bytes, size_t count, off_t offset), (fd, bytes, count, offset),
      (fd, bytes, count / 2, offset))
WRITE(pwrite64, (int fd, const void *bytes, size_t count, off64_t offset), (fd, bytes, count, offset),
      (fd, bytes, count / 2, offset))
#define NOTHING (void)0

CALL(ssize_t, writev, (int fd, const struct iovec *parts, int count), (fd, parts, count), disk_before_write(fd), NOTHING)
CALL(int, ftruncate, (int fd, off_t length), (fd, length), disk_before_write(fd), NOTHING)
CALL(int, ftruncate64, (int fd, off64_t length), (fd, length), disk_before_write(fd), NOTHING)
CALL(int, fsync, (int fd), (fd), NOTHING, disk_after_sync(fd, 0))
CALL(int, fdatasync, (int fd), (fd), NOTHING, disk_after_sync(fd, 0))
CALL(int, syncfs, (int fd), (fd), NOTHING, disk_after_sync(fd, 1))
CALL(int, rename, (const char *from, const char *to), (from, to), disk_before_moving(AT_FDCWD, from, AT_FDCWD, to),
     NOTHING)
CALL(int, renameat, (int from_folder, const char *from, int to_folder, const char *to),
     (from_folder, from, to_folder, to), disk_before_moving(from_folder, from, to_folder, to), NOTHING)
CALL(int, renameat2, (int from_folder, const char *from, int to_folder, const char *to, unsigned flags),
     (from_folder, from, to_folder, to, flags), disk_before_moving(from_folder, from, to_folder, to), NOTHING)
CALL(int, link, (const char *from, const char *to), (from, to), disk_before_making(AT_FDCWD, to), NOTHING)
CALL(int, linkat, (int from_folder, const char *from, int to_folder, const char *to, int flags),
     (from_folder, from, to_folder, to, flags), disk_before_making(to_folder, to), NOTHING)
CALL(int, symlink, (const char *to, const char *path), (to, path), disk_before_making(AT_FDCWD, path), NOTHING)
CALL(int, unlink, (const char *path), (path), disk_before_removing(AT_FDCWD, path), NOTHING)
CALL(int, unlinkat, (int folder, const char *path, int flags), (folder, path, flags),
     disk_before_removing(folder, path), NOTHING)
CALL(int, mkdir, (const char *path, mode_t mode), (path, mode), disk_before_making(AT_FDCWD, path), NOTHING)
CALL(int, mkdirat, (int folder, const char *path, mode_t mode), (folder, path, mode), disk_before_making(folder, path),
     NOTHING)
CALL(ssize_t, sendmsg, (int fd, const struct msghdr *message, int flags), (fd, message, flags), NOTHING, NOTHING)
CALL(ssize_t, send, (int fd, const void *bytes, size_t count, int flags), (fd, bytes, count, flags), NOTHING, NOTHING)
CALL(ssize_t, sendto,
     (int fd, const void *bytes, size_t count, int flags, const struct sockaddr *to, socklen_t length),
     (fd, bytes, count, flags, to, length), NOTHING, NOTHING)

/// Opening may empty a file.
static void truncating(int folder, const char *path) {
    int fd = (int)syscall(SYS_openat, folder, path, O_RDONLY | O_CLOEXEC);
    if (fd < 0) return;
    disk_before_write(fd);
    syscall(SYS_close, fd);
}

// Opening counts where it may make a file.
#define OPEN(name, parameters, arguments, last, where)                                                                 \
    int name parameters {                                                                                              \
        static int (*real) parameters;                                                                                 \
        if (!real) real = (int (*) parameters)dlsym(RTLD_NEXT, #name);                                                 \
        mode_t mode = 0;                                                                                               \
        if (flags & (O_CREAT | __O_TMPFILE)) {                                                                         \
            va_list more;                                                                                              \
            va_start(more, last);                                                                                      \
            mode = va_arg(more, mode_t);                                                                               \
            va_end(more);                                                                                              \
        }                                                                                                              \
        int crash = (flags & O_CREAT) && is_target();                                                                  \
        if (crash && when != 'a') die();                                                                               \
        if (flags & O_CREAT) disk_before_making(where, path);                                                          \
        if (flags & O_TRUNC) truncating(where, path);                                                                  \
        int value = real arguments;                                                                                    \
        if (crash) die();                                                                                              \
        return value;                                                                                                  \
    }

OPEN(open, (const char *path, int flags, ...), (path, flags, mode), flags, AT_FDCWD)
OPEN(open64, (const char *path, int flags, ...), (path, flags, mode), flags, AT_FDCWD)
OPEN(openat, (int folder, const char *path, int flags, ...), (folder, path, flags, mode), flags, folder)
OPEN(openat64, (int folder, const char *path, int flags, ...), (folder, path, flags, mode), flags, folder)
