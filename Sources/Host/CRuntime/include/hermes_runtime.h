/* Linux functions that the host needs and that Swift does not import. */
#ifndef HERMES_RUNTIME_H
#define HERMES_RUNTIME_H

#include <stdint.h>
#include <sys/types.h>

/* Names the calling thread for debuggers and /proc: at most 15 bytes of NUL-terminated `name`, which
 * is BORROWED. Never blocks. [any-thread] */
void hermes_name_thread(const char *name);

/* A pipe whose ends are close-on-exec. Returns 0 or an errno. Never blocks. [any-thread] */
int hermes_pipe(int ends[2]);

/* A pair of connected stream sockets that are close-on-exec. Returns 0 or an errno. Never blocks.
 * [any-thread] */
int hermes_socket_pair(int ends[2]);

/* The descriptor on which a child finds its socket. */
#define HERMES_CHILD_SOCKET 3

/* Starts `path` as a child: default signals and mask, its own process group, /dev/null as standard
 * input, `output` as standard output and error, `socket` as HERMES_CHILD_SOCKET, and no other
 * descriptor. Strings and arrays are BORROWED; the caller keeps both descriptors. Returns 0 and
 * writes *child, or returns an errno. Blocks until the program is loaded. [any-thread] */
int hermes_spawn(const char *path, char *const arguments[], char *const environment[], int socket,
                 int output, pid_t *child);

/* A descriptor, close-on-exec, that becomes readable once the child has ended (pidfd_open(2)); -1
 * if it is not available. The caller closes it. Never blocks. [any-thread] */
int hermes_child_descriptor(pid_t child);

/* How many bytes can be read from a socket now; 0 if that is unknown. Never blocks. [any-thread] */
size_t hermes_readable_bytes(int socket);

typedef struct hermes_child_end {
  int32_t exit_code; /* -1 if it did not exit by itself */
  int32_t signal;    /* 0 if no signal ended it */
  uint64_t cpu_ns;   /* processor time of the child and of the children that it waited for */
} hermes_child_end;

/* Waits `grace_ms` for a child to end, kills its process group, and collects it. `end` is written.
 * Blocks. Once per child. [host threads] */
void hermes_reap(pid_t child, int grace_ms, hermes_child_end *end);

static const uint64_t HERMES_UNLIMITED = UINT64_MAX;

/* Limits the calling process: bytes of address space, bytes of one file, open descriptors, bytes of
 * a core file; HERMES_UNLIMITED leaves one as it is. Returns 0 or an errno. Never blocks.
 * [any-thread] */
int hermes_limit(uint64_t memory, uint64_t file_size, uint64_t descriptors, uint64_t core);

/* Processor time of a live process in nanoseconds; 0 if there is no such process. Never blocks.
 * [any-thread] */
uint64_t hermes_cpu_of(pid_t child);

/* Whether a time service sets the machine's clock (adjtimex(2)); 0 also where that can't be asked.
 * Never blocks. [any-thread] */
int hermes_clock_is_set(void);

#endif
