// struct_size ends before invoke. The host must refuse it without reading what lies behind.
#define FIXTURE_NAME "ShortStruct"
#define FIXTURE_TAG "fixture-short-struct"
#include "fixture.h"

static hermes_status invoke(hermes_agent *agent, hermes_call call, hermes_bytes request) {
  (void)request;
  fixture_finish(agent, call, "done");
  return HERMES_OK;
}

FIXTURE_ENTRY(table.invoke = invoke; table.struct_size = offsetof(hermes_plugin, invoke);)
