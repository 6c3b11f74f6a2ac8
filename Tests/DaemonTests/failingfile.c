// A device that does not give back what lies behind some place of a file: reading it fails with EIO. For LD_PRELOAD.
//
//   FAILING_FILE  the file
//   FAILING_FROM  the first byte that cannot be read
//   FAILING_FLAG  a file: while it is there, the device fails
#define _GNU_SOURCE
#include <errno.h>
#include <fcntl.h>
#include <limits.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/syscall.h>
#include <unistd.h>

static int fails(int fd, off64_t end) {
    const char *flag = getenv("FAILING_FLAG"), *file = getenv("FAILING_FILE"), *from = getenv("FAILING_FROM");
    if (!flag || !file || !from || syscall(SYS_faccessat, AT_FDCWD, flag, F_OK) != 0) return 0;
    char link[64], path[PATH_MAX];
    snprintf(link, sizeof link, "/proc/self/fd/%d", fd);
    ssize_t length = syscall(SYS_readlinkat, AT_FDCWD, link, path, sizeof path - 1);
    if (length <= 0) return 0;
    path[length] = 0;
    return !strcmp(path, file) && end > atoll(from);
}

#define READ(name, offset)                                                                                             \
    ssize_t name(int fd, void *bytes, size_t count, offset at) {                                                       \
        int saved = errno;                                                                                             \
        if (fails(fd, (off64_t)at + (off64_t)count)) {                                                                 \
            errno = EIO;                                                                                               \
            return -1;                                                                                                 \
        }                                                                                                              \
        errno = saved;                                                                                                 \
        return syscall(SYS_pread64, fd, bytes, count, at);                                                             \
    }

READ(pread, off_t)
READ(pread64, off64_t)
