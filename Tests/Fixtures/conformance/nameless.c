// Its table has no name.
#define FIXTURE_NAME "Nameless"
#define FIXTURE_TAG "fixture-nameless"
#include "fixture.h"

FIXTURE_ENTRY(table.name = (hermes_bytes){NULL, 0};)
