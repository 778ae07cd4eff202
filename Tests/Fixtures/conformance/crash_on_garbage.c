// Takes for granted that a request has a text, and crashes without one.
#define FIXTURE_NAME "CrashOnGarbage"
#define FIXTURE_TAG "fixture-crash-on-garbage"
#include "fixture.h"

static hermes_status invoke(hermes_agent *agent, hermes_call call, hermes_bytes request) {
  const char *text = fixture_find(request, "\"text\":\"");
  volatile char first = *text;
  (void)first;
  return fixture_invoke(agent, call, request);
}

FIXTURE_ENTRY(table.invoke = invoke;)
