// Changes what a signal does for a moment: afterwards only the flags differ, by the C library's.
#define FIXTURE_NAME "PutsSignalsBack"
#define FIXTURE_TAG "fixture-puts-signals-back"
#include "fixture.h"

#include <signal.h>

static hermes_status invoke(hermes_agent *agent, hermes_call call, hermes_bytes request) {
  void (*before)(int) = signal(SIGUSR2, SIG_IGN);
  signal(SIGUSR2, before);
  return fixture_invoke(agent, call, request);
}

FIXTURE_ENTRY(table.invoke = invoke;)
