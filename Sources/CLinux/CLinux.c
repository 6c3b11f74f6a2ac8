#define _GNU_SOURCE
#include <fcntl.h>
#include <signal.h>
#include <sys/prctl.h>
#include <sys/timex.h>
#include <sys/wait.h>
#include "CLinux.h"
#include <errno.h>
#include <sched.h>
#include <stdlib.h>
#include <unistd.h>

int dondoc_peer_credentials(int fd, int32_t *pid, uint32_t *uid, uint32_t *gid) {
    struct ucred credentials;
    socklen_t length = sizeof credentials;
    if (getsockopt(fd, SOL_SOCKET, SO_PEERCRED, &credentials, &length) < 0) return -errno;
    *pid = credentials.pid;
    *uid = credentials.uid;
    *gid = credentials.gid;
    return 0;
}

int dondoc_peer_in_group(int fd, uint32_t gid) {
    int32_t pid;
    uint32_t uid, own;
    int error = dondoc_peer_credentials(fd, &pid, &uid, &own);
    if (error < 0) return error;
    if (own == gid) return 1;
    socklen_t length = 0;
    if (getsockopt(fd, SOL_SOCKET, SO_PEERGROUPS, NULL, &length) == 0) return 0;
    if (errno != ERANGE) return -errno;
    gid_t *groups = malloc(length);
    if (!groups) return -ENOMEM;
    int found = 0;
    if (getsockopt(fd, SOL_SOCKET, SO_PEERGROUPS, groups, &length) < 0) found = -errno;
    for (size_t i = 0; found == 0 && i < length / sizeof(gid_t); i++) found = groups[i] == gid;
    free(groups);
    return found;
}

int dondoc_clock_is_synchronised(void) {
    struct timex state = {0};
    return adjtimex(&state) != TIME_ERROR && !(state.status & STA_UNSYNC);
}

int dondoc_accept(int listener) { return accept4(listener, NULL, NULL, SOCK_CLOEXEC | SOCK_NONBLOCK); }

extern char **environ;

// Between fork and exec: async-signal-safe calls alone.
static int become(const char *path, char *const arguments[], int input, int output, pid_t parent) {
    struct sigaction standard = {.sa_handler = SIG_DFL};
    sigset_t none;
    if (setpgid(0, 0) != 0 || prctl(PR_SET_PDEATHSIG, SIGKILL) != 0) return errno;
    // The parent may have died before that was asked for.
    if (getppid() != parent) _exit(127);
    for (int number = 1; number < NSIG; number++) sigaction(number, &standard, NULL);
    sigemptyset(&none);
    if (sigprocmask(SIG_SETMASK, &none, NULL) != 0) return errno;
    if (dup2(input, 0) < 0 || dup2(output, 1) < 0 || dup2(output, 2) < 0) return errno;
    execve(path, arguments, environ);
    return errno;
}

int dondoc_spawn_bound(const char *path, char *const arguments[], int input, int output, pid_t *child) {
    int ends[2];
    if (pipe2(ends, O_CLOEXEC) != 0) return errno;
    pid_t parent = getpid(), process = fork();
    if (process == 0) {
        int failure = become(path, arguments, input, output, parent);
        ssize_t written = write(ends[1], &failure, sizeof failure);
        _exit(written == sizeof failure ? 127 : 126);
    }
    int failure = process < 0 ? errno : 0;
    close(ends[1]);
    if (process > 0) {
        ssize_t count;
        // Nothing comes where the program was begun: the pipe closes with that.
        while ((count = read(ends[0], &failure, sizeof failure)) < 0 && errno == EINTR) continue;
        if (count != sizeof failure) failure = 0;
        if (failure) waitpid(process, NULL, 0);
    }
    close(ends[0]);
    *child = process;
    return failure;
}

int dondoc_usable_processors(void) {
    cpu_set_t allowed;
    return sched_getaffinity(0, sizeof allowed, &allowed) == 0 ? CPU_COUNT(&allowed) : 1;
}
