// Says on its standard error why it gives up, and aborts.
#define FIXTURE_NAME "SaysWhy"
#define FIXTURE_TAG "fixture-says-why"
#include "fixture.h"

static hermes_status invoke(hermes_agent *agent, hermes_call call, hermes_bytes request) {
  (void)agent, (void)call, (void)request;
  printf("printed by the library\n");
  fflush(stdout);
  fprintf(stderr, "assertion failed: the moon is full\n");
  abort();
}

FIXTURE_ENTRY(table.invoke = invoke;)
