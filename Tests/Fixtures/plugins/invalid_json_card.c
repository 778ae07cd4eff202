// The card isn't JSON. The host must refuse the library and say where.
#define FIXTURE_NAME "InvalidJsonCard"
#define FIXTURE_TAG "fixture-invalid-json-card"
#include "fixture.h"

static hermes_bytes card(uint32_t index) {
  (void)index;
  return BYTES("{\"name\":\"InvalidJsonCard\",\"skills\":[");
}

FIXTURE_ENTRY(table.agent_card = card;)
