#ifndef HERMES_LINUX_CALLS_H
#define HERMES_LINUX_CALLS_H

#include <spawn.h>

/* Functions that glibc declares only under _GNU_SOURCE, which Swift's Glibc module doesn't set. */

/* pipe2 with O_CLOEXEC: 0, or -1 with errno. */
int hermes_pipe(int ends[2]);
/* posix_spawn_file_actions_addclosefrom_np: 0, or an error number. */
int hermes_spawn_close_from(posix_spawn_file_actions_t *actions, int first);

#endif
