/* Notes every change that a program makes below one folder, and every sync of it, in the
 * order in which they take effect: the power cut's witness. Loaded with LD_PRELOAD.
 *
 * WORLDREEL_RECORD_ROOT  the folder, as the kernel names it (no links in it)
 * WORLDREEL_RECORD_LOG   where records are appended to; outside that folder. Its first page
 *                        begins with the length of all whole records, which follow that page:
 *                        whoever is killed while it writes one leaves none
 *
 * A change and its record are made under one lock, which processes share. A sync is not:
 * its record is written when it has returned, with the length that the log had when it was
 * called, since it says nothing about what was written meanwhile. What leaves by a socket
 * or the standard output is noted before it leaves: what it promises must hold by then.
 *
 * What can't be noted (a link, a clone of blocks, ...) becomes a record of the kind
 * STRANGE, which fails the run: better loud than blind. See power/log.rs for the records. */
#define _GNU_SOURCE
#include <dlfcn.h>
#include <errno.h>
#include <fcntl.h>
#include <limits.h>
#include <linux/fs.h>
#include <pthread.h>
#include <stdarg.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/file.h>
#include <sys/mman.h>
#include <sys/sendfile.h>
#include <sys/socket.h>
#include <sys/stat.h>
#include <sys/uio.h>
#include <unistd.h>

enum kind {
    MAKE = 1, WRITE, SIZE, SYNC, RENAME, UNLINK, MKDIR, RMDIR, LINK, SEND, SAY, MAPPED,
    CHMOD, STRANGE
};

struct record {
    uint32_t kind, first_len, second_len, data_len;
    /* An inode; then an offset, a size, a mode or a length of the log. */
    uint64_t inode, number;
};

static pthread_mutex_t mutex = PTHREAD_RECURSIVE_MUTEX_INITIALIZER_NP;
static int log_fd = -1;
/* Shared by all processes; changed under the lock alone. */
static volatile uint64_t *whole;
static char root[PATH_MAX];
static size_t root_len;

#define REAL(name) \
    static __typeof__(name) *real; \
    if (!real) real = (__typeof__(name) *)dlsym(RTLD_NEXT, #name)

#define PAGE 4096

static ssize_t real_write(int fd, const void *bytes, size_t count) {
    REAL(write);
    return real(fd, bytes, count);
}

static ssize_t real_pwrite(int fd, const void *bytes, size_t count, off_t offset) {
    REAL(pwrite);
    return real(fd, bytes, count, offset);
}

__attribute__((constructor)) static void begin(void) {
    const char *folder = getenv("WORLDREEL_RECORD_ROOT"), *log = getenv("WORLDREEL_RECORD_LOG");
    if (!folder || !log || strlen(folder) >= sizeof root) return;
    __typeof__(open) *real_open = (__typeof__(open) *)dlsym(RTLD_NEXT, "open");
    __typeof__(mmap) *real_mmap = (__typeof__(mmap) *)dlsym(RTLD_NEXT, "mmap");
    int fd = real_open(log, O_RDWR | O_CLOEXEC);
    if (fd < 0) abort();
    whole = real_mmap(0, PAGE, PROT_READ | PROT_WRITE, MAP_SHARED, fd, 0);
    if (whole == MAP_FAILED) abort();
    strcpy(root, folder);
    root_len = strlen(root);
    log_fd = fd;
}

static void lock(void) {
    pthread_mutex_lock(&mutex);
    while (flock(log_fd, LOCK_EX) && errno == EINTR) {}
}

static void unlock(void) {
    flock(log_fd, LOCK_UN);
    pthread_mutex_unlock(&mutex);
}

/* Whoever ends takes the lock along: no other thread of it dies between a change and its
 * record. */
__attribute__((destructor)) static void end(void) {
    if (log_fd >= 0) lock();
}

static uint64_t append(uint64_t at, const void *bytes, size_t count) {
    const char *from = bytes;
    while (count > 0) {
        ssize_t written = real_pwrite(log_fd, from, count, (off_t)(PAGE + at));
        /* A log with a hole proves nothing. */
        if (written < 0 && errno != EINTR) abort();
        if (written > 0) from += written, at += (uint64_t)written, count -= (size_t)written;
    }
    return at;
}

static void note(enum kind kind, uint64_t inode, uint64_t number, const char *first,
                 const char *second, const void *data, size_t data_len) {
    int before = errno;
    struct record record = {
        .kind = kind, .inode = inode, .number = number,
        .first_len = first ? (uint32_t)strlen(first) : 0,
        .second_len = second ? (uint32_t)strlen(second) : 0,
        .data_len = (uint32_t)data_len,
    };
    uint64_t at = append(*whole, &record, sizeof record);
    at = append(at, first, record.first_len);
    at = append(at, second, record.second_len);
    *whole = append(at, data, data_len);
    errno = before;
}

static int below(const char *path) {
    return log_fd >= 0 && !strncmp(path, root, root_len)
        && (path[root_len] == '/' || path[root_len] == 0);
}

/* The absolute path of a name at a folder; whether it is one of ours. */
static int place(int folder, const char *name, char *path) {
    char at[64];
    if (log_fd < 0) return 0;
    if (name[0] == '/') return snprintf(path, PATH_MAX, "%s", name) < PATH_MAX && below(path);
    ssize_t length;
    if (folder == AT_FDCWD) {
        length = readlink("/proc/self/cwd", path, PATH_MAX - 1);
    } else {
        snprintf(at, sizeof at, "/proc/self/fd/%d", folder);
        length = readlink(at, path, PATH_MAX - 1);
    }
    if (length < 0) return 0;
    snprintf(path + length, PATH_MAX - (size_t)length, "/%s", name);
    return below(path);
}

/* What a descriptor is: 'f' one of ours, 's' a socket, 0 anything else. */
static char is(int fd, char *path) {
    char at[64];
    if (log_fd < 0 || fd == log_fd) return 0;
    int before = errno;
    snprintf(at, sizeof at, "/proc/self/fd/%d", fd);
    ssize_t length = readlink(at, path, PATH_MAX - 1);
    errno = before;
    if (length < 0) return 0;
    path[length] = 0;
    if (!strncmp(path, "socket:", 7)) return 's';
    return below(path) ? 'f' : 0;
}

static uint64_t inode_of(int fd) {
    struct stat about;
    return fstat(fd, &about) ? 0 : (uint64_t)about.st_ino;
}

/* Files that are made or emptied. */

static int opened(int (*real)(int, const char *, int, mode_t), int folder, const char *name,
                  int flags, mode_t mode) {
    char path[PATH_MAX];
    struct stat about;
    int ours = (flags & (O_CREAT | O_TRUNC)) && place(folder, name, path);
    if (!ours) return real(folder, name, flags, mode);
    lock();
    int there = !fstatat(folder, name, &about, AT_SYMLINK_NOFOLLOW);
    int fd = real(folder, name, flags, mode);
    if (fd >= 0 && !fstat(fd, &about)) {
        if ((flags & O_TMPFILE) == O_TMPFILE) note(STRANGE, 0, 0, "O_TMPFILE", path, 0, 0);
        else if (!there) note(MAKE, about.st_ino, about.st_mode & 07777, path, 0, 0, 0);
        else if (flags & O_TRUNC) note(SIZE, about.st_ino, 0, path, 0, 0, 0);
    }
    unlock();
    return fd;
}

static int real_openat(int folder, const char *name, int flags, mode_t mode) {
    REAL(openat);
    return real(folder, name, flags, mode);
}

#define MODE(flags, last) \
    mode_t mode = 0; \
    if (flags & (O_CREAT | O_TMPFILE)) { \
        va_list rest; \
        va_start(rest, last); \
        mode = va_arg(rest, mode_t); \
        va_end(rest); \
    }

int open(const char *name, int flags, ...) {
    MODE(flags, flags)
    return opened(real_openat, AT_FDCWD, name, flags, mode);
}
int open64(const char *name, int flags, ...) {
    MODE(flags, flags)
    return opened(real_openat, AT_FDCWD, name, flags | O_LARGEFILE, mode);
}
int openat(int folder, const char *name, int flags, ...) {
    MODE(flags, flags)
    return opened(real_openat, folder, name, flags, mode);
}
int openat64(int folder, const char *name, int flags, ...) {
    MODE(flags, flags)
    return opened(real_openat, folder, name, flags | O_LARGEFILE, mode);
}
int creat(const char *name, mode_t mode) {
    return opened(real_openat, AT_FDCWD, name, O_CREAT | O_WRONLY | O_TRUNC, mode);
}
int creat64(const char *name, mode_t mode) { return creat(name, mode); }

/* Bytes. */

static size_t total(const struct iovec *parts, int count) {
    size_t sum = 0;
    for (int i = 0; i < count; i++) sum += parts[i].iov_len;
    return sum;
}

/* Notes what was written: the first `written` bytes of the parts. */
static void noted(int fd, const char *path, uint64_t offset, const struct iovec *parts,
                  size_t written) {
    char *bytes = malloc(written ? written : 1);
    if (!bytes) abort();
    size_t at = 0;
    for (int i = 0; at < written; i++) {
        size_t part = parts[i].iov_len < written - at ? parts[i].iov_len : written - at;
        memcpy(bytes + at, parts[i].iov_base, part);
        at += part;
    }
    note(WRITE, inode_of(fd), offset, path, 0, bytes, written);
    free(bytes);
}

static void leaves(enum kind kind, const struct iovec *parts, int count) {
    size_t sum = total(parts, count);
    char *bytes = malloc(sum ? sum : 1);
    if (!bytes) abort();
    size_t at = 0;
    for (int i = 0; i < count; i++) {
        memcpy(bytes + at, parts[i].iov_base, parts[i].iov_len);
        at += parts[i].iov_len;
    }
    lock();
    note(kind, 0, 0, 0, 0, bytes, sum);
    unlock();
    free(bytes);
}

#define AT_ITS_PLACE ((off_t)-1)

/* A write of any kind; `offset` or where the descriptor stands. */
#define WRITES(fd, parts, count, offset, call) \
    char path[PATH_MAX]; \
    char what = is(fd, path); \
    if (what == 's' || (fd == 1 && log_fd >= 0)) leaves(fd == 1 ? SAY : SEND, parts, count); \
    if (what != 'f') return call; \
    lock(); \
    ssize_t written = call; \
    if (written > 0) { \
        off_t from = offset; \
        if (from == AT_ITS_PLACE) from = lseek(fd, 0, SEEK_CUR) - written; \
        noted(fd, path, (uint64_t)from, parts, (size_t)written); \
    } \
    unlock(); \
    return written

ssize_t write(int fd, const void *bytes, size_t count) {
    struct iovec part = {(void *)bytes, count};
    WRITES(fd, &part, 1, AT_ITS_PLACE, real_write(fd, bytes, count));
}
ssize_t writev(int fd, const struct iovec *parts, int count) {
    REAL(writev);
    WRITES(fd, parts, count, AT_ITS_PLACE, real(fd, parts, count));
}
ssize_t pwrite(int fd, const void *bytes, size_t count, off_t offset) {
    REAL(pwrite);
    struct iovec part = {(void *)bytes, count};
    WRITES(fd, &part, 1, offset, real(fd, bytes, count, offset));
}
ssize_t pwrite64(int fd, const void *bytes, size_t count, off64_t offset) {
    return pwrite(fd, bytes, count, offset);
}
ssize_t pwritev(int fd, const struct iovec *parts, int count, off_t offset) {
    REAL(pwritev);
    WRITES(fd, parts, count, offset, real(fd, parts, count, offset));
}
ssize_t pwritev64(int fd, const struct iovec *parts, int count, off64_t offset) {
    return pwritev(fd, parts, count, offset);
}
ssize_t send(int fd, const void *bytes, size_t count, int flags) {
    REAL(send);
    struct iovec part = {(void *)bytes, count};
    if (log_fd >= 0) leaves(SEND, &part, 1);
    return real(fd, bytes, count, flags);
}
ssize_t sendto(int fd, const void *bytes, size_t count, int flags, const struct sockaddr *to,
               socklen_t to_len) {
    REAL(sendto);
    struct iovec part = {(void *)bytes, count};
    if (log_fd >= 0) leaves(SEND, &part, 1);
    return real(fd, bytes, count, flags, to, to_len);
}
ssize_t sendmsg(int fd, const struct msghdr *message, int flags) {
    REAL(sendmsg);
    if (log_fd >= 0) leaves(SEND, message->msg_iov, (int)message->msg_iovlen);
    return real(fd, message, flags);
}

/* Bytes that the kernel moves are read back. */
static void moved(int fd, const char *path, off_t from, size_t count) {
    char at[64];
    char *bytes = malloc(count ? count : 1);
    snprintf(at, sizeof at, "/proc/self/fd/%d", fd);
    int again = real_openat(AT_FDCWD, at, O_RDONLY | O_CLOEXEC, 0);
    if (!bytes || again < 0 || pread(again, bytes, count, from) != (ssize_t)count) abort();
    close(again);
    struct iovec part = {bytes, count};
    noted(fd, path, (uint64_t)from, &part, count);
    free(bytes);
}

#define MOVES(to, to_offset, call) \
    char path[PATH_MAX]; \
    if (is(to, path) != 'f') return call; \
    lock(); \
    off_t from = (to_offset) ? *(to_offset) : lseek(to, 0, SEEK_CUR); \
    ssize_t count = call; \
    if (count > 0) moved(to, path, from, (size_t)count); \
    unlock(); \
    return count

ssize_t copy_file_range(int from_fd, off64_t *from_at, int to, off64_t *to_at, size_t length,
                        unsigned flags) {
    REAL(copy_file_range);
    MOVES(to, to_at, real(from_fd, from_at, to, to_at, length, flags));
}
ssize_t sendfile(int to, int from_fd, off_t *from_at, size_t length) {
    REAL(sendfile);
    MOVES(to, (off_t *)0, real(to, from_fd, from_at, length));
}
ssize_t sendfile64(int to, int from_fd, off64_t *from_at, size_t length) {
    return sendfile(to, from_fd, from_at, length);
}
ssize_t splice(int from_fd, off64_t *from_at, int to, off64_t *to_at, size_t length,
               unsigned flags) {
    REAL(splice);
    MOVES(to, to_at, real(from_fd, from_at, to, to_at, length, flags));
}

/* Sizes. */

int ftruncate(int fd, off_t size) {
    REAL(ftruncate);
    char path[PATH_MAX];
    if (is(fd, path) != 'f') return real(fd, size);
    lock();
    int done = real(fd, size);
    if (!done) note(SIZE, inode_of(fd), (uint64_t)size, path, 0, 0, 0);
    unlock();
    return done;
}
int ftruncate64(int fd, off64_t size) { return ftruncate(fd, size); }

int truncate(const char *name, off_t size) {
    int fd = real_openat(AT_FDCWD, name, O_WRONLY | O_CLOEXEC, 0);
    if (fd < 0) return -1;
    int done = ftruncate(fd, size);
    close(fd);
    return done;
}
int truncate64(const char *name, off64_t size) { return truncate(name, size); }

static void grown(int fd, const char *path, off_t end) {
    struct stat about;
    if (!fstat(fd, &about) && about.st_size == end) {
        note(SIZE, about.st_ino, (uint64_t)end, path, 0, 0, 0);
    }
}
int posix_fallocate(int fd, off_t offset, off_t length) {
    REAL(posix_fallocate);
    char path[PATH_MAX];
    if (is(fd, path) != 'f') return real(fd, offset, length);
    lock();
    int done = real(fd, offset, length);
    if (!done) grown(fd, path, offset + length);
    unlock();
    return done;
}
int posix_fallocate64(int fd, off64_t offset, off64_t length) {
    return posix_fallocate(fd, offset, length);
}
int fallocate(int fd, int mode, off_t offset, off_t length) {
    REAL(fallocate);
    char path[PATH_MAX];
    if (is(fd, path) != 'f') return real(fd, mode, offset, length);
    lock();
    int done = real(fd, mode, offset, length);
    if (!done && mode & ~FALLOC_FL_KEEP_SIZE) note(STRANGE, 0, 0, "fallocate", path, 0, 0);
    else if (!done && !mode) grown(fd, path, offset + length);
    unlock();
    return done;
}
int fallocate64(int fd, int mode, off64_t offset, off64_t length) {
    return fallocate(fd, mode, offset, length);
}

/* Syncs. Sync_file_range promises nothing about names and sizes: it is none. */

static int synced(int (*real)(int), int fd) {
    char path[PATH_MAX];
    if (is(fd, path) != 'f') return real(fd);
    uint64_t since = *whole;
    int done = real(fd);
    if (!done) {
        lock();
        note(SYNC, inode_of(fd), since, path, 0, 0, 0);
        unlock();
    }
    return done;
}
int fsync(int fd) {
    REAL(fsync);
    return synced(real, fd);
}
int fdatasync(int fd) {
    REAL(fdatasync);
    return synced(real, fd);
}

/* Names. */

static int renamed(int from_at, const char *from, int to_at, const char *to, unsigned flags) {
    REAL(renameat2);
    char first[PATH_MAX], second[PATH_MAX];
    int ours = place(from_at, from, first);
    ours |= place(to_at, to, second);
    if (!ours) return real(from_at, from, to_at, to, flags);
    lock();
    int done = real(from_at, from, to_at, to, flags);
    if (!done && (flags & ~1u || !below(first) || !below(second))) {
        note(STRANGE, 0, 0, "rename", first, 0, 0);
    } else if (!done) {
        note(RENAME, 0, 0, first, second, 0, 0);
    }
    unlock();
    return done;
}
int rename(const char *from, const char *to) {
    return renamed(AT_FDCWD, from, AT_FDCWD, to, 0);
}
int renameat(int from_at, const char *from, int to_at, const char *to) {
    return renamed(from_at, from, to_at, to, 0);
}
int renameat2(int from_at, const char *from, int to_at, const char *to, unsigned flags) {
    return renamed(from_at, from, to_at, to, flags);
}

int unlinkat(int folder, const char *name, int flags) {
    REAL(unlinkat);
    char path[PATH_MAX];
    if (!place(folder, name, path)) return real(folder, name, flags);
    lock();
    int done = real(folder, name, flags);
    if (!done) note(flags & AT_REMOVEDIR ? RMDIR : UNLINK, 0, 0, path, 0, 0, 0);
    unlock();
    return done;
}
int unlink(const char *name) { return unlinkat(AT_FDCWD, name, 0); }
int rmdir(const char *name) { return unlinkat(AT_FDCWD, name, AT_REMOVEDIR); }
int remove(const char *name) {
    int done = unlinkat(AT_FDCWD, name, 0);
    return done && errno == EISDIR ? rmdir(name) : done;
}

int mkdirat(int folder, const char *name, mode_t mode) {
    REAL(mkdirat);
    char path[PATH_MAX];
    struct stat about;
    if (!place(folder, name, path)) return real(folder, name, mode);
    lock();
    int done = real(folder, name, mode);
    if (!done && !fstatat(folder, name, &about, 0)) {
        note(MKDIR, about.st_ino, about.st_mode & 07777, path, 0, 0, 0);
    }
    unlock();
    return done;
}
int mkdir(const char *name, mode_t mode) { return mkdirat(AT_FDCWD, name, mode); }

int linkat(int from_at, const char *from, int to_at, const char *to, int flags) {
    REAL(linkat);
    char first[PATH_MAX], second[PATH_MAX];
    int ours = place(from_at, from, first);
    ours |= place(to_at, to, second);
    if (!ours) return real(from_at, from, to_at, to, flags);
    lock();
    int done = real(from_at, from, to_at, to, flags);
    if (!done) {
        int both = below(first) && below(second);
        note(both ? LINK : STRANGE, 0, 0, both ? first : "link", second, 0, 0);
    }
    unlock();
    return done;
}
int link(const char *from, const char *to) { return linkat(AT_FDCWD, from, AT_FDCWD, to, 0); }

int symlinkat(const char *to, int folder, const char *name) {
    REAL(symlinkat);
    char path[PATH_MAX];
    int done = real(to, folder, name);
    if (!done && place(folder, name, path)) {
        lock();
        note(STRANGE, 0, 0, "symlink", path, 0, 0);
        unlock();
    }
    return done;
}
int symlink(const char *to, const char *name) { return symlinkat(to, AT_FDCWD, name); }

/* Who may read a file. */

int fchmod(int fd, mode_t mode) {
    REAL(fchmod);
    char path[PATH_MAX];
    if (is(fd, path) != 'f') return real(fd, mode);
    lock();
    int done = real(fd, mode);
    if (!done) note(CHMOD, inode_of(fd), mode & 07777, path, 0, 0, 0);
    unlock();
    return done;
}
int chmod(const char *name, mode_t mode) {
    REAL(chmod);
    char path[PATH_MAX];
    struct stat about;
    if (!place(AT_FDCWD, name, path)) return real(name, mode);
    lock();
    int done = real(name, mode);
    if (!done && !stat(name, &about)) note(CHMOD, about.st_ino, mode & 07777, path, 0, 0, 0);
    unlock();
    return done;
}

/* What could change a file unseen. */

void *mmap(void *at, size_t length, int access, int flags, int fd, off_t offset) {
    REAL(mmap);
    char path[PATH_MAX];
    int shared = (flags & MAP_SHARED) && (access & PROT_WRITE) && fd >= 0;
    if (shared && is(fd, path) == 'f') {
        lock();
        note(MAPPED, inode_of(fd), 0, path, 0, 0, 0);
        unlock();
    }
    return real(at, length, access, flags, fd, offset);
}
void *mmap64(void *at, size_t length, int access, int flags, int fd, off64_t offset) {
    return mmap(at, length, access, flags, fd, offset);
}
int ioctl(int fd, unsigned long request, ...) {
    REAL(ioctl);
    va_list rest;
    va_start(rest, request);
    void *argument = va_arg(rest, void *);
    va_end(rest);
    char path[PATH_MAX];
    int done = real(fd, request, argument);
    if (!done && (request == FICLONE || request == FICLONERANGE) && is(fd, path) == 'f') {
        lock();
        note(STRANGE, 0, 0, "clone", path, 0, 0);
        unlock();
    }
    return done;
}
