// Two agents of one request, "mismatched types": the first promises text/x-foo, which the second takes,
// and makes text/plain.
#define FIXTURE_NAME "OtherType"
#define FIXTURE_TAG "fixture-other-type"
#include "../plugins/fixture.h"

#define CARD(name, takes, gives)                                                              \
  "{\"name\":\"" name "\",\"description\":\"For the tests of the host.\",\"version\":\"0.1.0\"," \
  "\"skills\":[{\"id\":\"" name "\",\"name\":\"" name "\",\"description\":\"x\",\"tags\":[],"  \
  "\"inputModes\":[\"" takes "\"],\"outputModes\":[\"" gives "\"]}],"                         \
  "\"hermes\":{\"skills\":{\"" name "\":{\"capabilities\":{\"" name                           \
  "\":{\"verbs\":[],\"objects\":[\"mismatched\"]}}}}}}"

static hermes_bytes card(uint32_t index) {
  if (index == 0) return BYTES(CARD("MakesOther", "text/plain", "text/x-foo"));
  return BYTES(CARD("TakesFoo", "text/x-foo", "text/x-bar"));
}

static hermes_status invoke(hermes_agent *agent, hermes_call call, hermes_bytes request) {
  (void)request;
  agent->host->finish(agent->host, call, HERMES_OK,
                      BYTES("{\"artifacts\":[{\"artifactId\":\"a\",\"name\":\"a\",\"parts\":"
                            "[{\"text\":\"x\",\"mediaType\":\"text/plain\"}]}]}"));
  return HERMES_OK;
}

FIXTURE_ENTRY(table.invoke = invoke; table.agent_card = card; table.agent_count = 2;)
