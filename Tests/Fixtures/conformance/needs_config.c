// Can't be created without a configuration that has a key.
#define FIXTURE_NAME "NeedsConfig"
#define FIXTURE_TAG "fixture-needs-config"
#include "fixture.h"

static hermes_status create(uint32_t index, const hermes_host *host, hermes_bytes config,
                            hermes_agent **agent, char *errbuf, size_t errcap) {
  if (config.len == 0 || memmem(config.ptr, config.len, "\"key\":", 6) == NULL) {
    snprintf(errbuf, errcap, "its configuration has no key");
    return HERMES_E_INVALID;
  }
  return fixture_create(index, host, config, agent, errbuf, errcap);
}

FIXTURE_ENTRY(table.create = create;)
