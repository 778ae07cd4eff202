// Requires an extension that no host has. The host must refuse the agent and name the extension.
#define FIXTURE_NAME "RequiresMissingExtension"
#define FIXTURE_TAG "fixture-requires-missing-extension"
#include "fixture.h"

static hermes_bytes card(uint32_t index) {
  (void)index;
  return BYTES(FIXTURE_CARD_WITH(FIXTURE_NAME, FIXTURE_TAG, FIXTURE_SKILL(FIXTURE_TAG),
                                 "\"requires\":[\"hermes.fixture-nowhere/1\"],"));
}

FIXTURE_ENTRY(table.agent_card = card;)
