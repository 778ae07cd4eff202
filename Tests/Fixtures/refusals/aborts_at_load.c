// Ends its process while it is opened, with a word of its own.
#define FIXTURE_NAME "AbortsAtLoad"
#define FIXTURE_TAG "fixture-aborts-at-load"
#include "../plugins/fixture.h"

__attribute__((constructor)) static void at_load(void) {
  fputs("no table of primes\n", stderr);
  abort();
}

FIXTURE_ENTRY()
