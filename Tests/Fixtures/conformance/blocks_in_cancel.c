// Waits for a second in cancel, where nobody may.
#define FIXTURE_NAME "BlocksInCancel"
#define FIXTURE_TAG "fixture-blocks-in-cancel"
#include "fixture.h"

static hermes_status invoke(hermes_agent *agent, hermes_call call, hermes_bytes request) {
  const hermes_host *host = agent->host;
  host->emit(host, call, HERMES_EVENT_THINKING, BYTES("{\"thought\":\"busy\"}"));
  return fixture_invoke(agent, call, request);
}

static void cancel(hermes_agent *agent, hermes_call call) {
  (void)agent, (void)call;
  fixture_sleep(1000);
}

FIXTURE_ENTRY(table.invoke = invoke; table.cancel = cancel;)
