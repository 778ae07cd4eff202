// Logs "line=N" for each of count=N lines, or prints them with "print".
#define FIXTURE_NAME "Logs"
#define FIXTURE_TAG "fixture-logs"
#include "../plugins/fixture.h"

static hermes_status invoke(hermes_agent *agent, hermes_call call, hermes_bytes request) {
  long count = fixture_number(request, "count=", 1);
  bool prints = fixture_find(request, "print") != NULL;
  for (long line = 0; line < count; line++) {
    char text[64];
    int length = snprintf(text, sizeof text, "line=%ld", line);
    hermes_bytes bytes = {(const uint8_t *)text, (size_t)length};
    if (prints) {
      fprintf(stderr, "%s\n", text);
    } else {
      agent->host->log(agent->host, call, HERMES_LOG_INFO, bytes);
    }
  }
  return fixture_finish(agent, call, "done");
}

FIXTURE_ENTRY(table.invoke = invoke;)
