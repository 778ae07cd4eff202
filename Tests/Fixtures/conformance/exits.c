// Ends the whole process in a call.
#define FIXTURE_NAME "Exits"
#define FIXTURE_TAG "fixture-exits"
#include "fixture.h"

static hermes_status invoke(hermes_agent *agent, hermes_call call, hermes_bytes request) {
  (void)agent, (void)call, (void)request;
  exit(3);
}

FIXTURE_ENTRY(table.invoke = invoke;)
