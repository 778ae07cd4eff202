// create says that it went well, and gives no instance.
#define FIXTURE_NAME "NoInstance"
#define FIXTURE_TAG "fixture-no-instance"
#include "fixture.h"

static hermes_status create(uint32_t index, const hermes_host *host, hermes_bytes config,
                            hermes_agent **agent, char *errbuf, size_t errcap) {
  (void)index, (void)host, (void)config, (void)agent, (void)errbuf, (void)errcap;
  return HERMES_OK;
}

FIXTURE_ENTRY(table.create = create;)
