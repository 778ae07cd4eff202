// Answers an artifact that has no id.
#define FIXTURE_NAME "ArtifactWithoutId"
#define FIXTURE_TAG "fixture-artifact-without-id"
#include "fixture.h"

static hermes_status invoke(hermes_agent *agent, hermes_call call, hermes_bytes request) {
  (void)request;
  agent->host->finish(agent->host, call, HERMES_OK,
                      BYTES("{\"artifacts\":[{\"name\":\"a\",\"parts\":[{\"text\":\"x\"}]}]}"));
  return HERMES_OK;
}

FIXTURE_ENTRY(table.invoke = invoke;)
