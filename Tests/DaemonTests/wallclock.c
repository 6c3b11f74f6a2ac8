// A wall clock that can be set for one process alone: for LD_PRELOAD.
//
//   WALLCLOCK  a file with the seconds to add to CLOCK_REALTIME; read again and again
//   STANDING   where it is set, the file has the seconds since 1970 that the clock shows, and it does not go on
//
// As the kernel does, a timerfd of CLOCK_REALTIME is cancelled when the clock is set: the next read says ECANCELED.
#define _GNU_SOURCE
#include <dlfcn.h>
#include <errno.h>
#include <pthread.h>
#include <stdatomic.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/time.h>
#include <sys/timerfd.h>
#include <sys/timex.h>
#include <time.h>
#include <unistd.h>

#define REAL(name) ((__typeof__(&name))dlsym(RTLD_NEXT, #name))

static atomic_long offset;
static int is_standing;
/// The one timerfd of the daemon's that follows the wall clock.
static atomic_int timer = -1;
static atomic_int is_cancelled;

static long read_offset(void) {
    const char *path = getenv("WALLCLOCK");
    FILE *file = path ? fopen(path, "re") : NULL;
    long value = atomic_load(&offset);
    if (file) {
        if (fscanf(file, "%ld.", &value) != 1) value = atomic_load(&offset);
        fclose(file);
    }
    return value;
}

static void *watch(void *unused) {
    (void)unused;
    for (;;) {
        long value = read_offset();
        if (value != atomic_load(&offset)) {
            atomic_store(&offset, value);
            int fd = atomic_load(&timer);
            if (fd >= 0) {
                struct itimerspec now = {.it_value = {.tv_nsec = 1}};
                atomic_store(&is_cancelled, 1);
                REAL(timerfd_settime)(fd, 0, &now, NULL);
            }
        }
        struct timespec pause = {.tv_nsec = 5 * 1000 * 1000};
        nanosleep(&pause, NULL);
    }
    return NULL;
}

__attribute__((constructor)) static void begin(void) {
    is_standing = getenv("STANDING") != NULL;
    atomic_store(&offset, read_offset());
    pthread_t thread;
    pthread_create(&thread, NULL, watch, NULL);
}

int clock_gettime(clockid_t clock, struct timespec *time) {
    static __typeof__(&clock_gettime) real;
    if (!real) real = REAL(clock_gettime);
    int result = real(clock, time);
    if (result != 0 || (clock != CLOCK_REALTIME && clock != CLOCK_REALTIME_COARSE)) return result;
    if (is_standing) *time = (struct timespec){0};
    time->tv_sec += atomic_load(&offset);
    return result;
}

int timerfd_create(clockid_t clock, int flags) {
    int fd = REAL(timerfd_create)(clock, flags);
    if (clock == CLOCK_REALTIME && (flags & TFD_NONBLOCK) && atomic_load(&timer) < 0) atomic_store(&timer, fd);
    return fd;
}

int timerfd_settime(int fd, int flags, const struct itimerspec *value, struct itimerspec *old) {
    __typeof__(&timerfd_settime) real = REAL(timerfd_settime);
    if (fd != atomic_load(&timer)) return real(fd, flags, value, old);
    struct itimerspec moved = *value;
    if (flags & TFD_TIMER_ABSTIME) moved.it_value.tv_sec -= atomic_load(&offset);
    if (is_standing) moved.it_value.tv_sec += time(NULL);
    if (moved.it_value.tv_sec < 1) moved.it_value.tv_sec = 1;
    int result = real(fd, flags & TFD_TIMER_ABSTIME, &moved, old);
    if (result == 0 && atomic_exchange(&is_cancelled, 0)) {
        errno = ECANCELED;
        return -1;
    }
    return result;
}

ssize_t read(int fd, void *buffer, size_t count) {
    static __typeof__(&read) real;
    if (!real) real = REAL(read);
    if (fd >= 0 && fd == atomic_load(&timer) && atomic_exchange(&is_cancelled, 0)) {
        (void)!real(fd, buffer, count);
        errno = ECANCELED;
        return -1;
    }
    return real(fd, buffer, count);
}

// The kernel's word on its clock: synchronised where VOUCHED is set.
int adjtimex(struct timex *state) {
    *state = (struct timex){.status = getenv("VOUCHED") ? 0 : STA_UNSYNC};
    return getenv("VOUCHED") ? TIME_OK : TIME_ERROR;
}
