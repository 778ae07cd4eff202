// invoke answers a status that the header doesn't name; with "finish" in the text finish gets
// it. The host must treat it as HERMES_E_FAILED.
#define FIXTURE_NAME "UnknownStatus"
#define FIXTURE_TAG "fixture-unknown-status"
#include "fixture.h"

static hermes_status invoke(hermes_agent *agent, hermes_call call, hermes_bytes request) {
  if (fixture_find(request, "finish") == NULL) return -77;
  agent->host->finish(agent->host, call, -77,
                      BYTES("{\"code\":\"odd\",\"message\":\"an unknown status\"}"));
  return HERMES_OK;
}

FIXTURE_ENTRY(table.invoke = invoke;)
