// A card without a skill. The host must refuse the library and name the field.
#define FIXTURE_NAME "NoSkillsCard"
#define FIXTURE_TAG "fixture-no-skills-card"
#include "fixture.h"

static hermes_status invoke(hermes_agent *agent, hermes_call call, hermes_bytes request) {
  (void)request;
  fixture_finish(agent, call, "done");
  return HERMES_OK;
}

static hermes_bytes card(uint32_t index) {
  (void)index;
  return BYTES(FIXTURE_CARD_WITH(FIXTURE_NAME, FIXTURE_TAG, "", ""));
}

FIXTURE_ENTRY(table.invoke = invoke; table.agent_card = card;)
