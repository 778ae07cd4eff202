// Finishes calls that are not its own, then its own. The host must answer HERMES_E_NO_CALL,
// count both, and take the last.
#define FIXTURE_NAME "FinishWrongToken"
#define FIXTURE_TAG "fixture-finish-wrong-token"
#include "fixture.h"

static hermes_status invoke(hermes_agent *agent, hermes_call call, hermes_bytes request) {
  char text[64];
  (void)request;
  hermes_status zero = fixture_finish(agent, 0, "zero");
  hermes_status other = fixture_finish(agent, call ^ 0x5555555555555555u, "other");
  snprintf(text, sizeof text, "zero: %d, other: %d", zero, other);
  fixture_finish(agent, call, text);
  return HERMES_OK;
}

FIXTURE_ENTRY(table.invoke = invoke;)
