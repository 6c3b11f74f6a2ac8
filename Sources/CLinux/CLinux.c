#define _GNU_SOURCE
#include "CLinux.h"
#include <errno.h>
#include <stdlib.h>

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

int dondoc_accept(int listener) { return accept4(listener, NULL, NULL, SOCK_CLOEXEC | SOCK_NONBLOCK); }
