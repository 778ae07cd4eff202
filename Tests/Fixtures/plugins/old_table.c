// The oldest table, which ends with destroy. The host must load it and never touch what lies
// behind.
#define FIXTURE_NAME "OldTable"
#define FIXTURE_TAG "fixture-old-table"
#include "fixture.h"

static hermes_status invoke(hermes_agent *agent, hermes_call call, hermes_bytes request) {
  (void)request;
  fixture_finish(agent, call, "done");
  return HERMES_OK;
}

FIXTURE_ENTRY(table.invoke = invoke; table.struct_size = offsetof(hermes_plugin, get_extension);
              memset(&table.get_extension, 0x5A, sizeof table - table.struct_size);)
