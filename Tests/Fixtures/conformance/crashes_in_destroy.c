// Frees its instance twice.
#define FIXTURE_NAME "CrashesInDestroy"
#define FIXTURE_TAG "fixture-crashes-in-destroy"
#include "fixture.h"

static void destroy(hermes_agent *agent) {
  hermes_agent *volatile again = agent;
  free(agent);
  free(again);
}

FIXTURE_ENTRY(table.destroy = destroy;)
