/* What the conformance kit needs of Linux and Swift does not import. */
#ifndef HERMES_CONFORMANCE_LINUX_H
#define HERMES_CONFORMANCE_LINUX_H

#include <stddef.h>
#include <stdint.h>

/* Bytes that malloc has handed out and not got back, in all arenas. Never blocks. [any-thread] */
size_t hermes_heap_in_use(void);

/* What a signal does: its handler and flags folded into one number. Never blocks. [any-thread] */
uint64_t hermes_signal_disposition(int signal);

/* Lets the kernel kill this process when the one that started it ends. Never blocks. [any-thread] */
void hermes_end_with_parent(void);

#endif
