// Speaks to terminals wherever it is heard: "log" in a line of the log that would begin another one, "fail"
// in its error, otherwise in a thought.
#define FIXTURE_NAME "Escapes"
#define FIXTURE_TAG "fixture-escapes"
#include "../plugins/fixture.h"

// Clears the screen, writes from right to left, and goes back to the beginning of the line.
#define JSON_ESCAPES "\\u001b[2J\\u202etxt.exe\\u0008\\r"
#define FORGED "said\n2026-12-01T00:00:00.000Z error hermes: forged\r\x1b[2J\xe2\x80\xae"

static hermes_status invoke(hermes_agent *agent, hermes_call call, hermes_bytes request) {
  const hermes_host *host = agent->host;
  if (fixture_find(request, "\"text\":\"log")) {
    host->log(host, call, HERMES_LOG_WARNING, BYTES(FORGED));
  } else if (fixture_find(request, "\"text\":\"fail")) {
    host->finish(host, call, HERMES_E_FAILED,
                 BYTES("{\"code\":\"odd\",\"message\":\"moved " JSON_ESCAPES "\",\"retryable\":false}"));
    return HERMES_OK;
  } else {
    host->emit(host, call, HERMES_EVENT_THINKING, BYTES("{\"thought\":\"moved " JSON_ESCAPES "\"}"));
  }
  return fixture_finish(agent, call, "done");
}

FIXTURE_ENTRY(table.invoke = invoke;)
