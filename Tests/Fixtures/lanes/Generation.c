// Answers with a name that tests write into the built file, so that each copy has its own digest.
#define FIXTURE_NAME "Generation"
#define FIXTURE_TAG "fixture-generation"
#include "../plugins/fixture.h"

static const volatile char name[] = "generation-0000";

static hermes_status invoke(hermes_agent *agent, hermes_call call, hermes_bytes request) {
  char text[sizeof name];
  for (size_t at = 0; at < sizeof name; at++) text[at] = name[at];
  fixture_sleep(fixture_number(request, "ms=", 0));
  fixture_finish(agent, call, text);
  return HERMES_OK;
}

FIXTURE_ENTRY(table.invoke = invoke;)
