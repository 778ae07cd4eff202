// Three skills in a row, each with one effect: the step's key as a line of the file that EFFECTS
// names. What a call has written stays when the process is killed.
#ifndef EFFECTS_H
#define EFFECTS_H

#include "fixture.h"

#include <errno.h>
#include <fcntl.h>
#include <unistd.h>

#include "ext/reconcile.h"

#define EFFECT_SKILL(number, takes, gives)                                                      \
  "{\"id\":\"" number "\",\"name\":\"" number "\",\"description\":\"For the tests of the host.\"," \
  "\"tags\":[\"effect\"],\"examples\":[],\"inputModes\":[\"" takes "\"],\"outputModes\":[\"" gives  \
  "\"]}"
#define EFFECT_RULES(number)                                                            \
  "\"" number "\":{\"category\":\"effect\",\"capabilities\":{\"" FIXTURE_TAG "-" number \
  "\":{\"verbs\":[],\"objects\":[\"" FIXTURE_TAG "\"]}},\"task\":\"Have an effect\"," \
  "\"idempotent\":" FIXTURE_IDEMPOTENT "}"
#define MODE(number) "application/x-" FIXTURE_TAG "-" number

static hermes_bytes effects_card(uint32_t index) {
  (void)index;
  return BYTES(
      "{\"name\":\"" FIXTURE_NAME "\",\"description\":\"For the tests of the host.\","
      "\"version\":\"0.1.0\",\"skills\":[" EFFECT_SKILL("one", "text/plain", MODE("1")) ","
      EFFECT_SKILL("two", MODE("1"), MODE("2")) "," EFFECT_SKILL("three", MODE("2"), MODE("3"))
      "],\"hermes\":{\"skills\":{" EFFECT_RULES("one") "," EFFECT_RULES("two") "," EFFECT_RULES("three") "}}}");
}

// What the step makes: the same for each, in the media type that the next one takes.
static int effects_result(char *json, size_t size, hermes_bytes key) {
  char number = (char)key.ptr[key.len - 1];
  return snprintf(json, size,
                  "{\"artifacts\":[{\"artifactId\":\"effect\",\"name\":\"effect.txt\",\"parts\":[{"
                  "\"mediaType\":\"application/x-" FIXTURE_TAG "-%c\",\"text\":\"made %c\"}]}]}",
                  number, number);
}

static hermes_bytes effects_key(hermes_bytes request) {
  const char *key = fixture_find(request, "\"step_key\":\"");
  size_t length = 0;
  while (key[length] != '"') length++;
  return (hermes_bytes){(const uint8_t *)key, length};
}

static hermes_status effects_invoke(hermes_agent *agent, hermes_call call, hermes_bytes request) {
  hermes_bytes key = effects_key(request);
  char line[256], json[512];
  int length = snprintf(line, sizeof line, "%.*s\n", (int)key.len, (const char *)key.ptr);
  int file = open(getenv("EFFECTS"), O_WRONLY | O_APPEND | O_CREAT | O_CLOEXEC, 0600);
  if (file < 0 || write(file, line, (size_t)length) != length) {
    return fixture_fail(agent, call, strerrorname_np(errno), false);
  }
  close(file);
  hermes_bytes result = {(const uint8_t *)json, (size_t)effects_result(json, sizeof json, key)};
  agent->host->finish(agent->host, call, HERMES_OK, result);
  return HERMES_OK;
}

static inline hermes_status effects_reconcile(hermes_agent *agent, hermes_bytes step_key,
                                              hermes_sink sink, void *ctx) {
  (void)agent;
  FILE *file = fopen(getenv("EFFECTS"), "re");
  char line[256], json[512];
  bool found = false;
  while (file != NULL && fgets(line, sizeof line, file) != NULL) {
    size_t length = strcspn(line, "\n");
    found = found || (length == step_key.len && memcmp(line, step_key.ptr, length) == 0);
  }
  if (file != NULL) fclose(file);
  if (!found) return HERMES_E_NOT_FOUND;
  int length = effects_result(json, sizeof json, step_key);
  sink(ctx, (hermes_bytes){(const uint8_t *)json, (size_t)length});
  return HERMES_OK;
}

#endif
