// A call ends when cancel comes for it, and not before.
#define FIXTURE_NAME "HeedsCancel"
#define FIXTURE_TAG "fixture-heeds-cancel"
#include "../plugins/fixture.h"

static hermes_status invoke(hermes_agent *agent, hermes_call call, hermes_bytes request) {
  (void)agent, (void)call, (void)request;
  return HERMES_PENDING;
}

static void cancel(hermes_agent *agent, hermes_call call) { fixture_finish(agent, call, "stopped"); }

FIXTURE_ENTRY(table.invoke = invoke; table.cancel = cancel;)
