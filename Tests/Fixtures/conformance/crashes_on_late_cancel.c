// Takes for granted that cancel names an open call.
#define FIXTURE_NAME "CrashesOnLateCancel"
#define FIXTURE_TAG "fixture-crashes-on-late-cancel"
#include "fixture.h"

static void cancel(hermes_agent *agent, hermes_call call) {
  (void)agent, (void)call;
  abort();
}

FIXTURE_ENTRY(table.cancel = cancel;)
