// A card without a skill. The host must refuse the library and name the field.
#define FIXTURE_NAME "NoSkillsCard"
#define FIXTURE_TAG "fixture-no-skills-card"
#include "fixture.h"

static hermes_bytes card(uint32_t index) {
  (void)index;
  return BYTES(FIXTURE_CARD_WITH(FIXTURE_NAME, FIXTURE_TAG, "", ""));
}

FIXTURE_ENTRY(table.agent_card = card;)
