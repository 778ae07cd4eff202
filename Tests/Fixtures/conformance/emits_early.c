// Emits before any call.
#define FIXTURE_NAME "EmitsEarly"
#define FIXTURE_TAG "fixture-emits-early"
#include "fixture.h"

static hermes_status create(uint32_t index, const hermes_host *host, hermes_bytes config,
                            hermes_agent **agent, char *errbuf, size_t errcap) {
  host->emit(host, 1, HERMES_EVENT_THINKING, BYTES("{\"thought\":\"too early\"}"));
  return fixture_create(index, host, config, agent, errbuf, errcap);
}

FIXTURE_ENTRY(table.create = create;)
