// Changes the working directory of the process.
#define FIXTURE_NAME "ChangesDirectory"
#define FIXTURE_TAG "fixture-changes-directory"
#include "fixture.h"

#include <unistd.h>

static hermes_status create(uint32_t index, const hermes_host *host, hermes_bytes config,
                            hermes_agent **agent, char *errbuf, size_t errcap) {
  if (chdir("/proc") != 0) return HERMES_E_FAILED;
  return fixture_create(index, host, config, agent, errbuf, errcap);
}

FIXTURE_ENTRY(table.create = create;)
