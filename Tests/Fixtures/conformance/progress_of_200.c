// Takes the fraction of its progress for a percentage.
#define FIXTURE_NAME "ProgressOf200"
#define FIXTURE_TAG "fixture-progress-of-200"
#include "fixture.h"

static hermes_status invoke(hermes_agent *agent, hermes_call call, hermes_bytes request) {
  (void)request;
  agent->host->emit(agent->host, call, HERMES_EVENT_PROGRESS, BYTES("{\"fraction\":200}"));
  return fixture_finish(agent, call, "done");
}

FIXTURE_ENTRY(table.invoke = invoke;)
