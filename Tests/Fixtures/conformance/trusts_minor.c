// Takes the minor version for a promise, and calls what this header does not have.
#define FIXTURE_NAME "TrustsMinor"
#define FIXTURE_TAG "fixture-trusts-minor"
#include "fixture.h"

static hermes_status create(uint32_t index, const hermes_host *host, hermes_bytes config,
                            hermes_agent **agent, char *errbuf, size_t errcap) {
  void (*const *later)(void) = (void (*const *)(void))(host + 1);
  if (host->abi_minor > HERMES_ABI_MINOR) (*later)();
  return fixture_create(index, host, config, agent, errbuf, errcap);
}

FIXTURE_ENTRY(table.create = create;)
