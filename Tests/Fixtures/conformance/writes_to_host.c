// Writes to the table of the host.
#define FIXTURE_NAME "WritesToHost"
#define FIXTURE_TAG "fixture-writes-to-host"
#include "fixture.h"

static hermes_status create(uint32_t index, const hermes_host *host, hermes_bytes config,
                            hermes_agent **agent, char *errbuf, size_t errcap) {
  ((hermes_host *)host)->abi_minor = 7;
  return fixture_create(index, host, config, agent, errbuf, errcap);
}

FIXTURE_ENTRY(table.create = create;)
