// The result isn't JSON, or with "array" in the text no object. The host must answer
// HERMES_E_INVALID and fail the call with invalid_result.
#define FIXTURE_NAME "InvalidResultJson"
#define FIXTURE_TAG "fixture-invalid-result-json"
#include "fixture.h"

static hermes_status invoke(hermes_agent *agent, hermes_call call, hermes_bytes request) {
  bool array = fixture_find(request, "array") != NULL;
  agent->host->finish(agent->host, call, HERMES_OK, array ? BYTES("[1]") : BYTES("{\"text\":"));
  return HERMES_OK;
}

FIXTURE_ENTRY(table.invoke = invoke;)
