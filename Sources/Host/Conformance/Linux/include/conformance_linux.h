/* What the conformance kit needs of Linux and Swift does not import. */
#ifndef HERMES_CONFORMANCE_LINUX_H
#define HERMES_CONFORMANCE_LINUX_H

#include <stddef.h>

/* Bytes that malloc has handed out and not got back, in all arenas. Never blocks. [any-thread] */
size_t hermes_heap_in_use(void);

/* Lets the kernel kill this process when the one that started it ends. Never blocks. [any-thread] */
void hermes_end_with_parent(void);

#endif
