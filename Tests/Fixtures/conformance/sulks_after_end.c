// Answers no call after it was told once that one has ended.
#define FIXTURE_NAME "SulksAfterEnd"
#define FIXTURE_TAG "fixture-sulks-after-end"
#include "fixture.h"

static atomic_bool sulks;

static hermes_status invoke(hermes_agent *agent, hermes_call call, hermes_bytes request) {
  (void)request;
  if (sulks) return HERMES_PENDING;
  if (fixture_finish(agent, call, "done") == HERMES_E_ENDED) sulks = true;
  return HERMES_OK;
}

FIXTURE_ENTRY(table.invoke = invoke;)
