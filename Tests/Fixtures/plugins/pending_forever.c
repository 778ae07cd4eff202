// Answers HERMES_PENDING and never finishes. The host must end the call at its deadline.
#define FIXTURE_NAME "PendingForever"
#define FIXTURE_TAG "fixture-pending-forever"
#include "fixture.h"

static hermes_status invoke(hermes_agent *agent, hermes_call call, hermes_bytes request) {
  (void)agent, (void)call, (void)request;
  return HERMES_PENDING;
}

FIXTURE_ENTRY(table.invoke = invoke;)
