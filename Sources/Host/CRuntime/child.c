#define _GNU_SOURCE
#include <errno.h>
#include <fcntl.h>
#include <poll.h>
#include <signal.h>
#include <spawn.h>
#include <stddef.h>
#include <sys/ioctl.h>
#include <sys/resource.h>
#include <sys/socket.h>
#include <sys/syscall.h>
#include <sys/time.h>
#include <sys/types.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

#include "hermes_runtime.h"

int hermes_pipe(int ends[2]) { return pipe2(ends, O_CLOEXEC) == 0 ? 0 : errno; }

int hermes_socket_pair(int ends[2]) {
  return socketpair(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0, ends) == 0 ? 0 : errno;
}

static int fill_actions(posix_spawn_file_actions_t *actions, int socket, int output) {
  int status = posix_spawn_file_actions_addopen(actions, 0, "/dev/null", O_RDONLY, 0);
  if (status == 0) status = posix_spawn_file_actions_adddup2(actions, output, 1);
  if (status == 0) status = posix_spawn_file_actions_adddup2(actions, output, 2);
  if (status == 0) status = posix_spawn_file_actions_adddup2(actions, socket, HERMES_CHILD_SOCKET);
  if (status == 0) {
    status = posix_spawn_file_actions_addclosefrom_np(actions, HERMES_CHILD_SOCKET + 1);
  }
  return status;
}

static int fill_attributes(posix_spawnattr_t *attributes) {
  sigset_t all, none;
  sigfillset(&all);
  sigemptyset(&none);
  int status = posix_spawnattr_setsigdefault(attributes, &all);
  if (status == 0) status = posix_spawnattr_setsigmask(attributes, &none);
  if (status == 0) status = posix_spawnattr_setpgroup(attributes, 0);
  if (status == 0) {
    status = posix_spawnattr_setflags(
        attributes, POSIX_SPAWN_SETSIGDEF | POSIX_SPAWN_SETSIGMASK | POSIX_SPAWN_SETPGROUP);
  }
  return status;
}

int hermes_spawn(const char *path, char *const arguments[], char *const environment[], int socket,
                 int output, pid_t *child) {
  posix_spawn_file_actions_t actions;
  posix_spawnattr_t attributes;
  int status = posix_spawn_file_actions_init(&actions);
  if (status != 0) return status;
  status = posix_spawnattr_init(&attributes);
  if (status == 0) {
    status = fill_actions(&actions, socket, output);
    if (status == 0) status = fill_attributes(&attributes);
    if (status == 0) {
      status = posix_spawn(child, path, &actions, &attributes, arguments, environment);
    }
    posix_spawnattr_destroy(&attributes);
  }
  posix_spawn_file_actions_destroy(&actions);
  return status;
}

static uint64_t nanoseconds(struct timeval time) {
  return (uint64_t)time.tv_sec * 1000000000u + (uint64_t)time.tv_usec * 1000u;
}

int hermes_child_descriptor(pid_t child) { return (int)syscall(SYS_pidfd_open, child, 0); }

size_t hermes_readable_bytes(int socket) {
  int count = 0;
  return ioctl(socket, FIONREAD, &count) == 0 && count > 0 ? (size_t)count : 0;
}

void hermes_reap(pid_t child, int grace_ms, hermes_child_end *end) {
  // A child that crashes loses its socket before it can be waited for: killing it immediately would
  // hide the signal that it died of.
  int process = hermes_child_descriptor(child);
  if (process >= 0) {
    struct pollfd item = {.fd = process, .events = POLLIN};
    while (poll(&item, 1, grace_ms) < 0 && errno == EINTR) {
    }
    close(process);
  }
  // The process group, so that processes started by the library end too.
  kill(-child, SIGKILL);
  kill(child, SIGKILL);
  int status = 0;
  struct rusage usage = {0};
  while (wait4(child, &status, 0, &usage) < 0 && errno == EINTR) {
  }
  end->exit_code = WIFEXITED(status) ? WEXITSTATUS(status) : -1;
  end->signal = WIFSIGNALED(status) ? WTERMSIG(status) : 0;
  end->cpu_ns = nanoseconds(usage.ru_utime) + nanoseconds(usage.ru_stime);
}

static int limit(int resource, uint64_t value) {
  if (value == HERMES_UNLIMITED) return 0;
  struct rlimit both = {.rlim_cur = value, .rlim_max = value};
  return setrlimit((__rlimit_resource_t)resource, &both) == 0 ? 0 : errno;
}

int hermes_limit(uint64_t memory, uint64_t file_size, uint64_t descriptors, uint64_t core) {
  int status = limit(RLIMIT_FSIZE, file_size);
  if (status == 0) status = limit(RLIMIT_NOFILE, descriptors);
  if (status == 0) status = limit(RLIMIT_CORE, core);
  if (status == 0) status = limit(RLIMIT_AS, memory);
  return status;
}

uint64_t hermes_cpu_of(pid_t child) {
  clockid_t clock;
  struct timespec time;
  if (clock_getcpuclockid(child, &clock) != 0 || clock_gettime(clock, &time) != 0) return 0;
  return (uint64_t)time.tv_sec * 1000000000u + (uint64_t)time.tv_nsec;
}
