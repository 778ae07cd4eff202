// The entry answers NULL. The host must refuse the library and say that it declined this host.
#include "hermes_agent.h"

const hermes_plugin *hermes_agent_entry(uint32_t host_abi) {
  (void)host_abi;
  return NULL;
}
