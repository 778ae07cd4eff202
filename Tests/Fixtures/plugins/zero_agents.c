// agent_count is 0. The host must refuse the library.
#define FIXTURE_NAME "ZeroAgents"
#define FIXTURE_TAG "fixture-zero-agents"
#include "fixture.h"

static hermes_status invoke(hermes_agent *agent, hermes_call call, hermes_bytes request) {
  (void)request;
  fixture_finish(agent, call, "done");
  return HERMES_OK;
}

FIXTURE_ENTRY(table.invoke = invoke; table.agent_count = 0;)
