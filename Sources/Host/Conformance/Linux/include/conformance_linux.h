/* Linux functions that the conformance kit needs and Swift does not import. */
#ifndef HERMES_CONFORMANCE_LINUX_H
#define HERMES_CONFORMANCE_LINUX_H

#include <stddef.h>

/* Bytes that malloc has handed out and that were not freed, in all arenas. Never blocks.
 * [any-thread] */
size_t hermes_heap_in_use(void);

/* Makes the kernel kill this process when its parent ends. Never blocks. [any-thread] */
void hermes_end_with_parent(void);

#endif
