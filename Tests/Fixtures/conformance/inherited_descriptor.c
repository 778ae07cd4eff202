// Opens a file that every program started by the host would inherit.
#define FIXTURE_NAME "InheritedDescriptor"
#define FIXTURE_TAG "fixture-inherited-descriptor"
#include "fixture.h"

#include <fcntl.h>

static hermes_status create(uint32_t index, const hermes_host *host, hermes_bytes config,
                            hermes_agent **agent, char *errbuf, size_t errcap) {
  if (open("/dev/null", O_RDONLY) < 0) return HERMES_E_FAILED;
  return fixture_create(index, host, config, agent, errbuf, errcap);
}

FIXTURE_ENTRY(table.create = create;)
