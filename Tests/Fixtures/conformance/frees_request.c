// Frees what it has borrowed; the C library says so before it ends the process.
#define FIXTURE_NAME "FreesRequest"
#define FIXTURE_TAG "fixture-frees-request"
#include "fixture.h"

static hermes_status invoke(hermes_agent *agent, hermes_call call, hermes_bytes request) {
  // A pointer that malloc never gave, as the compiler must not see.
  uint8_t *volatile text = (uint8_t *)(uintptr_t)request.ptr;
  free(text);
  return fixture_finish(agent, call, "done");
}

FIXTURE_ENTRY(table.invoke = invoke;)
