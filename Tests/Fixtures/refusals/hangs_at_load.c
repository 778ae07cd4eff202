// Never comes back from being opened.
#define FIXTURE_NAME "HangsAtLoad"
#define FIXTURE_TAG "fixture-hangs-at-load"
#include "../plugins/fixture.h"

#include <unistd.h>

__attribute__((constructor)) static void at_load(void) {
  for (;;) pause();
}

FIXTURE_ENTRY()
