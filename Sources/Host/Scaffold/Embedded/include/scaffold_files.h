#ifndef HERMES_SCAFFOLD_FILES_H
#define HERMES_SCAFFOLD_FILES_H

#include <stddef.h>

/* One file of a new project: its language, its path in the project, and its NUL-terminated text.
 * All STATIC. */
typedef struct hermes_scaffold_file {
  const char *language;
  const char *path;
  const unsigned char *text;
} hermes_scaffold_file;

/* The files of all languages; `count` receives their number. Never blocks; any thread. */
const hermes_scaffold_file *hermes_scaffold_files(size_t *count);

#endif
