// Eight threads emit "count=N" events each, then the call finishes. The host must keep all, each
// thread's in order.
#define FIXTURE_NAME "EmitThreads"
#define FIXTURE_TAG "fixture-emit-threads"
#include "fixture.h"

enum { THREADS = 8 };

typedef struct emitter {
  hermes_agent *agent;
  hermes_call call;
  long count;
  int number;
  long done;
} emitter;

static void *emit_all(void *context) {
  emitter *self = context;
  const hermes_host *host = self->agent->host;
  for (; self->done < self->count; self->done++) {
    char json[96];
    int length =
        snprintf(json, sizeof json, "{\"name\":\"thread\",\"payload\":{\"thread\":%d,\"n\":%ld}}",
                 self->number, self->done);
    hermes_bytes bytes = {(const uint8_t *)json, (size_t)length};
    if (host->emit_wait(host, self->call, HERMES_EVENT_AGENT, bytes, -1) != HERMES_OK) break;
  }
  return NULL;
}

static hermes_status invoke(hermes_agent *agent, hermes_call call, hermes_bytes request) {
  emitter emitters[THREADS];
  pthread_t threads[THREADS];
  int started = 0;
  for (; started < THREADS; started++) {
    emitters[started] =
        (emitter){agent, call, fixture_number(request, "count=", 100), started, 0};
    if (pthread_create(&threads[started], NULL, emit_all, &emitters[started]) != 0) break;
  }
  long total = 0;
  for (int i = 0; i < started; i++) {
    pthread_join(threads[i], NULL);
    total += emitters[i].done;
  }
  char text[64];
  snprintf(text, sizeof text, "%ld events from %d threads", total, started);
  fixture_finish(agent, call, text);
  return HERMES_OK;
}

FIXTURE_ENTRY(table.invoke = invoke;)
