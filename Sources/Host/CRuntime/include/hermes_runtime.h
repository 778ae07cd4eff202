/* What the host needs of Linux and Swift does not import. */
#ifndef HERMES_RUNTIME_H
#define HERMES_RUNTIME_H

/* Names the calling thread for debuggers and /proc: at most 15 bytes of NUL-terminated `name`, which
 * is BORROWED. Never blocks. [any-thread] */
void hermes_name_thread(const char *name);

#endif
