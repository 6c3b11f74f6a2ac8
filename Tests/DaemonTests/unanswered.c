// Kills the process, with SIGKILL, when it is about to answer on a socket: what it did before stays done, and whoever
// asked hears nothing. For LD_PRELOAD.
//
//   UNANSWERED  a word of the answer
#define _GNU_SOURCE
#include <dlfcn.h>
#include <signal.h>
#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>
#include <unistd.h>

ssize_t send(int fd, const void *bytes, size_t count, int flags) {
    static __typeof__(&send) real;
    if (!real) real = (__typeof__(&send))dlsym(RTLD_NEXT, "send");
    const char *word = getenv("UNANSWERED");
    if (word && memmem(bytes, count, word, strlen(word))) kill(getpid(), SIGKILL);
    return real(fd, bytes, count, flags);
}
