// An agent of a later 1.x: it says whether the host has the function that only that version has.
#define FIXTURE_NAME "MadeUp"
#define FIXTURE_TAG "fixture-made-up"
#include "fixture.h"

static hermes_status invoke(hermes_agent *agent, hermes_call call, hermes_bytes request) {
  (void)request;
  if (!HERMES_HAS(agent->host, made_up)) return fixture_finish(agent, call, "an older host");
  return agent->host->made_up(agent->host, call);
}

static void made_up(hermes_agent *agent) { (void)agent, abort(); }

FIXTURE_ENTRY(table.invoke = invoke; table.made_up = made_up;)
