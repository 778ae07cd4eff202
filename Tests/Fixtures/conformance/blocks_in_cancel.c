// Waits in cancel, where nobody may: for the end of the call, and then some.
#define FIXTURE_NAME "BlocksInCancel"
#define FIXTURE_TAG "fixture-blocks-in-cancel"
#include "fixture.h"

static hermes_status invoke(hermes_agent *agent, hermes_call call, hermes_bytes request) {
  (void)request;
  const hermes_host *host = agent->host;
  for (int left = 300; left > 0 && !host->is_cancelled(host, call); left--) fixture_sleep(1);
  return fixture_invoke(agent, call, request);
}

static void cancel(hermes_agent *agent, hermes_call call) {
  (void)agent, (void)call;
  fixture_sleep(1000);
}

FIXTURE_ENTRY(table.invoke = invoke; table.cancel = cancel;)
