// The oldest table, at the very end of the memory that can be read. The host must load it, and ends
// if it touches what lies behind.
#define FIXTURE_NAME "EdgeOfPage"
#define FIXTURE_TAG "fixture-edge-of-page"
#include "fixture.h"

#include <sys/mman.h>
#include <unistd.h>

static const hermes_plugin *at_the_edge(const hermes_plugin *table) {
  size_t page = (size_t)sysconf(_SC_PAGESIZE);
  char *pages = mmap(NULL, 2 * page, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);
  if (pages == MAP_FAILED || mprotect(pages + page, page, PROT_NONE) != 0) return NULL;
  return memcpy(pages + page - table->struct_size, table, table->struct_size);
}

FIXTURE_ENTRY(table.struct_size = offsetof(hermes_plugin, get_extension);
              return at_the_edge(&table);)
