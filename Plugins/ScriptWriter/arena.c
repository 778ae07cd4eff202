#include "arena.h"

#include <stdint.h>
#include <stdlib.h>

struct arena_block {
  struct arena_block *before;
  size_t used, size;
  max_align_t bytes[];
};

enum { BLOCK_BYTES = 64 * 1024 };

void *arena_take(arena *from, size_t bytes) {
  if (bytes > SIZE_MAX / 2) return NULL;
  bytes = (bytes + sizeof(max_align_t) - 1) / sizeof(max_align_t) * sizeof(max_align_t);
  struct arena_block *block = from->last;
  if (block == NULL || block->size - block->used < bytes) {
    size_t size = bytes > BLOCK_BYTES ? bytes : BLOCK_BYTES;
    block = calloc(1, sizeof *block + size);
    if (block == NULL) return NULL;
    block->size = size;
    block->before = from->last;
    from->last = block;
  }
  void *taken = (char *)block->bytes + block->used;
  block->used += bytes;
  return taken;
}

void arena_free(arena *all) {
  while (all->last != NULL) {
    struct arena_block *before = all->last->before;
    free(all->last);
    all->last = before;
  }
}
