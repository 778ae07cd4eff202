// Has more agents than a library may have.
#define FIXTURE_NAME "TooManyAgents"
#define FIXTURE_TAG "fixture-too-many-agents"
#include "fixture.h"

FIXTURE_ENTRY(table.agent_count = 65;)
