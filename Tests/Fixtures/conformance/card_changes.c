// Its card is another one each time, as if it were made of the time of day.
#define FIXTURE_NAME "CardChanges"
#define FIXTURE_TAG "fixture-card-changes"
#include "fixture.h"

static hermes_bytes card(uint32_t index) {
  (void)index;
  static char text[2][1024];
  static int turn;
  turn = !turn;
  int length = snprintf(text[turn], sizeof text[turn], "%s%*s", FIXTURE_CARD(FIXTURE_NAME, FIXTURE_TAG),
                        turn, "");
  return (hermes_bytes){(const uint8_t *)text[turn], (size_t)length};
}

FIXTURE_ENTRY(table.agent_card = card;)
