// Ends its process while its agent is made, if its configuration says "die".
#define FIXTURE_NAME "DiesWhenMade"
#define FIXTURE_TAG "fixture-dies-when-made"
#include "fixture.h"

static hermes_status create(uint32_t index, const hermes_host *host, hermes_bytes config,
                            hermes_agent **out, char *errbuf, size_t errbuf_size) {
  if (fixture_find(config, "die")) abort();
  return fixture_create(index, host, config, out, errbuf, errbuf_size);
}

static hermes_status invoke(hermes_agent *agent, hermes_call call, hermes_bytes request) {
  (void)request;
  fixture_finish(agent, call, "done");
  return HERMES_OK;
}

FIXTURE_ENTRY(table.create = create; table.invoke = invoke;)
