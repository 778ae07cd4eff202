// Streams "count=N" pieces of "size=S" letters of one artifact, with a thought and progress now and
// then, and every fiftieth an event of its own. The host must keep all, and merge only for readers
// that have fallen behind.
#define FIXTURE_NAME "StreamChunks"
#define FIXTURE_TAG "fixture-stream-chunks"
#include "fixture.h"

enum { MAX_SIZE = 8192 };

static bool emit(hermes_agent *agent, hermes_call call, hermes_event_kind kind, const char *json) {
  hermes_bytes bytes = {(const uint8_t *)json, strlen(json)};
  return agent->host->emit_wait(agent->host, call, kind, bytes, -1) == HERMES_OK;
}

static hermes_status invoke(hermes_agent *agent, hermes_call call, hermes_bytes request) {
  long count = fixture_number(request, "count=", 100);
  long size = fixture_number(request, "size=", 10);
  if (size > MAX_SIZE) size = MAX_SIZE;
  char json[MAX_SIZE + 256], letters[MAX_SIZE + 1];
  for (long n = 0; n < count; n++) {
    memset(letters, 'a' + (int)(n % 26), (size_t)size);
    letters[size] = 0;
    snprintf(json, sizeof json,
             "{\"artifact_id\":\"text\",\"name\":\"text\",\"media_type\":\"text/plain\","
             "\"text\":\"%s\",\"append\":%s,\"last\":%s}",
             letters, n > 0 ? "true" : "false", n == count - 1 ? "true" : "false");
    if (!emit(agent, call, HERMES_EVENT_ARTIFACT_CHUNK, json)) return HERMES_OK;
    if (n % 10 == 0) {
      snprintf(json, sizeof json, "{\"thought\":\"piece %ld\"}", n);
      emit(agent, call, HERMES_EVENT_THINKING, json);
      snprintf(json, sizeof json, "{\"fraction\":%.4f}", (double)n / (double)count);
      emit(agent, call, HERMES_EVENT_PROGRESS, json);
    }
    if (n % 50 == 0) {
      snprintf(json, sizeof json, "{\"name\":\"piece\",\"payload\":{\"n\":%ld}}", n);
      emit(agent, call, HERMES_EVENT_AGENT, json);
    }
  }
  fixture_finish(agent, call, "streamed");
  return HERMES_OK;
}

FIXTURE_ENTRY(table.invoke = invoke;)
