// Ends its process from a thread of its own, while a call waits for it: "abort" as a failed assertion
// does, "leave" with _exit(3), which nothing in the process hears of. "wait" waits to be cancelled.
// Its skill may be repeated.
#define FIXTURE_NAME "DiesApart"
#define FIXTURE_TAG "fixture-dies-apart"
#include "fixture.h"

#include <unistd.h>

static hermes_bytes card(uint32_t index) {
  (void)index;
  return BYTES("{\"name\":\"" FIXTURE_NAME "\",\"description\":\"For the tests of the host.\","
               "\"version\":\"0.1.0\",\"skills\":[" FIXTURE_SKILL(FIXTURE_TAG) "],\"hermes\":{"
               "\"skills\":{\"" FIXTURE_TAG "\":{\"category\":\"" FIXTURE_TAG "\",\"capabilities\":{\""
               FIXTURE_TAG "\":{\"verbs\":[],\"objects\":[\"" FIXTURE_TAG "\"]}},"
               "\"task\":\"End the process\",\"idempotent\":true}}}}");
}

static void *aborts(void *argument) {
  (void)argument;
  abort();
}

static void *leaves(void *argument) {
  (void)argument;
  _exit(3);
}

static void *waits(void *argument) {
  fixture_thread *thread = argument;
  const hermes_host *host = thread->agent->host;
  while (!host->is_cancelled(host, thread->call)) fixture_sleep(5);
  fixture_finish(thread->agent, thread->call, "stopped");
  return NULL;
}

static hermes_status invoke(hermes_agent *agent, hermes_call call, hermes_bytes request) {
  if (fixture_find(request, "\"text\":\"abort") && fixture_start(agent, call, 0, aborts)) {
    return HERMES_PENDING;
  }
  if (fixture_find(request, "\"text\":\"leave") && fixture_start(agent, call, 0, leaves)) {
    return HERMES_PENDING;
  }
  if (fixture_find(request, "\"text\":\"wait") && fixture_start(agent, call, 0, waits)) {
    return HERMES_PENDING;
  }
  fixture_finish(agent, call, "done");
  return HERMES_OK;
}

FIXTURE_ENTRY(table.agent_card = card; table.invoke = invoke;)
