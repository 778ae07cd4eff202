// The card isn't UTF-8. The host must refuse the library and say so.
#define FIXTURE_NAME "InvalidUtf8Card"
#define FIXTURE_TAG "fixture-invalid-utf8-card"
#include "fixture.h"

static hermes_bytes card(uint32_t index) {
  (void)index;
  return BYTES(FIXTURE_CARD("Invalid\xff\xfe", FIXTURE_TAG));
}

FIXTURE_ENTRY(table.agent_card = card;)
