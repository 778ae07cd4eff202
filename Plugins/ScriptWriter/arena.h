// The memory of one call: allocated piece by piece, freed as a whole.
#ifndef SCRIPT_WRITER_ARENA_H
#define SCRIPT_WRITER_ARENA_H

#include <stddef.h>

#pragma GCC visibility push(hidden)

typedef struct arena {
  struct arena_block *last;
} arena;

// Zeroed memory, or NULL if none is left.
void *arena_take(arena *from, size_t bytes);
void arena_free(arena *all);

#pragma GCC visibility pop
#endif
