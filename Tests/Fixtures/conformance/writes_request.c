// Writes to what it has borrowed, to end it with a NUL.
#define FIXTURE_NAME "WritesRequest"
#define FIXTURE_TAG "fixture-writes-request"
#include "fixture.h"

static hermes_status invoke(hermes_agent *agent, hermes_call call, hermes_bytes request) {
  if (request.len > 0) ((volatile uint8_t *)(uintptr_t)request.ptr)[request.len - 1] = 0;
  return fixture_finish(agent, call, "done");
}

FIXTURE_ENTRY(table.invoke = invoke;)
