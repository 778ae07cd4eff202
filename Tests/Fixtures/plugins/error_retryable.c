// Fails with retryable:true before attempt "succeed=N" (3). The host must try again with a
// higher attempt and the same step_key.
#define FIXTURE_NAME "ErrorRetryable"
#define FIXTURE_TAG "fixture-error-retryable"
#include "fixture.h"

static hermes_status invoke(hermes_agent *agent, hermes_call call, hermes_bytes request) {
  // Members have no order: the attempt may stand before the message.
  const char *found = memmem(request.ptr, request.len, "\"attempt\":", 10);
  bool known = found != NULL && found[10] >= '1' && found[10] <= '9';
  long attempt = known ? found[10] - '0' : 1;
  if (attempt < fixture_number(request, "succeed=", 3)) {
    fixture_fail(agent, call, "not_yet", true);
    return HERMES_OK;
  }
  char text[64];
  snprintf(text, sizeof text, "attempt %ld", attempt);
  fixture_finish(agent, call, text);
  return HERMES_OK;
}

FIXTURE_ENTRY(table.invoke = invoke;)
