/* Makes calls of the system fail, or a process die, at a chosen moment: preloaded with LD_PRELOAD.
 *
 * A moment is a call on a file whose path contains FAULT_PART; those of all processes are counted
 * together, in the file FAULT_COUNT. At FAULT_AT (0: never) happens what FAULT_KIND says: "kill",
 * "term", "EIO" (this call fails), or "ENOSPC" (from then on nothing can be written).
 */
#define _GNU_SOURCE
#include <dlfcn.h>
#include <errno.h>
#include <fcntl.h>
#include <signal.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <sys/types.h>
#include <unistd.h>

#define REAL(name) ((__typeof__(&name))dlsym(RTLD_NEXT, #name))

enum { READS, WRITES };

static long *counter(void) {
    static long *known;
    static char of[4096];
    const char *path = getenv("FAULT_COUNT");
    if (!path) return NULL;
    if (known && strcmp(of, path) == 0) return known;
    int file = REAL(open)(path, O_RDWR);
    if (file < 0) return NULL;
    void *at = mmap(NULL, sizeof(long), PROT_READ | PROT_WRITE, MAP_SHARED, file, 0);
    close(file);
    if (at == MAP_FAILED) return NULL;
    snprintf(of, sizeof of, "%s", path);
    return known = at;
}

/* Whether the call fails; errno is set then. */
static int fails(const char *path, int what) {
    const char *part = getenv("FAULT_PART"), *kind = getenv("FAULT_KIND"), *at = getenv("FAULT_AT");
    if (!part || !kind || !at || !path || !strstr(path, part)) return 0;
    int before = errno;
    long *count = counter();
    long moment = atol(at), now = count ? __atomic_add_fetch(count, 1, __ATOMIC_SEQ_CST) : 0;
    errno = before;
    if (!moment || now < moment) return 0;
    if (strcmp(kind, "ENOSPC") == 0) {
        if (what == WRITES) errno = ENOSPC;
        return what == WRITES;
    }
    if (now > moment) return 0;
    if (strcmp(kind, "kill") == 0) kill(getpid(), SIGKILL);
    if (strcmp(kind, "term") == 0) kill(getpid(), SIGTERM);
    if (strcmp(kind, "EIO") == 0) errno = EIO;
    return strcmp(kind, "EIO") == 0;
}

static int fails_on(int file, int what) {
    char link[64], path[4096];
    if (file < 3 || !getenv("FAULT_PART")) return 0;
    int before = errno;
    snprintf(link, sizeof link, "/proc/self/fd/%d", file);
    ssize_t size = readlink(link, path, sizeof path - 1);
    errno = before;
    if (size <= 0) return 0;
    path[size] = 0;
    return fails(path, what);
}

#define OPENS(name)                                                                      \
    int name(const char *path, int flags, ...) {                                         \
        va_list rest;                                                                    \
        va_start(rest, flags);                                                           \
        mode_t mode = flags & (O_CREAT | O_TMPFILE) ? va_arg(rest, mode_t) : 0;          \
        va_end(rest);                                                                    \
        if (fails(path, flags & O_CREAT ? WRITES : READS)) return -1;                    \
        return REAL(name)(path, flags, mode);                                            \
    }
#define ON_FILE(type, name, what, parameters, ...)                                       \
    type name parameters {                                                               \
        if (fails_on(file, what)) return -1;                                             \
        return REAL(name)(__VA_ARGS__);                                                  \
    }
#define ON_PATH(name, parameters, ...)                                                   \
    int name parameters {                                                                \
        if (fails(path, READS)) return -1;                                               \
        return REAL(name)(__VA_ARGS__);                                                  \
    }

OPENS(open)
OPENS(open64)
ON_FILE(ssize_t, read, READS, (int file, void *to, size_t size), file, to, size)
ON_FILE(ssize_t, pread, READS, (int file, void *to, size_t n, off_t at), file, to, n, at)
ON_FILE(ssize_t, pread64, READS, (int file, void *to, size_t n, off64_t at), file, to, n, at)
ON_FILE(ssize_t, write, WRITES, (int file, const void *of, size_t size), file, of, size)
ON_FILE(ssize_t, pwrite, WRITES, (int file, const void *of, size_t n, off_t at), file, of, n, at)
ON_FILE(ssize_t, pwrite64, WRITES, (int file, const void *of, size_t n, off64_t at), file, of, n, at)
ON_FILE(int, fsync, WRITES, (int file), file)
ON_FILE(int, ftruncate, READS, (int file, off_t size), file, size)
ON_PATH(rename, (const char *path, const char *to), path, to)
ON_PATH(unlink, (const char *path), path)
ON_PATH(rmdir, (const char *path), path)
ON_PATH(chmod, (const char *path, mode_t mode), path, mode)

int mkdir(const char *path, mode_t mode) {
    if (fails(path, WRITES)) return -1;
    return REAL(mkdir)(path, mode);
}
