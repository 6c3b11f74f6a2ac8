// Linux system calls that Swift's Glibc overlay does not export, or exports as macros it cannot see.
#pragma once
#include <stdint.h>
#include <sys/types.h>
#include <sys/epoll.h>
#include <sys/inotify.h>
#include <sys/resource.h>
#include <sys/signalfd.h>
#include <sys/socket.h>
#include <sys/stat.h>
#include <sys/timerfd.h>
#include <sys/un.h>

/// The peer's process, user and group ids (SO_PEERCRED). Returns 0 or -errno.
int dondoc_peer_credentials(int fd, int32_t *pid, uint32_t *uid, uint32_t *gid);

/// Whether a group is among the peer's supplementary ones (SO_PEERGROUPS) or its own. 1, 0 or -errno.
int dondoc_peer_in_group(int fd, uint32_t gid);

/// accept4 with SOCK_CLOEXEC and SOCK_NONBLOCK. Returns -1 with errno.
int dondoc_accept(int listener);

/// malloc_trim(3): gives back to the system what the heap does not use. Returns whether there was any.
int malloc_trim(size_t pad);

/// syncfs(2): everything written to the descriptor's file system is on the disk. Returns -1 with errno.
int syncfs(int fd);

/// pipe2(2). Returns -1 with errno.
int pipe2(int fds[2], int flags);

/// pidfd_open(2): a descriptor that is readable once the process has ended. Returns -1 with errno.
int pidfd_open(pid_t pid, unsigned int flags);

/// Starts a program in a process group of its own, with signals as any program expects them, that is killed when the thread
/// that started it ends. Returns 0 or errno.
/// - input: its standard input; output: its standard output and error.
int dondoc_spawn_bound(const char *path, char *const arguments[], int input, int output, pid_t *child);

/// How many processors this thread may use (sched_getaffinity(2)); at least 1.
int dondoc_usable_processors(void);

/// Whether the kernel's clock is synchronised (adjtimex(2), STA_UNSYNC). 1 or 0.
int dondoc_clock_is_synchronised(void);

/// memfd_create(2): a file in memory that is gone with its last descriptor. Returns -1 with errno.
int memfd_create(const char *name, unsigned int flags);
