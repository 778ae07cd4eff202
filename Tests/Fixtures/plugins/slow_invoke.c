// Blocks in invoke for "ms=N" or, without, until it is cancelled. The host must stay responsive
// and end it as stopped.
#define FIXTURE_NAME "SlowInvoke"
#define FIXTURE_TAG "fixture-slow-invoke"
#include "fixture.h"

static hermes_status invoke(hermes_agent *agent, hermes_call call, hermes_bytes request) {
  const hermes_host *host = agent->host;
  long left = fixture_number(request, "ms=", -1);
  while (left != 0 && !host->is_cancelled(host, call)) {
    fixture_sleep(1);
    if (left > 0) left--;
  }
  fixture_finish(agent, call, left == 0 ? "slept" : "cancelled");
  return HERMES_OK;
}

FIXTURE_ENTRY(table.invoke = invoke;)
