// Two agents that do nothing, so that "benchmark noop pipeline" is a plan of two steps.
#define _GNU_SOURCE
#include "bench_agent.h"

struct hermes_agent {
  const hermes_host *host;
  uint32_t index;
};

static hermes_bytes card(uint32_t index) {
  return index == 0 ? BYTES(BENCH_CARD("NoopFirst", "noop_first", "noop", "text/plain",
                                       "application/x-noop"))
                    : BYTES(BENCH_CARD("NoopSecond", "noop_second", "noop", "application/x-noop",
                                       "application/x-noop-done"));
}

static hermes_status create(uint32_t index, const hermes_host *host, hermes_bytes config,
                            hermes_agent **agent, char *errbuf, size_t errcap) {
  (void)config, (void)errbuf, (void)errcap;
  *agent = malloc(sizeof **agent);
  if (*agent == NULL) return HERMES_E_FAILED;
  **agent = (hermes_agent){host, index};
  return HERMES_OK;
}

static hermes_status invoke(hermes_agent *agent, hermes_call call, hermes_bytes request) {
  (void)request;
  bench_finish(agent->host, call,
               agent->index == 0 ? "application/x-noop" : "application/x-noop-done", BYTES("done"));
  return HERMES_OK;
}

static void destroy(hermes_agent *agent) { free(agent); }

BENCH_ENTRY("Noop", 2, card)
