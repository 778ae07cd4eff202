// Preloaded into a server: ends it as kill -9 would at a chosen place of a chosen commit of the
// journal. The server itself knows nothing of this.
//
// Once the file that KILL_AT names is there, commits are counted from 1, by what is written to the
// write-ahead log and synced. The file says which and where: "7 before" ends the process before
// anything of commit 7 is written, "7 torn" when a part of it is, "7 stored" when it is synced and
// nobody has been told.
#define _GNU_SOURCE
#include <dlfcn.h>
#include <pthread.h>
#include <signal.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/types.h>
#include <unistd.h>

static pthread_mutex_t lock = PTHREAD_MUTEX_INITIALIZER;
static struct {
  bool armed;
  long commit;     // that is to be the last
  char where[16];  // "before", "torn" or "stored"
  long commits;    // that have begun
  long writes;     // of the one that is being written
} state;

static bool is_log(int file) {
  char link[64], path[4096];
  snprintf(link, sizeof link, "/proc/self/fd/%d", file);
  ssize_t length = readlink(link, path, sizeof path);
  return length > 4 && memcmp(path + length - 4, "-wal", 4) == 0;
}

static bool is_armed(void) {
  const char *path = getenv("KILL_AT");
  if (state.armed || path == NULL) return state.armed;
  FILE *file = fopen(path, "re");
  if (file == NULL) return false;
  state.armed = fscanf(file, "%ld %15s", &state.commit, state.where) == 2;
  fclose(file);
  return state.armed;
}

static void end_at(const char *where) {
  if (state.commits == state.commit && strcmp(state.where, where) == 0) kill(getpid(), SIGKILL);
}

__attribute__((visibility("default"))) ssize_t pwrite64(int file, const void *bytes, size_t count,
                                                        off_t offset) {
  static ssize_t (*next)(int, const void *, size_t, off_t);
  if (next == NULL) next = dlsym(RTLD_NEXT, "pwrite64");
  pthread_mutex_lock(&lock);
  // The log's own header, at its start, is no part of a commit.
  if (offset > 0 && is_log(file) && is_armed()) {
    state.writes++;
    if (state.writes == 1) {
      state.commits++;
      end_at("before");
    }
    if (state.writes == 2) end_at("torn");
  }
  pthread_mutex_unlock(&lock);
  return next(file, bytes, count, offset);
}

__attribute__((visibility("default"))) int fdatasync(int file) {
  static int (*next)(int);
  if (next == NULL) next = dlsym(RTLD_NEXT, "fdatasync");
  int result = next(file);
  pthread_mutex_lock(&lock);
  if (is_log(file) && is_armed() && state.writes > 0) {
    end_at("stored");
    state.writes = 0;
  }
  pthread_mutex_unlock(&lock);
  return result;
}
