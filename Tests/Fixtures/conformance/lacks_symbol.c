// Calls a function that no library has.
#include "hermes_agent.h"

const hermes_plugin *a_function_that_nobody_has(uint32_t host_abi);

const hermes_plugin *hermes_agent_entry(uint32_t host_abi) {
  return a_function_that_nobody_has(host_abi);
}
