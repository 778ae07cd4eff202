// What the fixtures share: a table that is right, so that each file shows only its one fault.
//
//   #define FIXTURE_NAME "FinishTwice"
//   #define FIXTURE_TAG "fixture-finish-twice"
//   #include "fixture.h"
//   static hermes_status invoke(…) { … }
//   FIXTURE_ENTRY(table.invoke = invoke;)
#ifndef FIXTURE_H
#define FIXTURE_H

#define _GNU_SOURCE
#include <pthread.h>
#include <stdatomic.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

#include "hermes_agent.h"

#define BYTES(literal) ((hermes_bytes){(const uint8_t *)(literal), sizeof(literal) - 1})

// A card with one skill that no ordinary request asks for.
#define FIXTURE_SKILL(tag)                                                                   \
  "{\"id\":\"" tag "\",\"name\":\"" tag "\",\"description\":\"For the tests of the host.\"," \
  "\"tags\":[\"" tag "\"],\"examples\":[],\"inputModes\":[\"application/x-" tag "\"],"       \
  "\"outputModes\":[\"application/x-" tag "-done\"]}"
#define FIXTURE_CARD_WITH(name, tag, skills, more)                                    \
  "{\"name\":\"" name "\",\"description\":\"For the tests of the host.\",\"version\":\"0.1.0\"," \
  "\"skills\":[" skills "],\"hermes\":{\"max_concurrency\":4," more                   \
  "\"skills\":{\"" tag "\":{\"category\":\"" tag "\",\"capabilities\":{\"" tag        \
  "\":{\"verbs\":[],\"objects\":[\"" tag "\"]}},\"task\":\"Test the host\"}}}}"
#define FIXTURE_CARD(name, tag) FIXTURE_CARD_WITH(name, tag, FIXTURE_SKILL(tag), "")

typedef struct fixture_thread {
  pthread_t id;
  hermes_agent *agent;
  hermes_call call;
  long number;
  struct fixture_thread *next;
} fixture_thread;

struct hermes_agent {
  const hermes_host *host;
  pthread_mutex_t lock;
  pthread_cond_t changed;
  fixture_thread *threads;  // joined in destroy
  hermes_status before;     // what the host answered to the fault of the call before
  int drained;
};

static inline hermes_bytes fixture_card(uint32_t index) {
  (void)index;
  return BYTES(FIXTURE_CARD(FIXTURE_NAME, FIXTURE_TAG));
}

static inline hermes_status fixture_create(uint32_t index, const hermes_host *host,
                                           hermes_bytes config, hermes_agent **agent, char *errbuf,
                                           size_t errcap) {
  (void)index, (void)config, (void)errbuf, (void)errcap;
  *agent = calloc(1, sizeof **agent);
  if (*agent == NULL) return HERMES_E_FAILED;
  (*agent)->host = host;
  pthread_mutex_init(&(*agent)->lock, NULL);
  pthread_cond_init(&(*agent)->changed, NULL);
  return HERMES_OK;
}

static inline void fixture_destroy(hermes_agent *agent) {
  while (agent->threads != NULL) {
    fixture_thread *thread = agent->threads;
    pthread_join(thread->id, NULL);
    agent->threads = thread->next;
    free(thread);
  }
  pthread_mutex_destroy(&agent->lock);
  pthread_cond_destroy(&agent->changed);
  free(agent);
}

// A thread of the agent's own; its argument is the fixture_thread.
static inline bool fixture_start(hermes_agent *agent, hermes_call call, long number,
                                 void *(*body)(void *)) {
  fixture_thread *thread = calloc(1, sizeof *thread);
  if (thread == NULL) return false;
  *thread = (fixture_thread){.agent = agent, .call = call, .number = number};
  pthread_mutex_lock(&agent->lock);
  bool started = pthread_create(&thread->id, NULL, body, thread) == 0;
  if (started) {
    thread->next = agent->threads;
    agent->threads = thread;
  } else {
    free(thread);
  }
  pthread_mutex_unlock(&agent->lock);
  return started;
}

static inline void fixture_sleep(long milliseconds) {
  struct timespec time = {milliseconds / 1000, milliseconds % 1000 * 1000000};
  nanosleep(&time, NULL);
}

// Behind `word` in the request's message; NULL if it isn't there. Requests are compact JSON and the
// texts of the tests need no escapes, so searching is enough.
static inline const char *fixture_find(hermes_bytes request, const char *word) {
  const char *text = (const char *)request.ptr;
  const char *message = memmem(text, request.len, "\"message\"", 9);
  if (message == NULL) message = text;
  size_t left = request.len - (size_t)(message - text);
  const char *found = memmem(message, left, word, strlen(word));
  return found == NULL ? NULL : found + strlen(word);
}

// The number behind `word`, as in "count=5" or "\"attempt\":2".
static inline long fixture_number(hermes_bytes request, const char *word, long otherwise) {
  const char *found = fixture_find(request, word);
  const char *end = (const char *)request.ptr + request.len;
  if (found == NULL || found == end || *found < '0' || *found > '9') return otherwise;
  long number = 0;
  for (; found < end && *found >= '0' && *found <= '9' && number < 1000000000; found++) {
    number = number * 10 + (*found - '0');
  }
  return number;
}

// Ends the call with {"text": …}; the text must need no escapes.
static inline hermes_status fixture_finish(hermes_agent *agent, hermes_call call, const char *text) {
  char json[512];
  int length = snprintf(json, sizeof json, "{\"text\":\"%s\"}", text);
  hermes_bytes bytes = {(const uint8_t *)json, (size_t)length};
  return agent->host->finish(agent->host, call, HERMES_OK, bytes);
}

static inline hermes_status fixture_fail(hermes_agent *agent, hermes_call call, const char *code,
                                         bool retryable) {
  char json[256];
  int length = snprintf(json, sizeof json,
                        "{\"code\":\"%s\",\"message\":\"the fixture fails\",\"retryable\":%s}", code,
                        retryable ? "true" : "false");
  hermes_bytes bytes = {(const uint8_t *)json, (size_t)length};
  return agent->host->finish(agent->host, call, HERMES_E_FAILED, bytes);
}

static inline hermes_status fixture_invoke(hermes_agent *agent, hermes_call call,
                                           hermes_bytes request) {
  (void)request;
  fixture_finish(agent, call, "done");
  return HERMES_OK;
}

// The exported entry, with changes to a good table. (Variadic: the changes may hold commas.)
#define FIXTURE_ENTRY(...)                                                  \
  const hermes_plugin *hermes_agent_entry(uint32_t host_abi) {              \
    static hermes_plugin table;                                             \
    (void)host_abi;                                                         \
    table = (hermes_plugin){.struct_size = sizeof table,                    \
                            .abi_major = HERMES_ABI_MAJOR,                  \
                            .abi_minor = HERMES_ABI_MINOR,                  \
                            .name = BYTES(FIXTURE_NAME),                    \
                            .version = BYTES("0.1.0"),                      \
                            .agent_count = 1,                               \
                            .agent_card = fixture_card,                     \
                            .create = fixture_create,                       \
                            .invoke = fixture_invoke,                       \
                            .destroy = fixture_destroy};                    \
    __VA_ARGS__                                                             \
    return &table;                                                          \
  }

#endif
