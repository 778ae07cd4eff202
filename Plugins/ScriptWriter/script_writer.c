// The library's table: one agent, ScriptWriter.
#include <stdlib.h>

#include "call.h"
#include "card.h"

struct hermes_agent {
  const hermes_host *host;
};

#define BYTES(literal) {(const uint8_t *)(literal), sizeof(literal) - 1}

static hermes_bytes agent_card(uint32_t index) {
  if (index != 0) return (hermes_bytes){NULL, 0};
  return (hermes_bytes){(const uint8_t *)card_json.at, card_json.length};
}

static hermes_status create(uint32_t index, const hermes_host *host, hermes_bytes config,
                            hermes_agent **agent, char *errbuf, size_t errcap) {
  static const char message[] = "memory ran out";
  (void)index, (void)config;
  *agent = malloc(sizeof **agent);
  if (*agent == NULL) {
    if (errcap >= sizeof message) memcpy(errbuf, message, sizeof message);
    return HERMES_E_FAILED;
  }
  (*agent)->host = host;
  return HERMES_OK;
}

static hermes_status invoke(hermes_agent *agent, hermes_call call, hermes_bytes request) {
  call_run(agent->host, call, request);
  return HERMES_OK;
}

static void destroy(hermes_agent *agent) { free(agent); }

static const hermes_plugin table = {
    .struct_size = sizeof table,
    .abi_major = HERMES_ABI_MAJOR,
    .abi_minor = HERMES_ABI_MINOR,
    .name = BYTES("ScriptWriter"),
    .version = BYTES("0.1.0"),
    .agent_count = 1,
    .agent_card = agent_card,
    .create = create,
    .invoke = invoke,
    .destroy = destroy,
};

const hermes_plugin *hermes_agent_entry(uint32_t host_abi) {
  return host_abi >> 16 == HERMES_ABI_MAJOR ? &table : NULL;
}
