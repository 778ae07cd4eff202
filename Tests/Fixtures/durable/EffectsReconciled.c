// Knows which steps had their effect: they are in its file.
#define FIXTURE_NAME "EffectsReconciled"
#define FIXTURE_TAG "effects-reconciled"
#define FIXTURE_IDEMPOTENT "false"
#include "effects.h"

static const void *extension(hermes_agent *agent, hermes_bytes id) {
  static const hermes_reconcile_1 table = {sizeof table, 0, effects_reconcile};
  (void)agent;
  bool is = id.len == strlen(HERMES_EXT_RECONCILE) && memcmp(id.ptr, HERMES_EXT_RECONCILE, id.len) == 0;
  return is ? &table : NULL;
}

FIXTURE_ENTRY(table.agent_card = effects_card; table.invoke = effects_invoke;
              table.get_extension = extension;)
