// Prints on standard output wherever it can, and starts a program that does.
#define FIXTURE_NAME "Prints"
#define FIXTURE_TAG "fixture-prints"
#include "../plugins/fixture.h"

#include <unistd.h>

static void print(const char *text) {
  if (write(STDOUT_FILENO, text, strlen(text)) < 0) abort();
}

__attribute__((constructor)) static void loaded(void) { print("printed when loaded\n"); }

static hermes_status create(uint32_t index, const hermes_host *host, hermes_bytes config,
                            hermes_agent **agent, char *errbuf, size_t errcap) {
  print("printed by create\n");
  return fixture_create(index, host, config, agent, errbuf, errcap);
}

static hermes_status invoke(hermes_agent *agent, hermes_call call, hermes_bytes request) {
  (void)request;
  print("printed by invoke\n");
  if (system("echo printed by a child") != 0) return HERMES_E_FAILED;
  return fixture_finish(agent, call, "done");
}

FIXTURE_ENTRY(table.create = create; table.invoke = invoke;)
