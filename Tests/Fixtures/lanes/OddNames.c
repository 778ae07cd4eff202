// Gives artifacts whose ids say "names" something to a URL; "misspelt" with a member that is none, and
// "unnamed" an artifact that has no id. "chunk" streams one as results spell it.
#define FIXTURE_NAME "OddNames"
#define FIXTURE_TAG "fixture-odd-names"
#include "../plugins/fixture.h"

#define ARTIFACT(id) "{\"artifactId\":\"" id "\",\"parts\":[{\"text\":\"" id "\"}]}"

static void finish(hermes_agent *agent, hermes_call call, hermes_bytes json) {
  agent->host->finish(agent->host, call, HERMES_OK, json);
}

static hermes_status invoke(hermes_agent *agent, hermes_call call, hermes_bytes request) {
  if (fixture_find(request, "\"text\":\"misspelt")) {
    finish(agent, call, BYTES("{\"artifact\":[]}"));
  } else if (fixture_find(request, "\"text\":\"unnamed")) {
    finish(agent, call, BYTES("{\"artifacts\":[{\"parts\":[{\"text\":\"x\"}]}]}"));
  } else if (fixture_find(request, "\"text\":\"chunk")) {
    hermes_status status = agent->host->emit(
        agent->host, call, HERMES_EVENT_ARTIFACT_CHUNK,
        BYTES("{\"artifactId\":\"a\",\"name\":\"a\",\"mediaType\":\"text/plain\",\"text\":\"x\"}"));
    fixture_finish(agent, call, status == HERMES_OK ? "taken" : "refused");
  } else {
    finish(agent, call,
           BYTES("{\"artifacts\":[" ARTIFACT("src/main.py") "," ARTIFACT("my report") ","
                 ARTIFACT("\u00fc") "," ARTIFACT("a?b=1") "," ARTIFACT("a%20b") "," ARTIFACT("a b")
                 "," ARTIFACT("..") "," ARTIFACT("#1") "]}"));
  }
  return HERMES_OK;
}

FIXTURE_ENTRY(table.invoke = invoke;)
