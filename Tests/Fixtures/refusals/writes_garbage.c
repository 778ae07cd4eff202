// Writes to every descriptor that it finds, the child's socket among them.
#define FIXTURE_NAME "WritesGarbage"
#define FIXTURE_TAG "fixture-writes-garbage"
#include "../plugins/fixture.h"

#include <unistd.h>

__attribute__((constructor)) static void at_load(void) {
  static const char garbage[64] = "\xff\xff\xff\xff\xff\xff\xff\xff garbage";
  for (int descriptor = 3; descriptor < 64; descriptor++) {
    if (write(descriptor, garbage, sizeof garbage) < 0) continue;
  }
}

FIXTURE_ENTRY()
