// Blocks in invoke, whatever the host wants, until the file named "file=PATH" exists. The host
// must name the call uncooperative, go on, and lose the slot; at its deadline of 15 s it counts as hung.
#define FIXTURE_NAME "IgnoreCancel"
#define FIXTURE_TAG "fixture-ignore-cancel"
#include "fixture.h"

#include <unistd.h>

static hermes_status invoke(hermes_agent *agent, hermes_call call, hermes_bytes request) {
  char path[512];
  const char *found = fixture_find(request, "file=");
  size_t left = found == NULL ? 0 : request.len - (size_t)(found - (const char *)request.ptr);
  size_t length = 0;
  // A path ends at a blank or at the end of its JSON string; JSON may write / as \\/.
  for (size_t i = 0; i < left && found[i] != ' ' && found[i] != '"'; i++) {
    if (found[i] != '\\' && length < sizeof path - 1) path[length++] = found[i];
  }
  path[length] = '\0';
  if (length == 0) {
    fixture_fail(agent, call, "no_file", false);
    return HERMES_OK;
  }
  while (access(path, F_OK) != 0) fixture_sleep(10);
  fixture_finish(agent, call, "the file is there");
  return HERMES_OK;
}

static hermes_bytes card(uint32_t index) {
  (void)index;
  return BYTES(FIXTURE_CARD_WITH(FIXTURE_NAME, FIXTURE_TAG, FIXTURE_SKILL(FIXTURE_TAG),
                                 "\"deadline_ms\":15000,"));
}

FIXTURE_ENTRY(table.agent_card = card; table.invoke = invoke;)
