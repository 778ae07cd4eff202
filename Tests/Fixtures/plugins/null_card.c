// The card is NULL. The host must refuse the library.
#define FIXTURE_NAME "NullCard"
#define FIXTURE_TAG "fixture-null-card"
#include "fixture.h"

static hermes_bytes card(uint32_t index) {
  (void)index;
  return (hermes_bytes){NULL, 0};
}

FIXTURE_ENTRY(table.agent_card = card;)
