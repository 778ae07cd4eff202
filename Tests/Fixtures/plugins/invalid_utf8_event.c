// Emits a thought that isn't UTF-8. The host must answer HERMES_E_INVALID, show nothing of it,
// and let the call go on.
#define FIXTURE_NAME "InvalidUtf8Event"
#define FIXTURE_TAG "fixture-invalid-utf8-event"
#include "fixture.h"

static hermes_status invoke(hermes_agent *agent, hermes_call call, hermes_bytes request) {
  char text[64];
  (void)request;
  hermes_status status = agent->host->emit(agent->host, call, HERMES_EVENT_THINKING,
                                           BYTES("{\"thought\":\"\xc3\x28\"}"));
  snprintf(text, sizeof text, "emit: %d", status);
  fixture_finish(agent, call, text);
  return HERMES_OK;
}

FIXTURE_ENTRY(table.invoke = invoke;)
