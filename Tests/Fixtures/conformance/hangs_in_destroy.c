// destroy waits for a thread that does not end.
#define FIXTURE_NAME "HangsInDestroy"
#define FIXTURE_TAG "fixture-hangs-in-destroy"
#include "fixture.h"

static void destroy(hermes_agent *agent) {
  (void)agent;
  for (;;) fixture_sleep(1000);
}

FIXTURE_ENTRY(table.destroy = destroy;)
