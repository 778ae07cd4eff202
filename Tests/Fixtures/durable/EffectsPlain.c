#define FIXTURE_NAME "EffectsPlain"
#define FIXTURE_TAG "effects-plain"
#define FIXTURE_IDEMPOTENT "false"
#include "effects.h"

FIXTURE_ENTRY(table.agent_card = effects_card; table.invoke = effects_invoke;)
