// Two agents with one name. The host must refuse the library and name the name.
#define FIXTURE_NAME "DuplicateName"
#define FIXTURE_TAG "fixture-duplicate-name"
#include "fixture.h"

static hermes_status invoke(hermes_agent *agent, hermes_call call, hermes_bytes request) {
  (void)request;
  fixture_finish(agent, call, "done");
  return HERMES_OK;
}

FIXTURE_ENTRY(table.invoke = invoke; table.agent_count = 2;)
