// Needs a function that nothing has.
#define FIXTURE_NAME "NeedsSymbol"
#define FIXTURE_TAG "fixture-needs-symbol"
#include "../plugins/fixture.h"

void hermes_fixture_nowhere(void);

FIXTURE_ENTRY(hermes_fixture_nowhere();)
