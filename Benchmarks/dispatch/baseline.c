// What a call costs without a host: baseline AGENT.so [ROUNDS]
// bare_call_ns: invoke of the library's first agent on this thread. pool_handoff_ns: the same call
// given to another thread through a mutex and a condition, and waited for.
#define _GNU_SOURCE
#include <dlfcn.h>
#include <pthread.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <time.h>

#include "hermes_agent.h"

static const char request_text[] =
    "{\"message\":{\"role\":\"ROLE_USER\",\"parts\":[{\"text\":\"hello\"}]},\"task_id\":\"t\","
    "\"context_id\":\"c\",\"step_key\":\"t/1\",\"skill\":\"echo\",\"attempt\":1,\"artifacts\":[]}";
static const hermes_bytes request = {(const uint8_t *)request_text, sizeof request_text - 1};

static unsigned long finished;

static hermes_status finish(const hermes_host *host, hermes_call call, hermes_status status,
                            hermes_bytes json) {
  (void)host, (void)call, (void)status, (void)json;
  finished++;
  return HERMES_OK;
}

static const hermes_host host = {.struct_size = sizeof host, .finish = finish};

static double now_ns(void) {
  struct timespec time;
  clock_gettime(CLOCK_MONOTONIC, &time);
  return (double)time.tv_sec * 1e9 + (double)time.tv_nsec;
}

typedef struct pool {
  pthread_mutex_t lock;
  pthread_cond_t work, done;
  const hermes_plugin *plugin;
  hermes_agent *agent;
  hermes_call call;  // 0: nothing to do
  bool closing;
} pool;

static void *serve(void *context) {
  pool *self = context;
  pthread_mutex_lock(&self->lock);
  while (!self->closing) {
    if (self->call == 0) {
      pthread_cond_wait(&self->work, &self->lock);
      continue;
    }
    hermes_call call = self->call;
    pthread_mutex_unlock(&self->lock);
    self->plugin->invoke(self->agent, call, request);
    pthread_mutex_lock(&self->lock);
    self->call = 0;
    pthread_cond_signal(&self->done);
  }
  pthread_mutex_unlock(&self->lock);
  return NULL;
}

static void hand_over(pool *to, hermes_call call) {
  pthread_mutex_lock(&to->lock);
  to->call = call;
  pthread_cond_signal(&to->work);
  while (to->call != 0) pthread_cond_wait(&to->done, &to->lock);
  pthread_mutex_unlock(&to->lock);
}

int main(int count, char **arguments) {
  if (count < 2) {
    fprintf(stderr, "usage: baseline AGENT.so [ROUNDS]\n");
    return 2;
  }
  long rounds = count > 2 ? strtol(arguments[2], NULL, 10) : 200000;
  void *library = dlopen(arguments[1], RTLD_NOW | RTLD_LOCAL);
  const hermes_plugin *(*entry)(uint32_t) = NULL;
  if (library != NULL) *(void **)&entry = dlsym(library, "hermes_agent_entry");
  if (entry == NULL || rounds <= 0) {
    fprintf(stderr, "baseline: %s\n", library == NULL ? dlerror() : "no entry, or no rounds");
    return 1;
  }
  pool with = {.plugin = entry(HERMES_ABI_VERSION)};
  hermes_bytes config = {(const uint8_t *)"{}", 2};
  if (with.plugin == NULL ||
      with.plugin->create(0, &host, config, &with.agent, NULL, 0) != HERMES_OK) {
    fprintf(stderr, "baseline: the library does not load\n");
    return 1;
  }

  double start = now_ns();
  for (long i = 1; i <= rounds; i++) with.plugin->invoke(with.agent, (hermes_call)i, request);
  double bare = (now_ns() - start) / (double)rounds;

  pthread_t thread;
  pthread_mutex_init(&with.lock, NULL);
  pthread_cond_init(&with.work, NULL);
  pthread_cond_init(&with.done, NULL);
  if (pthread_create(&thread, NULL, serve, &with) != 0) return 1;
  start = now_ns();
  for (long i = 1; i <= rounds; i++) hand_over(&with, (hermes_call)i);
  double handed = (now_ns() - start) / (double)rounds;
  pthread_mutex_lock(&with.lock);
  with.closing = true;
  pthread_cond_signal(&with.work);
  pthread_mutex_unlock(&with.lock);
  pthread_join(thread, NULL);
  with.plugin->destroy(with.agent);

  printf("{\"rounds\":%ld,\"finished\":%lu,\"bare_call_ns\":%.1f,\"pool_handoff_ns\":%.1f}\n", rounds,
         finished, bare, handed);
  return finished == 2 * (unsigned long)rounds ? 0 : 1;
}
