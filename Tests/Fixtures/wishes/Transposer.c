// A trade that nobody has heard of: takes chord sheets, asks for a key if none is named, and gives tablature.
#define FIXTURE_NAME "Transposer"
#define FIXTURE_TAG "transpose-chords"
#include "fixture.h"

static hermes_bytes card(uint32_t index) {
  (void)index;
  return BYTES(
      "{\"name\":\"Transposer\",\"description\":\"Brings chords into another key.\",\"version\":\"0.1.0\","
      "\"skills\":[{\"id\":\"transpose_chords\",\"name\":\"Transpose chords\",\"description\":\"Transposes.\","
      "\"tags\":[],\"examples\":[],\"inputModes\":[\"text/x-chords\"],\"outputModes\":[\"text/x-tablature\"]}],"
      "\"hermes\":{\"max_concurrency\":4,\"skills\":{\"transpose_chords\":{\"category\":\"music\","
      "\"capabilities\":{\"transposition\":{\"verbs\":[\"transpose\",\"retune\"],"
      "\"objects\":[\"chords\",\"song\",\"tune\"]}},\"task\":\"Transpose\",\"idempotent\":true}}}}");
}

static hermes_status invoke(hermes_agent *agent, hermes_call call, hermes_bytes request) {
  const hermes_host *host = agent->host;
  const char *answer = fixture_find(request, "\"input\":{");
  if (fixture_find(request, "to G") == NULL && answer == NULL) {
    host->emit_wait(host, call, HERMES_EVENT_INPUT_REQUIRED, BYTES("{\"question\":\"Into which key?\"}"), -1);
    host->finish(host, call, HERMES_OK, BYTES("{\"text\":\"asked\"}"));
    return HERMES_OK;
  }
  if (fixture_find(request, "text/x-chords") == NULL) {
    fixture_fail(agent, call, "no_chords", false);
    return HERMES_OK;
  }
  host->finish(host, call, HERMES_OK,
               BYTES("{\"artifacts\":[{\"artifactId\":\"tab\",\"name\":\"tab.txt\",\"parts\":"
                     "[{\"text\":\"e|--3--|\",\"mediaType\":\"text/x-tablature\"}]}]}"));
  return HERMES_OK;
}

FIXTURE_ENTRY(table.invoke = invoke; table.agent_card = card;)
