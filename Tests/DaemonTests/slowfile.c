// Makes the reading of some files slow, as a disk does that hangs. For LD_PRELOAD.
//
//   SLOW_FILE     what the end of such a file's path is
//   SLOW_SECONDS  how long it takes to open it, while a file of that name with `.slow` added lies beside it
#define _GNU_SOURCE
#include <dlfcn.h>
#include <fcntl.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

static void wait_for(const char *path) {
    const char *end = getenv("SLOW_FILE"), *seconds = getenv("SLOW_SECONDS");
    if (!end || !seconds || !path) return;
    size_t length = strlen(path), tail = strlen(end);
    char mark[4096];
    if (length < tail || strcmp(path + length - tail, end)) return;
    snprintf(mark, sizeof mark, "%s.slow", path);
    if (access(mark, F_OK) == 0) sleep((unsigned)atoi(seconds));
}

int open(const char *path, int flags, ...) {
    static __typeof__(&open) real;
    if (!real) real = (__typeof__(&open))dlsym(RTLD_NEXT, "open");
    va_list more;
    va_start(more, flags);
    int mode = va_arg(more, int);
    va_end(more);
    wait_for(path);
    return real(path, flags, mode);
}

int open64(const char *path, int flags, ...) {
    static __typeof__(&open) real;
    if (!real) real = (__typeof__(&open))dlsym(RTLD_NEXT, "open64");
    va_list more;
    va_start(more, flags);
    int mode = va_arg(more, int);
    va_end(more);
    wait_for(path);
    return real(path, flags, mode);
}
