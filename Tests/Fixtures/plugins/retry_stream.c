// Streams pieces of two artifacts, begins one of them anew now and then, and fails for a while at
// different places before its third attempt: "seed=N" says where. The result has what the last attempt
// streamed; the host must say that what the others did is void.
#define FIXTURE_NAME "RetryStream"
#define FIXTURE_TAG "fixture-retry-stream"
#include "fixture.h"

enum { PIECES = 60, MAX_TEXT = 4096 };

static uint32_t next(uint32_t *state) {
  *state = *state * 1664525u + 1013904223u;
  return *state >> 8;
}

static long attempt_of(hermes_bytes request) {
  // Members have no order: the attempt may stand before the message.
  const char *found = memmem(request.ptr, request.len, "\"attempt\":", 10);
  return found == NULL ? 1 : found[10] - '0';
}

static bool say(hermes_agent *agent, hermes_call call, hermes_event_kind kind, const char *json) {
  hermes_bytes bytes = {(const uint8_t *)json, strlen(json)};
  return agent->host->emit_wait(agent->host, call, kind, bytes, -1) == HERMES_OK;
}

static hermes_status invoke(hermes_agent *agent, hermes_call call, hermes_bytes request) {
  long attempt = attempt_of(request);
  uint32_t state = (uint32_t)(fixture_number(request, "seed=", 1) * 16 + attempt);
  uint32_t end = attempt < 3 ? next(&state) % PIECES : PIECES;
  char texts[2][MAX_TEXT] = {"", ""}, json[3 * MAX_TEXT];
  for (uint32_t piece = 0; piece < end; piece++) {
    char *text = texts[next(&state) % 2], words[32];
    bool anew = text[0] == 0 || next(&state) % 8 == 0;
    snprintf(words, sizeof words, "%ld.%u ", attempt, piece);
    if (anew) text[0] = 0;
    strcat(text, words);
    snprintf(json, sizeof json,
             "{\"artifact_id\":\"%c\",\"name\":\"n\",\"media_type\":\"text/plain\",\"text\":\"%s\","
             "\"append\":%s}",
             text == texts[0] ? 'a' : 'b', words, anew ? "false" : "true");
    if (!say(agent, call, HERMES_EVENT_ARTIFACT_CHUNK, json)) return HERMES_OK;
    if (next(&state) % 4 == 0) say(agent, call, HERMES_EVENT_PROGRESS, "{\"note\":\"on\"}");
    if (next(&state) % 8 == 0) {
      say(agent, call, HERMES_EVENT_AGENT, "{\"name\":\"piece\",\"payload\":{}}");
    }
  }
  if (attempt < 3) {
    static const char error[] =
        "{\"code\":\"not_yet\",\"message\":\"the fixture fails\",\"retryable\":true,\"retry_after_ms\":0}";
    agent->host->finish(agent->host, call, HERMES_E_FAILED, BYTES(error));
    return HERMES_OK;
  }
  int length = snprintf(json, sizeof json,
                        "{\"artifacts\":[{\"artifactId\":\"a\",\"name\":\"n\",\"parts\":[{\"text\":\"%s\"}]},"
                        "{\"artifactId\":\"b\",\"name\":\"n\",\"parts\":[{\"text\":\"%s\"}]}]}",
                        texts[0], texts[1]);
  agent->host->finish(agent->host, call, HERMES_OK,
                      (hermes_bytes){(const uint8_t *)json, (size_t)length});
  return HERMES_OK;
}

FIXTURE_ENTRY(table.invoke = invoke;)
