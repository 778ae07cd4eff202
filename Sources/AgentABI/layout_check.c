/* Pins the layout of everything that crosses the ABI: a moved, resized or inserted field fails to
 * compile. */
#include "ext/agents.h"
#include "ext/blob.h"
#include "ext/model.h"
#include "ext/reconcile.h"
#include "ext/store.h"
#include "hermes_agent.h"

#define AT(type, field, offset) \
  _Static_assert(offsetof(type, field) == (offset), #type "." #field " has moved")
#define SIZE(type, size) _Static_assert(sizeof(type) == (size), #type " has changed its size")

_Static_assert(sizeof(void *) == 8, "the layout below is for 64-bit targets");

SIZE(hermes_status, 4);
SIZE(hermes_log_level, 4);
SIZE(hermes_event_kind, 4);
SIZE(hermes_call, 8);

SIZE(hermes_bytes, 16);
AT(hermes_bytes, ptr, 0);
AT(hermes_bytes, len, 8);

AT(hermes_host, struct_size, 0);
AT(hermes_host, abi_major, 4);
AT(hermes_host, abi_minor, 6);
AT(hermes_host, finish, 8);
AT(hermes_host, emit, 16);
AT(hermes_host, emit_wait, 24);
AT(hermes_host, is_cancelled, 32);
AT(hermes_host, log, 40);
AT(hermes_host, get_extension, 48);
SIZE(hermes_host, 56);

AT(hermes_plugin, struct_size, 0);
AT(hermes_plugin, abi_major, 4);
AT(hermes_plugin, abi_minor, 6);
AT(hermes_plugin, name, 8);
AT(hermes_plugin, version, 24);
AT(hermes_plugin, agent_count, 40);
AT(hermes_plugin, reserved, 44);
AT(hermes_plugin, agent_card, 48);
AT(hermes_plugin, create, 56);
AT(hermes_plugin, invoke, 64);
AT(hermes_plugin, cancel, 72);
AT(hermes_plugin, destroy, 80);
AT(hermes_plugin, get_extension, 88);
AT(hermes_plugin, drained, 96);
SIZE(hermes_plugin, 104);

AT(hermes_agents_1, struct_size, 0);
AT(hermes_agents_1, reserved, 4);
AT(hermes_agents_1, call, 8);
AT(hermes_agents_1, call_wait, 16);
AT(hermes_agents_1, list, 24);
SIZE(hermes_agents_1, 32);

AT(hermes_blob_1, struct_size, 0);
AT(hermes_blob_1, reserved, 4);
AT(hermes_blob_1, put, 8);
AT(hermes_blob_1, append, 16);
AT(hermes_blob_1, read, 24);
AT(hermes_blob_1, size, 32);
SIZE(hermes_blob_1, 40);

SIZE(hermes_model_part, 4);
AT(hermes_model_1, struct_size, 0);
AT(hermes_model_1, reserved, 4);
AT(hermes_model_1, complete, 8);
AT(hermes_model_1, complete_wait, 16);
SIZE(hermes_model_1, 24);

AT(hermes_store_1, struct_size, 0);
AT(hermes_store_1, reserved, 4);
AT(hermes_store_1, get, 8);
AT(hermes_store_1, put, 16);
AT(hermes_store_1, remove, 24);
AT(hermes_store_1, keys, 32);
SIZE(hermes_store_1, 40);

AT(hermes_reconcile_1, struct_size, 0);
AT(hermes_reconcile_1, reserved, 4);
AT(hermes_reconcile_1, reconcile, 8);
SIZE(hermes_reconcile_1, 16);
