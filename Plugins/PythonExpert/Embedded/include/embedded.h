#ifndef HERMES_EMBEDDED_H
#define HERMES_EMBEDDED_H

#include <stddef.h>

/* One Python module that runs inside the sandbox. Both members are NUL-terminated. */
typedef struct hermes_program_file {
  const char *name;
  const char *text;
} hermes_program_file;

/* The modules, each after the modules that it imports. */
const hermes_program_file *hermes_program_files(size_t *count);

/* The code that the interpreter is started with: it reads a job and the modules from standard
 * input. */
const char *hermes_program_start(void);

#endif
