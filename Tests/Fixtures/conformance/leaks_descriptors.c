// Opens a file in every call and closes none.
#define FIXTURE_NAME "LeaksDescriptors"
#define FIXTURE_TAG "fixture-leaks-descriptors"
#include "fixture.h"

#include <fcntl.h>

static hermes_status invoke(hermes_agent *agent, hermes_call call, hermes_bytes request) {
  if (open("/dev/null", O_RDONLY | O_CLOEXEC) < 0) return HERMES_E_FAILED;
  return fixture_invoke(agent, call, request);
}

FIXTURE_ENTRY(table.invoke = invoke;)
