// Preloaded into a command: ends it as kill -9 would just before its KILL_CALL-th call, from 1, that
// changes something on the disk. Without KILL_CALL, it writes their number into the file that
// CALLS names, when the command ends.
#define _GNU_SOURCE
#include <dlfcn.h>
#include <fcntl.h>
#include <signal.h>
#include <stdatomic.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/stat.h>
#include <unistd.h>

static atomic_long calls;

static void count(void) {
  const char *last = getenv("KILL_CALL");
  if (atomic_fetch_add(&calls, 1) + 1 == (last == NULL ? -1 : atol(last))) kill(getpid(), SIGKILL);
}

__attribute__((destructor)) static void report(void) {
  const char *path = getenv("CALLS");
  FILE *file = path == NULL ? NULL : fopen(path, "we");
  if (file == NULL) return;
  fprintf(file, "%ld\n", atomic_load(&calls));
  fclose(file);
}

#define PASS_ON(type, name, parameters, arguments)                              \
  __attribute__((visibility("default"))) type name parameters {                \
    static type(*next) parameters;                                             \
    if (next == NULL) next = (type(*) parameters)dlsym(RTLD_NEXT, #name);      \
    count();                                                                   \
    return next arguments;                                                     \
  }

PASS_ON(ssize_t, write, (int file, const void *bytes, size_t size), (file, bytes, size))
PASS_ON(ssize_t, pwrite64, (int file, const void *bytes, size_t size, off_t offset),
        (file, bytes, size, offset))
PASS_ON(int, fsync, (int file), (file))
PASS_ON(int, fdatasync, (int file), (file))
PASS_ON(int, mkdir, (const char *path, mode_t mode), (path, mode))
PASS_ON(int, unlink, (const char *path), (path))
PASS_ON(int, rmdir, (const char *path), (path))
PASS_ON(int, rename, (const char *from, const char *to), (from, to))
PASS_ON(int, renameat2, (int from, const char *old, int to, const char *new, unsigned flags),
        (from, old, to, new, flags))
