/* Preloaded before libc: fsync and fdatasync fail with EIO at the call that ASSAY_FSYNC_FAILS names (from 1), and
   with a `+` after the number at every later one too. Calls are written to the file of ASSAY_FSYNC_TRACE, one line
   each: `ok` or `EIO`, and the path. */
#define _GNU_SOURCE
#include <dlfcn.h>
#include <errno.h>
#include <fcntl.h>
#include <stdatomic.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

static atomic_int calls;

static int fails(int fd) {
    const char *plan = getenv("ASSAY_FSYNC_FAILS");
    const char *trace = getenv("ASSAY_FSYNC_TRACE");
    int call = atomic_fetch_add(&calls, 1) + 1;
    int at = plan ? atoi(plan) : 0;
    int failed = at > 0 && (call == at || (call > at && strchr(plan, '+')));
    if (trace) {
        char link[64], path[4096], line[4200];
        snprintf(link, sizeof link, "/proc/self/fd/%d", fd);
        ssize_t length = readlink(link, path, sizeof path - 1);
        path[length < 0 ? 0 : length] = 0;
        int written = snprintf(line, sizeof line, "%s %s\n", failed ? "EIO" : "ok", path);
        int out = open(trace, O_WRONLY | O_CREAT | O_APPEND, 0600);
        if (out >= 0) {
            if (write(out, line, (size_t)written) < 0) { /* the test then finds no trace */ }
            close(out);
        }
    }
    if (failed) errno = EIO;
    return failed;
}

int fsync(int fd) {
    static int (*real)(int);
    if (fails(fd)) return -1;
    if (!real) real = (int (*)(int))dlsym(RTLD_NEXT, "fsync");
    return real(fd);
}

int fdatasync(int fd) {
    static int (*real)(int);
    if (fails(fd)) return -1;
    if (!real) real = (int (*)(int))dlsym(RTLD_NEXT, "fdatasync");
    return real(fd);
}
