// Answers HERMES_OK without finish. The host must fail the call with no_result.
#define FIXTURE_NAME "DoneWithoutFinish"
#define FIXTURE_TAG "fixture-done-without-finish"
#include "fixture.h"

static hermes_status invoke(hermes_agent *agent, hermes_call call, hermes_bytes request) {
  (void)agent, (void)call, (void)request;
  return HERMES_OK;
}

FIXTURE_ENTRY(table.invoke = invoke;)
