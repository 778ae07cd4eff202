// Asks the person `ask=N` times before it answers. Its other skill waits until the file
// exists that gate= names; with "twice", it asks twice in one call.
#define FIXTURE_NAME "Asker"
#define FIXTURE_TAG "fixture-asker"
#include "fixture.h"

#include <unistd.h>

#define SKILL(tag)                                                                           \
  "{\"id\":\"" tag "\",\"name\":\"" tag "\",\"description\":\"For the tests of the host.\"," \
  "\"tags\":[\"" tag "\"],\"examples\":[],\"inputModes\":[\"text/plain\"],"                   \
  "\"outputModes\":[\"application/x-" tag "\"]}"
#define RULES(tag)                                                                           \
  "\"" tag "\":{\"category\":\"" tag "\",\"capabilities\":{\"" tag                           \
  "\":{\"verbs\":[],\"objects\":[\"" tag "\"]}},\"task\":\"Test the host\",\"idempotent\":true}"

static hermes_bytes card(uint32_t index) {
  (void)index;
  return BYTES("{\"name\":\"Asker\",\"description\":\"For the tests of the host.\",\"version\":\"0.1.0\","
               "\"skills\":[" SKILL("asker-ask") "," SKILL("asker-more") ","
               SKILL("asker-work") "],"
               "\"hermes\":{\"max_concurrency\":8,\"skills\":{" RULES("asker-ask") ","
               RULES("asker-more") "," RULES("asker-work") "}}}");
}

static hermes_status emit_question(hermes_agent *agent, hermes_call call, long round, long rounds) {
  char json[256];
  int length = snprintf(json, sizeof json,
                        "{\"question\":\"Question %ld of %ld?\",\"state\":{\"round\":%ld}}", round, rounds,
                        round);
  hermes_bytes bytes = {(const uint8_t *)json, (size_t)length};
  return agent->host->emit_wait(agent->host, call, HERMES_EVENT_INPUT_REQUIRED, bytes, -1);
}

static hermes_status work(hermes_agent *agent, hermes_call call, hermes_bytes request) {
  const char *gate = fixture_find(request, "gate=");
  char path[256] = "/";
  if (gate != NULL) snprintf(path, sizeof path, "%.*s", (int)strcspn(gate, " \""), gate);
  while (access(path, F_OK) != 0) {
    if (agent->host->is_cancelled(agent->host, call)) break;
    fixture_sleep(5);
  }
  fixture_finish(agent, call, "worked");
  return HERMES_OK;
}

static hermes_status ask(hermes_agent *agent, hermes_call call, hermes_bytes request) {
  long rounds = fixture_number(request, "ask=", 1);
  const char *input = fixture_find(request, "\"input\":{");
  hermes_bytes rest = {(const uint8_t *)input, 0};
  if (input != NULL) rest.len = request.len - (size_t)(input - (const char *)request.ptr);
  long round = input == NULL ? 0 : fixture_number(rest, "\"round\":", 0);
  if (round < rounds) {
    hermes_status status = emit_question(agent, call, round + 1, rounds);
    if (status != HERMES_OK) fixture_fail(agent, call, "not_asked", false);
    if (fixture_find(request, "twice") != NULL &&
        emit_question(agent, call, round + 1, rounds) != HERMES_E_INVALID) {
      fixture_fail(agent, call, "asked_twice", false);
      return HERMES_OK;
    }
    fixture_finish(agent, call, "not used");
    return HERMES_OK;
  }
  const char *text = input == NULL ? NULL : fixture_find(rest, "\"text\":\"");
  int length = 0;
  while (text != NULL && text[length] != '"') length++;
  char answer[256];
  snprintf(answer, sizeof answer, "answer %ld: %.*s", round, length, text == NULL ? "" : text);
  fixture_finish(agent, call, answer);
  return HERMES_OK;
}

static hermes_status invoke(hermes_agent *agent, hermes_call call, hermes_bytes request) {
  bool works = fixture_find(request, "\"skill\":\"asker-work\"") != NULL;
  return works ? work(agent, call, request) : ask(agent, call, request);
}

FIXTURE_ENTRY(table.agent_card = card; table.invoke = invoke;)
