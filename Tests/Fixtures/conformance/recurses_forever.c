// Goes on until its stack is used up.
#define FIXTURE_NAME "RecursesForever"
#define FIXTURE_TAG "fixture-recurses-forever"
#include "fixture.h"

static volatile int depth;

static int deeper(int level) {
  volatile char room[4096];
  room[0] = (char)level;
  depth = level;
  return level < 0 ? 0 : deeper(level + 1) + room[0];
}

static hermes_status invoke(hermes_agent *agent, hermes_call call, hermes_bytes request) {
  (void)request;
  if (deeper(1) == 0) return HERMES_E_FAILED;
  return fixture_finish(agent, call, "done");
}

FIXTURE_ENTRY(table.invoke = invoke;)
