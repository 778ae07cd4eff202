// Takes the request for a string that a NUL ends.
#define FIXTURE_NAME "ReadsPastRequest"
#define FIXTURE_TAG "fixture-reads-past-request"
#include "fixture.h"

static hermes_status invoke(hermes_agent *agent, hermes_call call, hermes_bytes request) {
  if (strlen((const char *)request.ptr) == 7) return HERMES_E_INVALID;
  return fixture_invoke(agent, call, request);
}

FIXTURE_ENTRY(table.invoke = invoke;)
