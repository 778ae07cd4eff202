// Fails with an error that has no code.
#define FIXTURE_NAME "ErrorWithoutCode"
#define FIXTURE_TAG "fixture-error-without-code"
#include "fixture.h"

static hermes_status invoke(hermes_agent *agent, hermes_call call, hermes_bytes request) {
  (void)request;
  agent->host->finish(agent->host, call, HERMES_E_FAILED, BYTES("{\"message\":\"no\"}"));
  return HERMES_OK;
}

FIXTURE_ENTRY(table.invoke = invoke;)
