// An event over 1 MiB, then with "result" in the text a result over 8 MiB. The host must answer
// HERMES_E_TOO_LARGE to both; the second fails the call with result_too_large.
#define FIXTURE_NAME "HugeEvent"
#define FIXTURE_TAG "fixture-huge-event"
#include "fixture.h"

// {"HEAD":"aaa…"} of `size` bytes.
static hermes_bytes huge(const char *head, size_t size) {
  char *json = malloc(size + 1);
  if (json == NULL) return (hermes_bytes){NULL, 0};
  memset(json, 'a', size);
  memcpy(json, head, strlen(head));
  memcpy(json + size - 2, "\"}", 2);
  return (hermes_bytes){(const uint8_t *)json, size};
}

static hermes_status invoke(hermes_agent *agent, hermes_call call, hermes_bytes request) {
  hermes_bytes event = huge("{\"thought\":\"", HERMES_MAX_EVENT_BYTES + 1);
  hermes_status emitted = agent->host->emit(agent->host, call, HERMES_EVENT_THINKING, event);
  free((void *)event.ptr);
  if (fixture_find(request, "result") != NULL) {
    hermes_bytes result = huge("{\"text\":\"", HERMES_MAX_RESULT_BYTES + 1);
    agent->host->finish(agent->host, call, HERMES_OK, result);
    free((void *)result.ptr);
    return HERMES_OK;
  }
  char text[64];
  snprintf(text, sizeof text, "event: %d", emitted);
  fixture_finish(agent, call, text);
  return HERMES_OK;
}

FIXTURE_ENTRY(table.invoke = invoke;)
