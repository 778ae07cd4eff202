// Keeps a kibibyte of every call.
#define FIXTURE_NAME "LeaksMemory"
#define FIXTURE_TAG "fixture-leaks-memory"
#include "fixture.h"

static hermes_status invoke(hermes_agent *agent, hermes_call call, hermes_bytes request) {
  char *kept = calloc(1, 1024);
  if (kept == NULL) return HERMES_E_FAILED;
  __asm__ volatile("" : : "r"(kept) : "memory");
  return fixture_invoke(agent, call, request);
}

FIXTURE_ENTRY(table.invoke = invoke;)
