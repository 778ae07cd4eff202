/* The record of agent calls in flight: a file that the server maps and that survives even SIGKILL,
 * so that the next start can report which calls were running when the last server ended. */
#ifndef HERMES_CALL_RECORD_H
#define HERMES_CALL_RECORD_H

#include <stdint.h>

#define HERMES_RECORD_LIBRARIES 4096
#define HERMES_RECORD_CALLS 4096

typedef enum hermes_record_state {
  HERMES_RECORD_ORDERLY = 0, /* the server shut down normally, or never ran */
  HERMES_RECORD_RUNNING = 1, /* it was killed, or is running */
  HERMES_RECORD_SIGNALLED = 2,
  HERMES_RECORD_EXITED = 3 /* something called exit */
} hermes_record_state;

/* How the server ended. Slots and libraries are numbered from 1; 0 means none. */
typedef struct hermes_record_end {
  int32_t state; /* hermes_record_state */
  int32_t signal;
  uint64_t address; /* the fault's address */
  uint64_t counter; /* program counter */
  uint32_t slot;    /* the call that the thread was inside */
  uint32_t library; /* the library whose image contains the program counter */
} hermes_record_end;

typedef struct hermes_record_call {
  uint64_t token; /* 0: free */
  uint32_t library;
  uint32_t is_inside; /* whether invoke had not returned yet */
  char agent[68];
  char task[44];
} hermes_record_call;

typedef struct hermes_record_library {
  char digest[68];
  char path[1024];
} hermes_record_library;

/* A record of an earlier run, or NULL with errno if none can be read. It stays mapped. path:
 * BORROWED. Blocks. [start] */
typedef struct hermes_record hermes_record;
const hermes_record *hermes_record_map(const char *path);
const hermes_record_end *hermes_record_how(const hermes_record *record);
/* index starts at 1; NULL if there is no such call. */
const hermes_record_call *hermes_record_call_at(const hermes_record *record, uint32_t index);
const hermes_record_library *hermes_record_library_at(const hermes_record *record, uint32_t index);

/* Begins this process's record in a new file that replaces `path`, and installs handlers for the
 * fault signals that end a process. Returns 0 or an errno. path: BORROWED. Blocks. Once. [start] */
int hermes_record_begin(const char *path);

/* Records a normal shutdown. Never blocks. [any-thread] */
void hermes_record_orderly(void);

/* Adds a library, whose image contains `symbol`, to the record, and reinstalls the signal handlers
 * that the library may have replaced. Returns its number, or 0 if there is no record or no room.
 * digest, path: BORROWED, cut to the record's size. Never blocks. [control-thread] */
uint32_t hermes_record_add_library(const char *digest, const char *path, const void *symbol);

/* The calling thread enters an agent. Returns the call's slot, 0 if there is no record or no room.
 * agent, task: BORROWED. Never blocks. [agent-thread] */
uint32_t hermes_record_enter(uint32_t library, uint64_t token, const char *agent, const char *task);

/* The calling thread has left the agent. Returns the processor time that it spent, in nanoseconds.
 * Never blocks. [agent-thread] */
uint64_t hermes_record_leave(uint32_t slot);

/* The processor time that the calling thread has spent so far in this call; 0 if it is not inside
 * it. Never blocks. [any-thread] */
uint64_t hermes_record_spent(uint64_t token);

/* The agent holds no more resources of the call. Never blocks. [any-thread] */
void hermes_record_close(uint32_t slot);

#endif
