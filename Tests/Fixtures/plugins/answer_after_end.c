// Answers only after the host ended the call, "late=N" ms later, and once more. The host must
// answer HERMES_E_ENDED to what comes after its own end, uncounted.
#define FIXTURE_NAME "AnswerAfterEnd"
#define FIXTURE_TAG "fixture-answer-after-end"
#include "fixture.h"

static void *answer_late(void *context) {
  fixture_thread *self = context;
  const hermes_host *host = self->agent->host;
  while (!host->is_cancelled(host, self->call)) fixture_sleep(5);
  fixture_sleep(self->number);
  fixture_finish(self->agent, self->call, "too late");
  fixture_finish(self->agent, self->call, "and again");
  return NULL;
}

static hermes_status invoke(hermes_agent *agent, hermes_call call, hermes_bytes request) {
  long late = fixture_number(request, "late=", 0);
  return fixture_start(agent, call, late, answer_late) ? HERMES_PENDING : HERMES_E_FAILED;
}

FIXTURE_ENTRY(table.invoke = invoke;)
