// create fails with a message. The host must not load the agent, and show the message.
#define FIXTURE_NAME "CreateFails"
#define FIXTURE_TAG "fixture-create-fails"
#include "fixture.h"

static hermes_status create(uint32_t index, const hermes_host *host, hermes_bytes config,
                            hermes_agent **agent, char *errbuf, size_t errcap) {
  (void)index, (void)host, (void)config, (void)agent;
  snprintf(errbuf, errcap, "the fixture does not want to be created");
  return HERMES_E_FAILED;
}

FIXTURE_ENTRY(table.create = create;)
