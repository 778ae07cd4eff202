// agent_count is 0. The host must refuse the library.
#define FIXTURE_NAME "ZeroAgents"
#define FIXTURE_TAG "fixture-zero-agents"
#include "fixture.h"

FIXTURE_ENTRY(table.agent_count = 0;)
