// Handles a signal from when it is loaded, as the runtimes of Go and D do.
#define FIXTURE_NAME "TakesSignals"
#define FIXTURE_TAG "fixture-takes-signals"
#include "../plugins/fixture.h"

#include <signal.h>

static void ignore(int number) { (void)number; }

__attribute__((constructor)) static void load(void) { signal(SIGURG, ignore); }

FIXTURE_ENTRY()
