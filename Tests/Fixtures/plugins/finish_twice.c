// Finishes twice. The host must keep the first, answer the second HERMES_E_NO_CALL and count it;
// the next call's text tells the answer.
#define FIXTURE_NAME "FinishTwice"
#define FIXTURE_TAG "fixture-finish-twice"
#include "fixture.h"

static hermes_status invoke(hermes_agent *agent, hermes_call call, hermes_bytes request) {
  char text[64];
  (void)request;
  pthread_mutex_lock(&agent->lock);
  snprintf(text, sizeof text, "first, second before: %d", agent->before);
  pthread_mutex_unlock(&agent->lock);
  fixture_finish(agent, call, text);
  hermes_status second = fixture_finish(agent, call, "second");
  pthread_mutex_lock(&agent->lock);
  agent->before = second;
  pthread_mutex_unlock(&agent->lock);
  return HERMES_OK;
}

FIXTURE_ENTRY(table.invoke = invoke;)
