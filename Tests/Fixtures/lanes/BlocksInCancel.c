// Waits three seconds in cancel, where nobody may; its calls end at once all the same.
#define FIXTURE_NAME "BlocksInCancel"
#define FIXTURE_TAG "fixture-blocks-in-cancel"
#include "../plugins/fixture.h"

static hermes_status invoke(hermes_agent *agent, hermes_call call, hermes_bytes request) {
  (void)request;
  const hermes_host *host = agent->host;
  while (!host->is_cancelled(host, call)) fixture_sleep(1);
  fixture_finish(agent, call, "stopped");
  return HERMES_OK;
}

static void cancel(hermes_agent *agent, hermes_call call) {
  (void)agent, (void)call;
  fixture_sleep(3000);
}

FIXTURE_ENTRY(table.invoke = invoke; table.cancel = cancel;)
