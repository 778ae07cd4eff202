// Leaves a thread behind for every call.
#define FIXTURE_NAME "LeavesThread"
#define FIXTURE_TAG "fixture-leaves-thread"
#include "fixture.h"

static void *stay(void *context) {
  (void)context;
  for (;;) fixture_sleep(1000);
  return NULL;
}

static hermes_status invoke(hermes_agent *agent, hermes_call call, hermes_bytes request) {
  pthread_t thread;
  if (pthread_create(&thread, NULL, stay, NULL) != 0) return HERMES_E_FAILED;
  pthread_detach(thread);
  return fixture_invoke(agent, call, request);
}

FIXTURE_ENTRY(table.invoke = invoke;)
