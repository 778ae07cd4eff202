// Ends its process while its table is asked for.
#define FIXTURE_NAME "ExitsAtLoad"
#define FIXTURE_TAG "fixture-exits-at-load"
#include "../plugins/fixture.h"

#include <unistd.h>

FIXTURE_ENTRY(_exit(7);)
