// Changes an environment variable of the process, its umask and its locale.
#define FIXTURE_NAME "ChangesEnvironment"
#define FIXTURE_TAG "fixture-changes-environment"
#include "fixture.h"

#include <locale.h>
#include <sys/stat.h>

static hermes_status create(uint32_t index, const hermes_host *host, hermes_bytes config,
                            hermes_agent **agent, char *errbuf, size_t errcap) {
  setenv("FIXTURE", "changed", 1);
  umask(0);
  setlocale(LC_ALL, "C.UTF-8");
  return fixture_create(index, host, config, agent, errbuf, errcap);
}

FIXTURE_ENTRY(table.create = create;)
