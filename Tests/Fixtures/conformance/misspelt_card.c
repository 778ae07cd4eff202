// Says something in its card that is no member of it, and so has no effect.
#define FIXTURE_NAME "MisspeltCard"
#define FIXTURE_TAG "fixture-misspelt-card"
#include "fixture.h"

static hermes_bytes card(uint32_t index) {
  (void)index;
  return BYTES(FIXTURE_CARD_WITH(FIXTURE_NAME, FIXTURE_TAG, FIXTURE_SKILL(FIXTURE_TAG),
                                 "\"deadline_m\":500,"));
}

FIXTURE_ENTRY(table.agent_card = card;)
