// Writes one byte behind errbuf.
#define FIXTURE_NAME "OverrunsErrbuf"
#define FIXTURE_TAG "fixture-overruns-errbuf"
#include "fixture.h"

static hermes_status create(uint32_t index, const hermes_host *host, hermes_bytes config,
                            hermes_agent **agent, char *errbuf, size_t errcap) {
  (void)index, (void)host, (void)config, (void)agent;
  memset(errbuf, 'x', errcap + 1);
  return HERMES_E_FAILED;
}

FIXTURE_ENTRY(table.create = create;)
