// Ends the process at the Nth call that changes what is outside it: for LD_PRELOAD.
//
//   CRASH_AT    which call, from 1
//   CRASH_WHEN  before, after, or torn (a write: half of it is written first; any other call: before)
#define _GNU_SOURCE
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
}

static void die(void) {
    syscall(SYS_kill, getpid(), SIGKILL);
    for (;;) pause();
}

/// Whether this is the call.
static int is_target(void) { return target > 0 && atomic_fetch_add(&calls, 1) + 1 == target; }

#define REAL(name) ((__typeof__(&name))dlsym(RTLD_NEXT, #name))

#define CALL(result, name, parameters, arguments)                                                                      \
    result name parameters {                                                                                           \
        static __typeof__(&name) real;                                                                                 \
        if (!real) real = REAL(name);                                                                                  \
        int crash = is_target();                                                                                       \
        if (crash && when != 'a') die();                                                                               \
        result value = real arguments;                                                                                 \
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
        ssize_t value = real arguments;                                                                                \
        if (crash) die();                                                                                              \
        return value;                                                                                                  \
    }

WRITE(write, (int fd, const void *bytes, size_t count), (fd, bytes, count), (fd, bytes, count / 2))
WRITE(pwrite, (int fd, const void *bytes, size_t count, off_t offset), (fd, bytes, count, offset),
      (fd, bytes, count / 2, offset))
WRITE(pwrite64, (int fd, const void *bytes, size_t count, off64_t offset), (fd, bytes, count, offset),
      (fd, bytes, count / 2, offset))
CALL(ssize_t, writev, (int fd, const struct iovec *parts, int count), (fd, parts, count))
CALL(int, ftruncate, (int fd, off_t length), (fd, length))
CALL(int, ftruncate64, (int fd, off64_t length), (fd, length))
CALL(int, fsync, (int fd), (fd))
CALL(int, fdatasync, (int fd), (fd))
CALL(int, syncfs, (int fd), (fd))
CALL(int, rename, (const char *from, const char *to), (from, to))
CALL(int, renameat, (int from_folder, const char *from, int to_folder, const char *to),
     (from_folder, from, to_folder, to))
CALL(int, renameat2, (int from_folder, const char *from, int to_folder, const char *to, unsigned flags),
     (from_folder, from, to_folder, to, flags))
CALL(int, link, (const char *from, const char *to), (from, to))
CALL(int, linkat, (int from_folder, const char *from, int to_folder, const char *to, int flags),
     (from_folder, from, to_folder, to, flags))
CALL(int, unlink, (const char *path), (path))
CALL(int, unlinkat, (int folder, const char *path, int flags), (folder, path, flags))
CALL(int, mkdir, (const char *path, mode_t mode), (path, mode))
CALL(int, mkdirat, (int folder, const char *path, mode_t mode), (folder, path, mode))
CALL(ssize_t, sendmsg, (int fd, const struct msghdr *message, int flags), (fd, message, flags))
CALL(ssize_t, send, (int fd, const void *bytes, size_t count, int flags), (fd, bytes, count, flags))
CALL(ssize_t, sendto,
     (int fd, const void *bytes, size_t count, int flags, const struct sockaddr *to, socklen_t length),
     (fd, bytes, count, flags, to, length))

// Opening counts where it may make a file.
#define OPEN(name, parameters, arguments, last)                                                                        \
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
        int value = real arguments;                                                                                    \
        if (crash) die();                                                                                              \
        return value;                                                                                                  \
    }

OPEN(open, (const char *path, int flags, ...), (path, flags, mode), flags)
OPEN(open64, (const char *path, int flags, ...), (path, flags, mode), flags)
OPEN(openat, (int folder, const char *path, int flags, ...), (folder, path, flags, mode), flags)
OPEN(openat64, (int folder, const char *path, int flags, ...), (folder, path, flags, mode), flags)
