// Reads the request after invoke, when its bytes are no longer there.
#define FIXTURE_NAME "KeepsRequest"
#define FIXTURE_TAG "fixture-keeps-request"
#include "fixture.h"

static void *answer(void *context) {
  fixture_thread *self = context;
  const volatile uint8_t *kept = (const volatile uint8_t *)self->number;
  fixture_sleep(20);
  fixture_finish(self->agent, self->call, *kept == '{' ? "an object" : "something");
  return NULL;
}

static hermes_status invoke(hermes_agent *agent, hermes_call call, hermes_bytes request) {
  return fixture_start(agent, call, (long)request.ptr, answer) ? HERMES_PENDING : HERMES_E_FAILED;
}

FIXTURE_ENTRY(table.invoke = invoke;)
