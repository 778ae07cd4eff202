// Handles a signal from when it is loaded: the loader sees that, and gives it a process of its own.
#define FIXTURE_NAME "HandlesSignals"
#define FIXTURE_TAG "fixture-handles-signals"
#include "fixture.h"

#include <signal.h>

static void ignore(int number) { (void)number; }

__attribute__((constructor)) static void load(void) { signal(SIGURG, ignore); }

FIXTURE_ENTRY()
