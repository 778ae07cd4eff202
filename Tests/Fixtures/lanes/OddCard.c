// Says in its card what has no effect: members that are none, rules of a skill that it has not, and media
// types that are none.
#define FIXTURE_NAME "OddCard"
#define FIXTURE_TAG "fixture-odd-card"
#include "../plugins/fixture.h"

static hermes_bytes card(uint32_t index) {
  (void)index;
  return BYTES(
      "{\"name\":\"OddCard\",\"description\":\"For the tests of the host.\",\"version\":\"0.1.0\","
      "\"skills\":[{\"id\":\"spell\",\"name\":\"Spell\",\"description\":\"x\",\"tags\":[],"
      "\"inputModes\":[\"text/plain\"],\"outputModes\":[\"markdown\",\"\"]}],"
      "\"hermes\":{\"max_concurency\":4,\"skills\":{\"spel\":{\"task\":\"Spell\"},"
      "\"spell\":{\"idempotnt\":true}}}}");
}

FIXTURE_ENTRY(table.agent_card = card;)
