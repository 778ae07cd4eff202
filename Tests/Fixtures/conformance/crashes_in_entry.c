// Its entry uses a pointer that nobody has set.
#include <stddef.h>

#include "hermes_agent.h"

static hermes_plugin *volatile table;

const hermes_plugin *hermes_agent_entry(uint32_t host_abi) {
  table->agent_count = host_abi;
  return table;
}
