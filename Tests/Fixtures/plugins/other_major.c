// Built for another major version. The host must refuse it, naming both majors, and read nothing
// else.
#define FIXTURE_NAME "OtherMajor"
#define FIXTURE_TAG "fixture-other-major"
#include "fixture.h"

static hermes_status invoke(hermes_agent *agent, hermes_call call, hermes_bytes request) {
  (void)request;
  fixture_finish(agent, call, "done");
  return HERMES_OK;
}

FIXTURE_ENTRY(table.invoke = invoke; table.abi_major = HERMES_ABI_MAJOR + 1; table.agent_card = NULL;)
