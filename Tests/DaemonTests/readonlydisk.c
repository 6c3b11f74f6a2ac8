// A disk that turns read-only under a running process, and writable again, as a kernel does it after an error: what is
// open stays open, and every write fails with EROFS. For LD_PRELOAD; a real remount is refused while files are open.
//
//   READONLY_DISK  a folder
//   READONLY_FLAG  a file: while it is there, the folder cannot be written
#define _GNU_SOURCE
#include <dlfcn.h>
#include <errno.h>
#include <fcntl.h>
#include <limits.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <sys/syscall.h>
#include <sys/uio.h>
#include <unistd.h>

#define REAL(name) ((__typeof__(&name))dlsym(RTLD_NEXT, #name))

static int is_read_only(void) {
    const char *flag = getenv("READONLY_FLAG");
    return flag && syscall(SYS_faccessat, AT_FDCWD, flag, F_OK) == 0;
}

static int is_inside(const char *path) {
    const char *folder = getenv("READONLY_DISK");
    size_t length = folder ? strlen(folder) : 0;
    return length && !strncmp(path, folder, length) && (path[length] == '/' || !path[length]);
}

static int is_there(int fd) {
    char link[64], path[PATH_MAX];
    snprintf(link, sizeof link, "/proc/self/fd/%d", fd);
    ssize_t length = syscall(SYS_readlinkat, AT_FDCWD, link, path, sizeof path - 1);
    if (length <= 0) return 0;
    path[length] = 0;
    return is_inside(path);
}

static int refuses_file(int fd) { return is_read_only() && is_there(fd); }

static int refuses(int folder, const char *path) {
    return is_read_only() && (path[0] == '/' || folder == AT_FDCWD ? is_inside(path) : is_there(folder));
}

#define CALL(result, name, parameters, arguments, refused)                                                             \
    result name parameters {                                                                                           \
        int saved = errno;                                                                                             \
        if (refused) {                                                                                                 \
            errno = EROFS;                                                                                             \
            return -1;                                                                                                 \
        }                                                                                                              \
        errno = saved;                                                                                                 \
        return REAL(name) arguments;                                                                                   \
    }

CALL(ssize_t, write, (int fd, const void *bytes, size_t count), (fd, bytes, count), refuses_file(fd))
CALL(ssize_t, writev, (int fd, const struct iovec *parts, int count), (fd, parts, count), refuses_file(fd))
CALL(ssize_t, pwrite, (int fd, const void *bytes, size_t count, off_t at), (fd, bytes, count, at), refuses_file(fd))
CALL(ssize_t, pwrite64, (int fd, const void *bytes, size_t count, off64_t at), (fd, bytes, count, at),
     refuses_file(fd))
CALL(int, ftruncate, (int fd, off_t length), (fd, length), refuses_file(fd))
CALL(int, ftruncate64, (int fd, off64_t length), (fd, length), refuses_file(fd))
CALL(int, rename, (const char *from, const char *to), (from, to), refuses(AT_FDCWD, from) || refuses(AT_FDCWD, to))
CALL(int, renameat, (int a, const char *from, int b, const char *to), (a, from, b, to),
     refuses(a, from) || refuses(b, to))
CALL(int, link, (const char *from, const char *to), (from, to), refuses(AT_FDCWD, to))
CALL(int, symlink, (const char *to, const char *path), (to, path), refuses(AT_FDCWD, path))
CALL(int, unlink, (const char *path), (path), refuses(AT_FDCWD, path))
CALL(int, unlinkat, (int folder, const char *path, int flags), (folder, path, flags), refuses(folder, path))
CALL(int, mkdir, (const char *path, mode_t mode), (path, mode), refuses(AT_FDCWD, path))
CALL(int, mkdirat, (int folder, const char *path, mode_t mode), (folder, path, mode), refuses(folder, path))

#define OPEN(name, parameters, arguments, where)                                                                       \
    int name parameters {                                                                                              \
        mode_t mode = 0;                                                                                               \
        if (flags & (O_CREAT | __O_TMPFILE)) {                                                                         \
            va_list more;                                                                                              \
            va_start(more, flags);                                                                                     \
            mode = va_arg(more, mode_t);                                                                               \
            va_end(more);                                                                                              \
        }                                                                                                              \
        if ((flags & (O_CREAT | O_WRONLY | O_RDWR)) && refuses(where, path)) {                                         \
            errno = EROFS;                                                                                             \
            return -1;                                                                                                 \
        }                                                                                                              \
        return ((int (*) parameters)dlsym(RTLD_NEXT, #name))arguments;                                                 \
    }

OPEN(open, (const char *path, int flags, ...), (path, flags, mode), AT_FDCWD)
OPEN(open64, (const char *path, int flags, ...), (path, flags, mode), AT_FDCWD)
OPEN(openat, (int folder, const char *path, int flags, ...), (folder, path, flags, mode), folder)
OPEN(openat64, (int folder, const char *path, int flags, ...), (folder, path, flags, mode), folder)
