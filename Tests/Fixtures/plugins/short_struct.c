// struct_size ends before invoke. The host must refuse it without reading what lies behind.
#define FIXTURE_NAME "ShortStruct"
#define FIXTURE_TAG "fixture-short-struct"
#include "fixture.h"

FIXTURE_ENTRY(table.struct_size = offsetof(hermes_plugin, invoke);)
