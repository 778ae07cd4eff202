// Says of a step that was cut off what its request asked for: "done", "nothing" or "unknown". The
// words are kept in a file that outlives the server: its path is in the configuration.
#define FIXTURE_NAME "Reconcile"
#define FIXTURE_TAG "fixture-reconcile"
#include "../plugins/fixture.h"
#include "ext/reconcile.h"

static char path[1024];

static hermes_status create(uint32_t index, const hermes_host *host, hermes_bytes config,
                            hermes_agent **agent, char *errbuf, size_t errcap) {
  const char *found = fixture_find(config, "\"file\":\"");
  const char *end = (const char *)config.ptr + config.len;
  size_t length = 0;
  while (found != NULL && found + length < end && found[length] != '"' && length < sizeof path - 1) {
    path[length] = found[length];
    length++;
  }
  path[length] = 0;
  return fixture_create(index, host, config, agent, errbuf, errcap);
}

static void append(const char *words) {
  FILE *file = fopen(path, "ae");
  if (file == NULL) return;
  fputs(words, file);
  fclose(file);
}

static hermes_status invoke(hermes_agent *agent, hermes_call call, hermes_bytes request) {
  const char *found = fixture_find(request, "\"text\":\"");
  char line[64];
  snprintf(line, sizeof line, "%.20s attempt %ld\n", found, fixture_number(request, "\"attempt\":", 0));
  append(line);
  if (fixture_number(request, "\"attempt\":", 0) == 1) fixture_sleep(600000);
  fixture_finish(agent, call, "ran");
  return HERMES_OK;
}

static hermes_status reconcile(hermes_agent *agent, hermes_bytes step_key, hermes_sink sink,
                               void *ctx) {
  (void)agent, (void)step_key;
  char words[256] = {0};
  FILE *file = fopen(path, "re");
  if (file == NULL) return HERMES_E_FAILED;
  size_t length = fread(words, 1, sizeof words - 1, file);
  fclose(file);
  if (memmem(words, length, "done", 4)) {
    sink(ctx, BYTES("{\"text\":\"it was done\"}"));
    return HERMES_OK;
  }
  return memmem(words, length, "nothing", 7) ? HERMES_E_NOT_FOUND : HERMES_E_FAILED;
}

static const void *get_extension(hermes_agent *agent, hermes_bytes id) {
  static const hermes_reconcile_1 table = {sizeof table, 0, reconcile};
  (void)agent;
  bool is_meant = id.len == sizeof HERMES_EXT_RECONCILE - 1 &&
                  memcmp(id.ptr, HERMES_EXT_RECONCILE, id.len) == 0;
  return is_meant ? &table : NULL;
}

FIXTURE_ENTRY(table.create = create; table.invoke = invoke; table.get_extension = get_extension;)
