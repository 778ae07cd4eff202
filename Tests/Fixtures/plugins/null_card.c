// The card is NULL. The host must refuse the library.
#define FIXTURE_NAME "NullCard"
#define FIXTURE_TAG "fixture-null-card"
#include "fixture.h"

static hermes_status invoke(hermes_agent *agent, hermes_call call, hermes_bytes request) {
  (void)request;
  fixture_finish(agent, call, "done");
  return HERMES_OK;
}

static hermes_bytes card(uint32_t index) {
  (void)index;
  return (hermes_bytes){NULL, 0};
}

FIXTURE_ENTRY(table.invoke = invoke; table.agent_card = card;)
