// The table, which Go can't hold: it does not move, and its functions are Go's exported ones.
#include "hermes_agent.h"

#include "_cgo_export.h"

#define TEXT(literal) {(const uint8_t *)(literal), sizeof(literal) - 1}

static const char card_text[] =
    "{\"name\":\"LengthsGo\",\"description\":\"Counts characters.\",\"version\":\"0.1.0\","
    "\"skills\":[{\"id\":\"count\",\"name\":\"count\",\"description\":\"Counts characters.\","
    "\"tags\":[\"fixture-go\"],\"examples\":[\"count this\"],\"inputModes\":[\"text/plain\"],"
    "\"outputModes\":[\"text/plain\"]}]}";

static hermes_bytes card(uint32_t index) {
  (void)index;
  return (hermes_bytes)TEXT(card_text);
}

static hermes_status create(uint32_t index, const hermes_host *host, hermes_bytes config,
                            hermes_agent **agent, char *errbuf, size_t errcap) {
  (void)index, (void)config, (void)errbuf, (void)errcap;
  // A number that only Go's table of instances knows.
  *agent = (hermes_agent *)goCreate((hermes_host *)host);
  return HERMES_OK;
}

static hermes_status invoke(hermes_agent *agent, hermes_call call, hermes_bytes request) {
  goInvoke((uintptr_t)agent, call, (void *)request.ptr, (int)request.len);
  return HERMES_PENDING;
}

static void destroy(hermes_agent *agent) { goDestroy((uintptr_t)agent); }

void finish(hermes_host *host, hermes_call call, hermes_status status, void *json, size_t length) {
  host->finish(host, call, status, (hermes_bytes){json, length});
}

HERMES_EXPORT const hermes_plugin *hermes_agent_entry(uint32_t host_abi) {
  static const hermes_plugin table = {.struct_size = sizeof table,
                                      .abi_major = HERMES_ABI_MAJOR,
                                      .abi_minor = HERMES_ABI_MINOR,
                                      .name = TEXT("LengthsGo"),
                                      .version = TEXT("0.1.0"),
                                      .agent_count = 1,
                                      .agent_card = card,
                                      .create = create,
                                      .invoke = invoke,
                                      .destroy = destroy};
  (void)host_abi;
  return &table;
}
