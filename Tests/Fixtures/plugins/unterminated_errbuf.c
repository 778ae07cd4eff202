// create fails and fills errbuf to the last byte, without NUL. The host must not read past it.
#define FIXTURE_NAME "UnterminatedErrbuf"
#define FIXTURE_TAG "fixture-unterminated-errbuf"
#include "fixture.h"

static hermes_status create(uint32_t index, const hermes_host *host, hermes_bytes config,
                            hermes_agent **agent, char *errbuf, size_t errcap) {
  (void)index, (void)host, (void)config, (void)agent;
  if (errcap > 0) memset(errbuf, 'x', errcap);
  return HERMES_E_FAILED;
}

FIXTURE_ENTRY(table.create = create;)
