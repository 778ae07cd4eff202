// Keeps its host in a static variable, so that a second instance takes it over.
#define FIXTURE_NAME "OneInstance"
#define FIXTURE_TAG "fixture-one-instance"
#include "fixture.h"

static const hermes_host *the_host;

static hermes_status create(uint32_t index, const hermes_host *host, hermes_bytes config,
                            hermes_agent **agent, char *errbuf, size_t errcap) {
  the_host = host;
  return fixture_create(index, host, config, agent, errbuf, errcap);
}

static hermes_status invoke(hermes_agent *agent, hermes_call call, hermes_bytes request) {
  (void)agent, (void)request;
  the_host->finish(the_host, call, HERMES_OK, BYTES("{\"text\":\"done\"}"));
  return HERMES_OK;
}

FIXTURE_ENTRY(table.create = create; table.invoke = invoke;)
