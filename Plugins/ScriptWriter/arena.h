// Memory of one call: taken piece by piece, given back at once.
#ifndef SCRIPT_WRITER_ARENA_H
#define SCRIPT_WRITER_ARENA_H

#include <stddef.h>

#pragma GCC visibility push(hidden)

typedef struct arena {
  struct arena_block *last;
} arena;

// Zeroed memory, or NULL if there is none left.
void *arena_take(arena *from, size_t bytes);
void arena_free(arena *all);

#pragma GCC visibility pop
#endif
