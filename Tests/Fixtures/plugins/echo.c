// Well-behaved: answers with the request's text. The host must load it and complete the call.
#define FIXTURE_NAME "Echo"
#define FIXTURE_TAG "fixture-echo"
#include "fixture.h"

static hermes_status invoke(hermes_agent *agent, hermes_call call, hermes_bytes request) {
  const char *found = fixture_find(request, "\"text\":\"");
  const char *end = (const char *)request.ptr + request.len;
  size_t length = 0;
  // The text is taken as it is written in JSON, escapes included.
  while (found != NULL && found + length < end && found[length] != '"') {
    length += found[length] == '\\' && found + length + 1 < end ? 2 : 1;
  }
  static const char head[] = "{\"artifacts\":[{\"artifactId\":\"echo\",\"name\":\"echo.txt\","
                             "\"parts\":[{\"mediaType\":\"text/plain\",\"text\":\"";
  static const char tail[] = "\"}]}]}";
  char *json = malloc(sizeof head + length + sizeof tail);
  if (json == NULL) return HERMES_E_FAILED;
  memcpy(json, head, sizeof head - 1);
  if (length > 0) memcpy(json + sizeof head - 1, found, length);
  memcpy(json + sizeof head - 1 + length, tail, sizeof tail - 1);
  hermes_bytes bytes = {(const uint8_t *)json, sizeof head + sizeof tail - 2 + length};
  agent->host->finish(agent->host, call, HERMES_OK, bytes);
  free(json);
  return HERMES_OK;
}

FIXTURE_ENTRY(table.invoke = invoke;)
