// No entry symbol. The host must refuse the library and name the symbol hermes_agent_entry.
#include "hermes_agent.h"

HERMES_EXPORT int hermes_agent_enter(void);

int hermes_agent_enter(void) { return 0; }
