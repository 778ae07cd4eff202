// Changes what a signal does in the process.
#define FIXTURE_NAME "ChangesSignals"
#define FIXTURE_TAG "fixture-changes-signals"
#include "fixture.h"

#include <signal.h>

static hermes_status create(uint32_t index, const hermes_host *host, hermes_bytes config,
                            hermes_agent **agent, char *errbuf, size_t errcap) {
  signal(SIGPIPE, SIG_DFL);
  return fixture_create(index, host, config, agent, errbuf, errcap);
}

FIXTURE_ENTRY(table.create = create;)
