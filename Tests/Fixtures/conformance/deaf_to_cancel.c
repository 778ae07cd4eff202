// Goes on for three seconds after it was told that its call has ended.
#define FIXTURE_NAME "DeafToCancel"
#define FIXTURE_TAG "fixture-deaf-to-cancel"
#include "fixture.h"

static hermes_status invoke(hermes_agent *agent, hermes_call call, hermes_bytes request) {
  const hermes_host *host = agent->host;
  if (host->emit(host, call, HERMES_EVENT_THINKING, BYTES("{\"thought\":\"busy\"}")) != HERMES_OK) {
    fixture_sleep(3000);
  }
  return fixture_invoke(agent, call, request);
}

FIXTURE_ENTRY(table.invoke = invoke;)
