// Built for another major version. The host must refuse it, naming both majors, and read nothing
// else.
#define FIXTURE_NAME "OtherMajor"
#define FIXTURE_TAG "fixture-other-major"
#include "fixture.h"

FIXTURE_ENTRY(table.abi_major = HERMES_ABI_MAJOR + 1; table.agent_card = NULL;)
