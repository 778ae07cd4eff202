// Emits after it finished. The host must show no event after the end, and answer
// HERMES_E_NO_CALL; the next call's text tells the answer.
#define FIXTURE_NAME "EmitAfterFinish"
#define FIXTURE_TAG "fixture-emit-after-finish"
#include "fixture.h"

static hermes_status invoke(hermes_agent *agent, hermes_call call, hermes_bytes request) {
  char text[64];
  (void)request;
  pthread_mutex_lock(&agent->lock);
  snprintf(text, sizeof text, "emit before: %d", agent->before);
  pthread_mutex_unlock(&agent->lock);
  fixture_finish(agent, call, text);
  hermes_status late = agent->host->emit(agent->host, call, HERMES_EVENT_THINKING,
                                         BYTES("{\"thought\":\"after the end\"}"));
  pthread_mutex_lock(&agent->lock);
  agent->before = late;
  pthread_mutex_unlock(&agent->lock);
  return HERMES_OK;
}

FIXTURE_ENTRY(table.invoke = invoke;)
