// Two agents with one name. The host must refuse the library and name the name.
#define FIXTURE_NAME "DuplicateName"
#define FIXTURE_TAG "fixture-duplicate-name"
#include "fixture.h"

FIXTURE_ENTRY(table.agent_count = 2;)
