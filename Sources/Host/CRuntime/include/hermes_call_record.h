/* The record of agent calls in flight: a file mapped by the server, which outlives even SIGKILL, so
 * that the next start can say who was at work when the last one ended. */
#ifndef HERMES_CALL_RECORD_H
#define HERMES_CALL_RECORD_H

#include <stdint.h>

#define HERMES_RECORD_LIBRARIES 4096
#define HERMES_RECORD_CALLS 4096

typedef enum hermes_record_state {
  HERMES_RECORD_ORDERLY = 0, /* the server ended as it should, or never ran */
  HERMES_RECORD_RUNNING = 1, /* it was killed, or runs */
  HERMES_RECORD_SIGNALLED = 2,
  HERMES_RECORD_EXITED = 3 /* somebody called exit */
} hermes_record_state;

/* How the server ended. Slots and libraries are numbered from 1; 0 is none. */
typedef struct hermes_record_end {
  int32_t state; /* hermes_record_state */
  int32_t signal;
  uint64_t address; /* that the fault was about */
  uint64_t counter; /* program counter */
  uint32_t slot;    /* the call that the thread was inside */
  uint32_t library; /* whose image the program counter lies in */
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

/* A record of an earlier run, or NULL with errno if there is none that can be read. It stays mapped.
 * path: BORROWED. Blocks. [start] */
typedef struct hermes_record hermes_record;
const hermes_record *hermes_record_map(const char *path);
const hermes_record_end *hermes_record_how(const hermes_record *record);
/* index from 1; NULL if there is none such. */
const hermes_record_call *hermes_record_call_at(const hermes_record *record, uint32_t index);
const hermes_record_library *hermes_record_library_at(const hermes_record *record, uint32_t index);

/* Begins this process's record in a new file in place of `path`, and catches the signals that end a
 * process by fault. Returns 0 or an errno. path: BORROWED. Blocks. Once. [start] */
int hermes_record_begin(const char *path);

/* The server ends as it should. Never blocks. [any-thread] */
void hermes_record_orderly(void);

/* Enters a library whose image lies around `symbol` into the record, and catches the signals again that it
 * may have taken. Returns its number, or 0 if there is no record or no room. digest, path: BORROWED, cut to the record's size. Never blocks. [control-thread] */
uint32_t hermes_record_add_library(const char *digest, const char *path, const void *symbol);

/* The calling thread goes into an agent. Returns the call's slot, 0 if there is no record or no room.
 * agent, task: BORROWED. Never blocks. [agent-thread] */
uint32_t hermes_record_enter(uint32_t library, uint64_t token, const char *agent, const char *task);

/* The calling thread has come out again. Returns the processor time it spent in nanoseconds.
 * Never blocks. [agent-thread] */
uint64_t hermes_record_leave(uint32_t slot);

/* Processor time that the calling thread has spent so far in the call it is inside; 0 if it is in
 * none or in another. Never blocks. [any-thread] */
uint64_t hermes_record_spent(uint64_t token);

/* The agent holds nothing of the call any more. Never blocks. [any-thread] */
void hermes_record_close(uint32_t slot);

#endif
