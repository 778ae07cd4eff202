#define FIXTURE_NAME "EffectsIdempotent"
#define FIXTURE_TAG "effects-idempotent"
#define FIXTURE_IDEMPOTENT "true"
#include "effects.h"

FIXTURE_ENTRY(table.agent_card = effects_card; table.invoke = effects_invoke;)
