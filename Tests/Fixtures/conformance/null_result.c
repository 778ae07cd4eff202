// Finishes with NULL and a length.
#define FIXTURE_NAME "NullResult"
#define FIXTURE_TAG "fixture-null-result"
#include "fixture.h"

static hermes_status invoke(hermes_agent *agent, hermes_call call, hermes_bytes request) {
  (void)request;
  agent->host->finish(agent->host, call, HERMES_OK, (hermes_bytes){NULL, 5});
  return HERMES_OK;
}

FIXTURE_ENTRY(table.invoke = invoke;)
