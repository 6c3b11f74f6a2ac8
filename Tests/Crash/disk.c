// A disk that keeps what was synced and nothing that it was not bound to keep: what else was written, made, renamed or
// removed below CRASH_DISK (folders, separated by ':') is taken back when the process is killed.
//
// With `lost` all of it; with `garbled` a part: of the folders' changes the first few, as a journalled file system
// keeps them, and of each file's a mixture of old and new sectors.
#define _GNU_SOURCE
#include "disk.h"

#include <fcntl.h>
#include <limits.h>
#include <pthread.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <sys/syscall.h>
#include <unistd.h>

enum { SECTOR = 512 };

/// A file that was written to since its last sync, with what it held then.
struct file {
    struct file *next;
    dev_t device;
    ino_t inode;
    char path[PATH_MAX];
    char *bytes;
    size_t size;
};

/// A change of a folder that was not synced since.
struct change {
    struct change *before;
    enum { MADE, MOVED, REMOVED } kind;
    char from[PATH_MAX], to[PATH_MAX];
    /// What was removed or replaced is held under this name; empty: nothing was.
    char held[PATH_MAX];
};

static pthread_mutex_t lock = PTHREAD_MUTEX_INITIALIZER;
static const char *roots, *holding;
static struct file *files;
static struct change *changes;
static unsigned held_count;

void disk_begin(const char *folders) {
    roots = folders;
    holding = getenv("CRASH_HOLD");
}

static int is_ours(const char *path) {
    for (const char *root = roots; root && *root;) {
        size_t length = strcspn(root, ":");
        if (!strncmp(path, root, length) && path[length] == '/') return 1;
        root += length + (root[length] == ':');
    }
    return 0;
}

/// The whole path of a name in a folder; 0 where it is none of ours.
static int resolve(int folder, const char *name, char *path) {
    char link[64];
    if (name[0] == '/') {
        snprintf(path, PATH_MAX, "%s", name);
    } else {
        if (folder == AT_FDCWD) return 0;
        snprintf(link, sizeof link, "/proc/self/fd/%d", folder);
        ssize_t length = syscall(SYS_readlinkat, AT_FDCWD, link, path, PATH_MAX - 1);
        if (length <= 0) return 0;
        snprintf(path + length, PATH_MAX - (size_t)length, "/%s", name);
    }
    return is_ours(path);
}

static int path_of(int fd, char *path) {
    char link[64];
    snprintf(link, sizeof link, "/proc/self/fd/%d", fd);
    ssize_t length = syscall(SYS_readlinkat, AT_FDCWD, link, path, PATH_MAX - 1);
    if (length <= 0) return 0;
    path[length] = 0;
    return 1;
}

static int exists(const char *path) { return syscall(SYS_faccessat, AT_FDCWD, path, F_OK) == 0; }

static char *read_all(const char *path, size_t *size) {
    int fd = (int)syscall(SYS_openat, AT_FDCWD, path, O_RDONLY | O_CLOEXEC);
    struct stat info;
    if (fd < 0 || fstat(fd, &info)) return NULL;
    char *bytes = malloc((size_t)info.st_size + 1);
    *size = 0;
    for (ssize_t n; (n = syscall(SYS_read, fd, bytes + *size, (size_t)info.st_size - *size)) > 0;) *size += (size_t)n;
    syscall(SYS_close, fd);
    return bytes;
}

void disk_before_write(int fd) {
    struct stat info;
    char path[PATH_MAX];
    if (!roots || fstat(fd, &info) || !S_ISREG(info.st_mode) || !path_of(fd, path) || !is_ours(path)) return;
    pthread_mutex_lock(&lock);
    struct file *file = files;
    while (file && (file->device != info.st_dev || file->inode != info.st_ino)) file = file->next;
    if (!file) {
        file = calloc(1, sizeof *file);
        file->device = info.st_dev;
        file->inode = info.st_ino;
        strcpy(file->path, path);
        file->bytes = read_all(path, &file->size);
        file->next = files;
        files = file;
    }
    pthread_mutex_unlock(&lock);
}

static void forget_changes(const char *folder) {
    size_t length = strlen(folder);
    for (struct change **at = &changes; *at;) {
        const char *path = (*at)->to, *slash = strrchr(path, '/');
        if (slash && (size_t)(slash - path) == length && !strncmp(path, folder, length)) {
            *at = (*at)->before;
        } else {
            at = &(*at)->before;
        }
    }
}

void disk_after_sync(int fd, int is_everything) {
    struct stat info;
    char path[PATH_MAX];
    if (!roots || fstat(fd, &info)) return;
    pthread_mutex_lock(&lock);
    if (is_everything) {
        files = NULL;
        changes = NULL;
    } else if (S_ISDIR(info.st_mode)) {
        if (path_of(fd, path)) forget_changes(path);
    } else {
        for (struct file **at = &files; *at; at = &(*at)->next) {
            if ((*at)->device != info.st_dev || (*at)->inode != info.st_ino) continue;
            free((*at)->bytes);
            *at = (*at)->next;
            break;
        }
    }
    pthread_mutex_unlock(&lock);
}

static void note(int kind, const char *from, const char *to, const char *held) {
    struct change *change = calloc(1, sizeof *change);
    change->kind = kind;
    strcpy(change->from, from);
    strcpy(change->to, to);
    strcpy(change->held, held);
    change->before = changes;
    changes = change;
}

/// Another name for what is about to lose its own.
static void hold(const char *path, char *held) {
    held[0] = 0;
    if (!exists(path)) return;
    snprintf(held, PATH_MAX, "%s/%d-%u", holding, (int)getpid(), held_count++);
    if (syscall(SYS_linkat, AT_FDCWD, path, AT_FDCWD, held, 0)) held[0] = 0;
}

void disk_before_making(int folder, const char *name) {
    char path[PATH_MAX];
    if (!roots || !resolve(folder, name, path) || exists(path)) return;
    pthread_mutex_lock(&lock);
    note(MADE, path, path, "");
    pthread_mutex_unlock(&lock);
}

void disk_before_moving(int from_folder, const char *from, int to_folder, const char *to) {
    char old[PATH_MAX], new[PATH_MAX], held[PATH_MAX];
    if (!roots || !resolve(from_folder, from, old) || !resolve(to_folder, to, new) || !exists(old)) return;
    pthread_mutex_lock(&lock);
    hold(new, held);
    note(MOVED, old, new, held);
    pthread_mutex_unlock(&lock);
}

void disk_before_removing(int folder, const char *name) {
    char path[PATH_MAX], held[PATH_MAX];
    if (!roots || !resolve(folder, name, path) || !exists(path)) return;
    pthread_mutex_lock(&lock);
    hold(path, held);
    if (held[0]) note(REMOVED, path, path, held);
    pthread_mutex_unlock(&lock);
}

static void write_all(const char *path, const char *bytes, size_t size) {
    int fd = (int)syscall(SYS_openat, AT_FDCWD, path, O_WRONLY | O_TRUNC | O_CLOEXEC);
    if (fd < 0) return;
    for (size_t done = 0; done < size;) {
        ssize_t n = syscall(SYS_write, fd, bytes + done, size - done);
        if (n <= 0) break;
        done += (size_t)n;
    }
    syscall(SYS_close, fd);
}

static unsigned long chance;
static int toss(void) {
    chance = chance * 6364136223846793005UL + 1442695040888963407UL;
    return (int)(chance >> 33 & 1);
}

/// Its old bytes, or of each sector the old or the new ones.
static void take_back(struct file *file, int is_garbled) {
    size_t now = 0;
    char *bytes = is_garbled ? read_all(file->path, &now) : NULL;
    if (!bytes) {
        write_all(file->path, file->bytes, file->size);
        return;
    }
    for (size_t at = 0; at < now; at += SECTOR) {
        size_t length = now - at < SECTOR ? now - at : SECTOR;
        if (toss()) continue;
        memset(bytes + at, 0, length);
        if (at < file->size) memcpy(bytes + at, file->bytes + at, file->size - at < length ? file->size - at : length);
    }
    write_all(file->path, bytes, now);
}

void disk_fail(int is_garbled, long seed) {
    if (!roots) return;
    pthread_mutex_lock(&lock);
    chance = (unsigned long)seed * 0x9E3779B97F4A7C15UL;
    // Paths are those of now: contents first, then names, the last one first.
    for (struct file *file = files; file; file = file->next) {
        struct stat info;
        // It may have been renamed since.
        if (stat(file->path, &info) || info.st_ino != file->inode) {
            for (struct change *change = changes; change; change = change->before) {
                if (change->kind == MOVED && !strcmp(change->from, file->path)) strcpy(file->path, change->to);
            }
            if (stat(file->path, &info) || info.st_ino != file->inode) continue;
        }
        take_back(file, is_garbled);
    }
    int is_kept = 0;
    for (struct change *change = changes; change; change = change->before) {
        if (is_garbled && !is_kept) is_kept = toss() && toss();
        if (is_kept) break;
        if (change->kind == MADE) {
            if (syscall(SYS_unlinkat, AT_FDCWD, change->to, 0)) syscall(SYS_unlinkat, AT_FDCWD, change->to, AT_REMOVEDIR);
        } else if (change->kind == MOVED) {
            syscall(SYS_renameat2, AT_FDCWD, change->to, AT_FDCWD, change->from, 0);
        }
        if (change->held[0]) syscall(SYS_renameat2, AT_FDCWD, change->held, AT_FDCWD, change->to, 0);
    }
    // The lock is kept: another thread changes nothing any more before the process is killed.
}
