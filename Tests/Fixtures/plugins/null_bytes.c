// Empty and impossible bytes; with "finish" in the text as the result. The host must answer
// HERMES_E_INVALID and never follow the pointer.
#define FIXTURE_NAME "NullBytes"
#define FIXTURE_TAG "fixture-null-bytes"
#include "fixture.h"

static hermes_status invoke(hermes_agent *agent, hermes_call call, hermes_bytes request) {
  const hermes_host *host = agent->host;
  const hermes_bytes empty = {NULL, 0}, impossible = {NULL, 5};
  hermes_status first = host->emit(host, call, HERMES_EVENT_THINKING, empty);
  hermes_status second = host->emit(host, call, HERMES_EVENT_THINKING, impossible);
  host->log(host, call, HERMES_LOG_INFO, empty);
  host->log(host, call, HERMES_LOG_INFO, impossible);
  hermes_status third = host->emit(host, call, 9999, BYTES("{}"));
  if (fixture_find(request, "finish") != NULL) {
    host->finish(host, call, HERMES_OK, impossible);
    return HERMES_OK;
  }
  char text[64];
  snprintf(text, sizeof text, "empty: %d, impossible: %d, kind: %d", first, second, third);
  fixture_finish(agent, call, text);
  return HERMES_OK;
}

FIXTURE_ENTRY(table.invoke = invoke;)
