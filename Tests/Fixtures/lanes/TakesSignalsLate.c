// Handles signals from when its agent is made, as one with Python inside does, and ignores SIGPIPE,
// which the server does too.
#define FIXTURE_NAME "TakesSignalsLate"
#define FIXTURE_TAG "fixture-takes-signals-late"
#include "../plugins/fixture.h"

#include <signal.h>

static void ignore(int number) { (void)number; }

static hermes_status create(uint32_t index, const hermes_host *host, hermes_bytes config,
                            hermes_agent **agent, char *errbuf, size_t errcap) {
  signal(SIGPIPE, SIG_IGN);
  signal(SIGURG, ignore);
  return fixture_create(index, host, config, agent, errbuf, errcap);
}

FIXTURE_ENTRY(table.create = create;)
