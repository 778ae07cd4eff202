// Emits until HERMES_E_BUSY, waits for drained, emits ten more. The host must grant 256 events,
// call drained once there is credit, and keep all.
#define FIXTURE_NAME "Credit"
#define FIXTURE_TAG "fixture-credit"
#include "fixture.h"

static void drained(hermes_agent *agent, hermes_call call) {
  (void)call;
  pthread_mutex_lock(&agent->lock);
  agent->drained++;
  pthread_cond_broadcast(&agent->changed);
  pthread_mutex_unlock(&agent->lock);
}

static hermes_status emit(hermes_agent *agent, hermes_call call, long n) {
  char json[80];
  int length =
      snprintf(json, sizeof json, "{\"name\":\"credit\",\"payload\":{\"n\":%ld}}", n);
  hermes_bytes bytes = {(const uint8_t *)json, (size_t)length};
  return agent->host->emit(agent->host, call, HERMES_EVENT_AGENT, bytes);
}

// False after ten seconds.
static bool wait_for_drained(hermes_agent *agent, int before) {
  struct timespec end;
  clock_gettime(CLOCK_REALTIME, &end);
  end.tv_sec += 10;
  int error = 0;
  pthread_mutex_lock(&agent->lock);
  while (agent->drained == before && error == 0) {
    error = pthread_cond_timedwait(&agent->changed, &agent->lock, &end);
  }
  pthread_mutex_unlock(&agent->lock);
  return error == 0;
}

static hermes_status invoke(hermes_agent *agent, hermes_call call, hermes_bytes request) {
  (void)request;
  char text[96];
  pthread_mutex_lock(&agent->lock);
  int before = agent->drained;
  pthread_mutex_unlock(&agent->lock);
  long sent = 0, more = 0;
  hermes_status status = HERMES_OK;
  // A host that drains as fast as this emits may never be busy: that is fine too.
  while (sent < 1000000 && (status = emit(agent, call, sent)) == HERMES_OK) sent++;
  bool waited = status == HERMES_E_BUSY && wait_for_drained(agent, before);
  for (int i = 0; waited && i < 10; i++) more += emit(agent, call, sent + i) == HERMES_OK;
  // As long however many there were, for those who compare two runs.
  snprintf(text, sizeof text, "sent: %06ld, then: %d, drained: %s, more: %ld", sent, status,
           waited ? "yes" : "no", more);
  fixture_finish(agent, call, text);
  return HERMES_OK;
}

FIXTURE_ENTRY(table.invoke = invoke; table.drained = drained;)
