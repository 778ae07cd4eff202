// Declares one media type and answers another: a step that waits for it would have nothing.
#define FIXTURE_NAME "OtherType"
#define FIXTURE_TAG "fixture-other-type"
#include "fixture.h"

static hermes_status invoke(hermes_agent *agent, hermes_call call, hermes_bytes request) {
  (void)request;
  agent->host->finish(agent->host, call, HERMES_OK,
                      BYTES("{\"artifacts\":[{\"artifactId\":\"a\",\"name\":\"a\",\"parts\":"
                            "[{\"text\":\"x\",\"mediaType\":\"text/plain\"}]}]}"));
  return HERMES_OK;
}

FIXTURE_ENTRY(table.invoke = invoke;)
