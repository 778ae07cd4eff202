// The oldest table, which ends with destroy. The host must load it and never touch what lies
// behind.
#define FIXTURE_NAME "OldTable"
#define FIXTURE_TAG "fixture-old-table"
#include "fixture.h"

FIXTURE_ENTRY(table.struct_size = offsetof(hermes_plugin, get_extension);
              memset(&table.get_extension, 0x5A, sizeof table - table.struct_size);)
