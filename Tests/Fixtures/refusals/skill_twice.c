// Its card has two skills of one id.
#define FIXTURE_NAME "SkillTwice"
#define FIXTURE_TAG "fixture-skill-twice"
#include "../plugins/fixture.h"

static hermes_bytes card(uint32_t index) {
  (void)index;
  return BYTES(FIXTURE_CARD_WITH(FIXTURE_NAME, FIXTURE_TAG,
                                 FIXTURE_SKILL(FIXTURE_TAG) "," FIXTURE_SKILL(FIXTURE_TAG), ""));
}

FIXTURE_ENTRY(table.agent_card = card;)
