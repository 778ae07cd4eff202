// Answers HERMES_PENDING and finishes from its own thread after "ms=N" (50). The host must
// complete the call.
#define FIXTURE_NAME "SleeperAsync"
#define FIXTURE_TAG "fixture-sleeper-async"
#include "fixture.h"

static void *answer_later(void *context) {
  fixture_thread *self = context;
  const hermes_host *host = self->agent->host;
  for (long left = self->number; left > 0 && !host->is_cancelled(host, self->call); left--) {
    fixture_sleep(1);
  }
  fixture_finish(self->agent, self->call, "later");
  return NULL;
}

static hermes_status invoke(hermes_agent *agent, hermes_call call, hermes_bytes request) {
  long wait = fixture_number(request, "ms=", 50);
  return fixture_start(agent, call, wait, answer_later) ? HERMES_PENDING : HERMES_E_FAILED;
}

FIXTURE_ENTRY(table.invoke = invoke;)
