// Emits an event of a kind that hermes_agent.h does not have.
#define FIXTURE_NAME "EventOfNoKind"
#define FIXTURE_TAG "fixture-event-of-no-kind"
#include "fixture.h"

static hermes_status invoke(hermes_agent *agent, hermes_call call, hermes_bytes request) {
  (void)request;
  agent->host->emit(agent->host, call, 99, BYTES("{}"));
  return fixture_finish(agent, call, "done");
}

FIXTURE_ENTRY(table.invoke = invoke;)
