// Answers HERMES_PENDING and never finishes. The host must end the call at its deadline of 300 ms.
#define FIXTURE_NAME "PendingForever"
#define FIXTURE_TAG "fixture-pending-forever"
#include "fixture.h"

static hermes_bytes card(uint32_t index) {
  (void)index;
  return BYTES(FIXTURE_CARD_WITH(FIXTURE_NAME, FIXTURE_TAG, FIXTURE_SKILL(FIXTURE_TAG),
                                 "\"deadline_ms\":300,"));
}

static hermes_status invoke(hermes_agent *agent, hermes_call call, hermes_bytes request) {
  (void)agent, (void)call, (void)request;
  return HERMES_PENDING;
}

FIXTURE_ENTRY(table.agent_card = card; table.invoke = invoke;)
