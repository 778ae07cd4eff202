// Ends the host's thread in place of the call.
#define FIXTURE_NAME "EndsItsThread"
#define FIXTURE_TAG "fixture-ends-its-thread"
#include "fixture.h"

static hermes_status invoke(hermes_agent *agent, hermes_call call, hermes_bytes request) {
  (void)agent, (void)call, (void)request;
  pthread_exit(NULL);
}

FIXTURE_ENTRY(table.invoke = invoke;)
