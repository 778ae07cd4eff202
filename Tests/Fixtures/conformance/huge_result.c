// Answers more than the 8 MiB that a result may have.
#define FIXTURE_NAME "HugeResult"
#define FIXTURE_TAG "fixture-huge-result"
#include "fixture.h"

static hermes_status invoke(hermes_agent *agent, hermes_call call, hermes_bytes request) {
  (void)request;
  size_t length = (8u << 20) + 64;
  char *json = malloc(length);
  if (json == NULL) return HERMES_E_FAILED;
  memset(json, 'x', length);
  memcpy(json, "{\"text\":\"", 9);
  memcpy(json + length - 2, "\"}", 2);
  agent->host->finish(agent->host, call, HERMES_OK, (hermes_bytes){(uint8_t *)json, length});
  free(json);
  return HERMES_OK;
}

FIXTURE_ENTRY(table.invoke = invoke;)
