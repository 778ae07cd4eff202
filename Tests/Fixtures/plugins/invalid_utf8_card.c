// The card isn't UTF-8. The host must refuse the library and say so.
#define FIXTURE_NAME "InvalidUtf8Card"
#define FIXTURE_TAG "fixture-invalid-utf8-card"
#include "fixture.h"

static hermes_status invoke(hermes_agent *agent, hermes_call call, hermes_bytes request) {
  (void)request;
  fixture_finish(agent, call, "done");
  return HERMES_OK;
}

static hermes_bytes card(uint32_t index) {
  (void)index;
  return BYTES(FIXTURE_CARD("Invalid\xff\xfe", FIXTURE_TAG));
}

FIXTURE_ENTRY(table.invoke = invoke; table.agent_card = card;)
