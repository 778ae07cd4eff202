// Emits events as fast as the host takes them:
//   count=1000 size=300 rate=0 delay=0 lossy=0
// is 1000 events of 300 bytes of payload, as fast as possible (rate: events a second), at once
// (delay: seconds), with so many events of progress behind each (lossy). Each payload has "ts", CLOCK_MONOTONIC in nanoseconds, and "n", from 0.
#define _GNU_SOURCE
#include <stdbool.h>
#include <time.h>

#include "bench_agent.h"

struct hermes_agent {
  const hermes_host *host;
};

enum { MAX_SIZE = 512 * 1024, NAP_NS = 20 * 1000 * 1000 };

static const char head[] = "{\"name\":\"firehose\",\"payload\":";

static hermes_bytes card(uint32_t index) {
  (void)index;
  return BYTES(BENCH_CARD("Firehose", "firehose", "firehose", "text/plain", "text/x-firehose"));
}

static int64_t now(void) {
  struct timespec time;
  clock_gettime(CLOCK_MONOTONIC, &time);
  return (int64_t)time.tv_sec * 1000000000 + time.tv_nsec;
}

// In short naps, so that a cancelled call ends soon. False: cancelled.
static bool sleep_until(const hermes_host *host, hermes_call call, int64_t moment) {
  for (int64_t left = moment - now(); left > 0; left = moment - now()) {
    if (host->is_cancelled(host, call)) return false;
    struct timespec nap = {0, left < NAP_NS ? (long)left : NAP_NS};
    nanosleep(&nap, NULL);
  }
  return !host->is_cancelled(host, call);
}

static size_t write_event(char *json, size_t size, long n) {
  int length = sprintf(json, "%s{\"ts\":%lld,\"n\":%ld,\"pad\":\"", head, (long long)now(), n);
  size_t end = (size_t)length, wanted = sizeof head - 1 + size;
  while (end + 2 < wanted) json[end++] = 'x';
  memcpy(json + end, "\"}}", 3);
  return end + 3;
}

// Events that may be merged for a slow reader.
static bool emit_lossy(const hermes_host *host, hermes_call call, long count, long sent, long all) {
  char json[256];
  for (long n = 0; n < count; n++) {
    int length = sprintf(json, "{\"fraction\":%.6f,\"note\":\"%0128ld\"}",
                         (double)sent / (double)(all > 0 ? all : 1), n);
    hermes_bytes event = {(const uint8_t *)json, (size_t)length};
    if (host->emit_wait(host, call, HERMES_EVENT_PROGRESS, event, -1) != HERMES_OK) return false;
  }
  return true;
}

static hermes_status create(uint32_t index, const hermes_host *host, hermes_bytes config,
                            hermes_agent **agent, char *errbuf, size_t errcap) {
  (void)index, (void)config, (void)errbuf, (void)errcap;
  *agent = malloc(sizeof **agent);
  if (*agent == NULL) return HERMES_E_FAILED;
  (*agent)->host = host;
  return HERMES_OK;
}

static hermes_status invoke(hermes_agent *agent, hermes_call call, hermes_bytes request) {
  const hermes_host *host = agent->host;
  hermes_bytes text = bench_text(request);
  long count = bench_number(text, "count=", 1000), rate = bench_number(text, "rate=", 0);
  long size = bench_number(text, "size=", 300), delay = bench_number(text, "delay=", 0);
  long lossy = bench_number(text, "lossy=", 0);
  char *json = malloc((size_t)(size > MAX_SIZE ? MAX_SIZE : size) + 256);
  if (json == NULL) return HERMES_E_FAILED;
  if (size > MAX_SIZE) size = MAX_SIZE;

  int64_t start = now() + delay * 1000000000;
  bool going = delay == 0 || sleep_until(host, call, start);
  long sent = 0;
  for (; going && sent < count; sent++) {
    if (rate > 0 && !sleep_until(host, call, start + sent * 1000000000 / rate)) break;
    hermes_bytes event = {(const uint8_t *)json, write_event(json, (size_t)size, sent)};
    if (host->emit_wait(host, call, HERMES_EVENT_AGENT, event, -1) != HERMES_OK) break;
    if (!emit_lossy(host, call, lossy, sent, count)) break;
  }
  free(json);
  char said[64];
  int length = snprintf(said, sizeof said, "%ld events", sent);
  bench_finish(host, call, "text/x-firehose",
               (hermes_bytes){(const uint8_t *)said, (size_t)length});
  return HERMES_OK;
}

static void destroy(hermes_agent *agent) { free(agent); }

BENCH_ENTRY("Firehose", 1, card)
