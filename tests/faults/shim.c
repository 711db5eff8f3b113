/* Makes calls of the system fail, or a process die, at a chosen moment: preloaded with LD_PRELOAD.
 *
 * A moment is a call on a file whose path contains FAULT_PART; those of all processes are counted
 * together, in the file FAULT_COUNT. At FAULT_AT (0: never) happens what FAULT_KIND says:
 *   kill term stop    the process gets this signal
 *   EIO               this call fails
 *   ENOSPC            from then on nothing can be written
 *   slow              from then on little is read or written at once, and calls are interrupted
 *   past future       from then on the clock is a day behind, or years ahead
 * Other moments are the looks at an input, a file below FAULT_INPUTS: it is opened, read, or asked
 * for. They are counted behind the others. The input is kept in FAULT_COUNT.input, and then it is
 *   gone cut grown    removed, without its second half, or with another line
 *   closed            what nobody may open from then on
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
#include <sys/time.h>
#include <sys/types.h>
#include <time.h>
#include <unistd.h>

#define REAL(name) ((__typeof__(&name))dlsym(RTLD_NEXT, #name))
#define LATER "\n后来雪停了，我们下山。\n"

enum { LOOKS, READS, WRITES };

static __thread long now; /* the number of the moment, in the call that is made; 0 if it is none */

/* Two counters: of all moments, and of those of inputs. */
static long *counters(void) {
    static long *known;
    static char of[4096];
    const char *path = getenv("FAULT_COUNT");
    if (!path) return NULL;
    if (known && strcmp(of, path) == 0) return known;
    int file = REAL(open)(path, O_RDWR);
    if (file < 0) return NULL;
    void *at = mmap(NULL, 2 * sizeof(long), PROT_READ | PROT_WRITE, MAP_SHARED, file, 0);
    close(file);
    if (at == MAP_FAILED) return NULL;
    snprintf(of, sizeof of, "%s", path);
    return known = at;
}

static int is(const char *kind) {
    const char *asked = getenv("FAULT_KIND");
    return asked && strcmp(asked, kind) == 0;
}

static long chosen(void) {
    const char *at = getenv("FAULT_AT");
    return at ? atol(at) : 0;
}

static long counted(int which) {
    long *count = counters();
    return count ? __atomic_add_fetch(count + which, 1, __ATOMIC_SEQ_CST) : 0;
}

/* Whether a path is that of an input: not of what a run makes or keeps beside it. */
static int is_input(const char *path) {
    const char *inputs = getenv("FAULT_INPUTS");
    size_t size = inputs ? strlen(inputs) : 0;
    if (!size || strncmp(path, inputs, size) != 0) return 0;
    struct stat64 status;
    return !strstr(path + size, "/.") && path[size] != '.' && !strstr(path + size, ".orig") &&
           REAL(stat64)(path, &status) == 0 && S_ISREG(status.st_mode);
}

static int is_closed(const char *path) {
    struct stat64 status;
    return is("closed") && REAL(stat64)(path, &status) == 0 && !(status.st_mode & 0777);
}

/* Keeps the path of an input, and its bytes, in a file beside FAULT_COUNT. */
static void keep(const char *path) {
    char name[4096], bytes[4096];
    snprintf(name, sizeof name, "%s.input", getenv("FAULT_COUNT"));
    int from = REAL(open)(path, O_RDONLY), to = REAL(open)(name, O_WRONLY | O_CREAT, 0600);
    ssize_t size = snprintf(bytes, sizeof bytes, "%s\n", path);
    while (size > 0 && REAL(write)(to, bytes, size) == size)
        size = REAL(read)(from, bytes, sizeof bytes);
    close(from);
    close(to);
}

static void happens_to(const char *path) {
    struct stat64 status;
    if (!is("gone") && !is("closed") && !is("cut") && !is("grown")) return;
    keep(path);
    if (is("gone")) REAL(unlink)(path);
    if (is("closed")) REAL(chmod)(path, 0);
    if (is("cut") && REAL(stat64)(path, &status) == 0 && truncate(path, status.st_size / 2)) return;
    if (!is("grown")) return;
    int file = REAL(open)(path, O_WRONLY | O_APPEND);
    if (file >= 0 && REAL(write)(file, LATER, sizeof LATER - 1) >= 0) close(file);
}

/* Whether the call fails; errno is set then. */
static int fails(const char *name, int what) {
    const char *part = getenv("FAULT_PART");
    char path[8192];
    int before = errno;
    now = 0;
    if (!part || !name) return 0;
    if (*name == '/' || !getcwd(path, 4096)) *path = 0;
    snprintf(path + strlen(path), 4096, "%s%s", *path ? "/" : "", name);
    errno = before;
    if (!strstr(path, part)) return 0;
    long moment = chosen();
    if (what != WRITES && is_input(path)) {
        if (counted(1) == moment) happens_to(path);
        if (what == READS && is_closed(path)) {
            errno = EACCES;
            return 1;
        }
    }
    errno = before;
    if (what == LOOKS) return 0;
    now = counted(0);
    errno = before;
    if (!moment || now < moment) return 0;
    if (is("ENOSPC")) {
        if (what == WRITES) errno = ENOSPC;
        return what == WRITES;
    }
    if (now > moment) return 0;
    if (is("kill")) kill(getpid(), SIGKILL);
    if (is("term")) kill(getpid(), SIGTERM);
    if (is("stop")) kill(getpid(), SIGSTOP);
    if (is("EIO")) errno = EIO;
    return is("EIO");
}

/* Writes the path of a file, or of a name in a folder; false if it has none. */
static int path_of(int file, const char *name, char path[8192]) {
    char link[64];
    int before = errno;
    snprintf(link, sizeof link, "/proc/self/fd/%d", file);
    ssize_t size = readlink(link, path, 4095);
    errno = before;
    if (size <= 0) return 0;
    path[size] = 0;
    if (name) snprintf(path + size, 4096, "/%s", name);
    return 1;
}

static int fails_on(int file, int what) {
    char path[8192];
    now = 0;
    return file >= 3 && getenv("FAULT_PART") && path_of(file, NULL, path) && fails(path, what);
}

static int fails_in(int folder, const char *name, int what) {
    char path[8192];
    now = 0;
    if (folder == AT_FDCWD || (name && *name == '/')) return fails(name, what);
    return getenv("FAULT_PART") && path_of(folder, name, path) && fails(path, what);
}

static int is_slow(void) {
    return now && is("slow") && chosen() && now >= chosen();
}

/* Whether a signal comes in the way of a call; errno is set then. */
static int is_interrupted(void) {
    if (!is_slow() || now % 3) return 0;
    errno = EINTR;
    return 1;
}

static size_t less(size_t size) {
    size_t most = 1 + now * 7919 % 499;
    return is_slow() && size > most ? most : size;
}

static long ahead(void) {
    long *count = counters(), moment = chosen();
    if (!count || !moment || *count < moment) return 0;
    return is("past") ? -86400 : is("future") ? 3 * 365 * 86400 : 0;
}

#define OPENS(name, parameters, check, ...)                                              \
    int name parameters {                                                                \
        va_list rest;                                                                    \
        va_start(rest, flags);                                                           \
        mode_t mode = flags & (O_CREAT | O_TMPFILE) ? va_arg(rest, mode_t) : 0;          \
        va_end(rest);                                                                    \
        if (check) return -1;                                                            \
        return REAL(name)(__VA_ARGS__, flags, mode);                                     \
    }
#define KIND_OF(flags) (flags & O_CREAT ? WRITES : READS)
#define ON_FILE(type, name, what, parameters, ...)                                       \
    type name parameters {                                                               \
        if (fails_on(file, what)) return -1;                                             \
        return REAL(name)(__VA_ARGS__);                                                  \
    }
#define ON_PATH(name, what, parameters, ...)                                             \
    int name parameters {                                                                \
        if (fails(path, what)) return -1;                                                \
        return REAL(name)(__VA_ARGS__);                                                  \
    }

/* Python opens with open64 and openat64, and begins again what was interrupted; DuckDB does not,
 * and opens with open. */
OPENS(open, (const char *path, int flags, ...), fails(path, KIND_OF(flags)), path)
OPENS(open64, (const char *path, int flags, ...),
      fails(path, KIND_OF(flags)) || is_interrupted(), path)
OPENS(openat64, (int folder, const char *path, int flags, ...),
      fails_in(folder, path, KIND_OF(flags)) || is_interrupted(), folder, path)
ON_FILE(ssize_t, pread, READS, (int file, void *to, size_t n, off_t at), file, to, less(n), at)
ON_FILE(ssize_t, pread64, READS, (int file, void *to, size_t n, off64_t at), file, to, less(n), at)
ON_FILE(ssize_t, pwrite, WRITES, (int file, const void *of, size_t n, off_t at), file, of, n, at)
ON_FILE(ssize_t, pwrite64, WRITES, (int file, const void *of, size_t n, off64_t at), file, of, n, at)
ON_FILE(int, ftruncate, READS, (int file, off_t size), file, size)
ON_FILE(int, ftruncate64, READS, (int file, off64_t size), file, size)
ON_PATH(rename, READS, (const char *path, const char *to), path, to)
ON_PATH(unlink, READS, (const char *path), path)
ON_PATH(rmdir, READS, (const char *path), path)
ON_PATH(chmod, READS, (const char *path, mode_t mode), path, mode)
ON_PATH(mkdir, WRITES, (const char *path, mode_t mode), path, mode)
ON_PATH(stat64, LOOKS, (const char *path, struct stat64 *to), path, to)
ON_PATH(lstat64, LOOKS, (const char *path, struct stat64 *to), path, to)

ssize_t read(int file, void *to, size_t size) {
    if (fails_on(file, READS) || is_interrupted()) return -1;
    return REAL(read)(file, to, less(size));
}

ssize_t write(int file, const void *of, size_t size) {
    if (fails_on(file, WRITES) || is_interrupted()) return -1;
    return REAL(write)(file, of, less(size));
}

int unlinkat(int folder, const char *path, int flags) {
    if (fails_in(folder, path, READS)) return -1;
    return REAL(unlinkat)(folder, path, flags);
}

/* What is written has the time of the clock. */
int fsync(int file) {
    if (fails_on(file, WRITES) || is_interrupted()) return -1;
    if (ahead()) {
        struct timespec then = {time(NULL), 0}, both[] = {then, then};
        futimens(file, both);
    }
    return REAL(fsync)(file);
}

int clock_gettime(clockid_t clock, struct timespec *to) {
    int result = REAL(clock_gettime)(clock, to);
    if (result == 0 && clock == CLOCK_REALTIME) to->tv_sec += ahead();
    return result;
}

int gettimeofday(struct timeval *restrict to, void *restrict zone) {
    int result = REAL(gettimeofday)(to, zone);
    if (result == 0) to->tv_sec += ahead();
    return result;
}

time_t time(time_t *to) {
    time_t found = REAL(time)(NULL) + ahead();
    if (to) *to = found;
    return found;
}
