// Answers two artifacts with the same id: one would take the other's place.
#define FIXTURE_NAME "SameIdTwice"
#define FIXTURE_TAG "fixture-same-id-twice"
#include "fixture.h"

#define ARTIFACT "{\"artifactId\":\"a\",\"name\":\"a\",\"parts\":[{\"text\":\"x\"}]}"

static hermes_status invoke(hermes_agent *agent, hermes_call call, hermes_bytes request) {
  (void)request;
  agent->host->finish(agent->host, call, HERMES_OK,
                      BYTES("{\"artifacts\":[" ARTIFACT "," ARTIFACT "]}"));
  return HERMES_OK;
}

FIXTURE_ENTRY(table.invoke = invoke;)
