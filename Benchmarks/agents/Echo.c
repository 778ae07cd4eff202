// Two agents that answer with their text: Echo inside invoke, EchoLater from a thread of its own.
#define _GNU_SOURCE
#include <pthread.h>
#include <stdbool.h>

#include "bench_agent.h"

typedef struct job {
  hermes_call call;
  struct job *next;
  size_t length;
  uint8_t text[];
} job;

struct hermes_agent {
  const hermes_host *host;
  bool later;
  pthread_t worker;
  pthread_mutex_t lock;
  pthread_cond_t changed;
  job *first, **last;  // at most max_concurrency of them
  bool closing;
};

static hermes_bytes card(uint32_t index) {
  return index == 0 ? BYTES(BENCH_CARD("Echo", "echo", "echo", "text/plain", "text/x-echo"))
                    : BYTES(BENCH_CARD("EchoLater", "echo_later", "echo later", "text/plain",
                                       "text/x-echo-later"));
}

static void *work(void *context) {
  hermes_agent *agent = context;
  pthread_mutex_lock(&agent->lock);
  for (;;) {
    while (agent->first == NULL && !agent->closing) {
      pthread_cond_wait(&agent->changed, &agent->lock);
    }
    job *next = agent->first;
    if (next == NULL) break;
    agent->first = next->next;
    if (agent->first == NULL) agent->last = &agent->first;
    pthread_mutex_unlock(&agent->lock);
    bench_finish(agent->host, next->call, "text/x-echo-later",
                 (hermes_bytes){next->text, next->length});
    free(next);
    pthread_mutex_lock(&agent->lock);
  }
  pthread_mutex_unlock(&agent->lock);
  return NULL;
}

static hermes_status create(uint32_t index, const hermes_host *host, hermes_bytes config,
                            hermes_agent **agent, char *errbuf, size_t errcap) {
  (void)config;
  hermes_agent *made = calloc(1, sizeof *made);
  if (made == NULL) return HERMES_E_FAILED;
  made->host = host;
  made->later = index == 1;
  made->last = &made->first;
  pthread_mutex_init(&made->lock, NULL);
  pthread_cond_init(&made->changed, NULL);
  if (made->later && pthread_create(&made->worker, NULL, work, made) != 0) {
    snprintf(errbuf, errcap, "no thread");
    free(made);
    return HERMES_E_FAILED;
  }
  *agent = made;
  return HERMES_OK;
}

static hermes_status invoke(hermes_agent *agent, hermes_call call, hermes_bytes request) {
  hermes_bytes text = bench_text(request);
  if (!agent->later) {
    bench_finish(agent->host, call, "text/x-echo", text);
    return HERMES_OK;
  }
  job *made = malloc(sizeof *made + text.len);
  if (made == NULL) return HERMES_E_FAILED;
  *made = (job){.call = call, .length = text.len};
  if (text.len > 0) memcpy(made->text, text.ptr, text.len);
  pthread_mutex_lock(&agent->lock);
  *agent->last = made;
  agent->last = &made->next;
  pthread_cond_signal(&agent->changed);
  pthread_mutex_unlock(&agent->lock);
  return HERMES_PENDING;
}

static void destroy(hermes_agent *agent) {
  if (agent->later) {
    pthread_mutex_lock(&agent->lock);
    agent->closing = true;
    pthread_cond_signal(&agent->changed);
    pthread_mutex_unlock(&agent->lock);
    pthread_join(agent->worker, NULL);
  }
  free(agent);
}

BENCH_ENTRY("Echo", 2, card)
