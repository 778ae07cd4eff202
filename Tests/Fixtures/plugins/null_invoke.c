// invoke is NULL. The host must refuse the library and name the field.
#define FIXTURE_NAME "NullInvoke"
#define FIXTURE_TAG "fixture-null-invoke"
#include "fixture.h"

FIXTURE_ENTRY(table.invoke = NULL;)
