// "benchmark deep plan" is five levels of twenty skills, an agent a level. Each skill takes what two of
// the level before give, so that every level but the last fans out and every one but the first joins.
// Agents of even levels finish from a thread of their own, those of odd ones block in invoke.
//   ms=50      a skill's own time is from half of that to one and a half of it
//   together   a skill is done when all twenty of its level are inside, and no sooner
//   hold       a skill is done when it is cancelled
//   help=NAME  a skill asks that agent with the same words first; DeepHelper is another one here
// The result's text is the skill's own time in microseconds, from the entry to finish; beside it lies a
// note that no skill takes. A skill fails that is given anything but what it takes.
// With -DDEEP_FIRST=n -DDEEP_COUNT=m the library holds only those of the six agents.
#define _GNU_SOURCE
#include <pthread.h>
#include <stdbool.h>
#include <time.h>

#include "bench_agent.h"
#include "ext/agents.h"

#ifndef DEEP_FIRST
#define DEEP_FIRST 0
#define DEEP_COUNT 6
#endif

enum { LEVELS = 5, WIDTH = 20, CARD_BYTES = 16384, TASK_BYTES = 64 };

typedef struct job {
  hermes_call call;
  int level, place;
  int64_t entered, due;
  char task[TASK_BYTES];
  bool together, blocks;
  bool asks;       // the helper has not answered
  bool cancelled, done;
  bool misfed;     // its artifacts are not the two that it takes
  struct job *next;
} job;

struct hermes_agent {
  const hermes_host *host;
  int level;  // LEVELS: the helper
  pthread_t worker;
  pthread_mutex_t lock;
  pthread_cond_t changed;
  job *jobs;  // at most max_concurrency of them
  bool closing;
};

typedef struct asked {
  hermes_agent *agent;
  hermes_call call;
} asked;

static int64_t now(void) {
  struct timespec time;
  clock_gettime(CLOCK_MONOTONIC, &time);
  return (int64_t)time.tv_sec * 1000000000 + time.tv_nsec;
}

static void write_card(char *text, int level) {
  char *at = text, *end = text + CARD_BYTES;
  bool helps = level == LEVELS;
  int count = helps ? 1 : WIDTH;
  at += snprintf(at, (size_t)(end - at),
                 "{\"name\":\"Deep%.*s%.*d\",\"description\":\"For the benchmarks.\",\"version\":"
                 "\"0.1.0\",\"skills\":[",
                 helps ? 6 : 0, "Helper", helps ? 0 : 1, helps ? 0 : level);
  for (int place = 0; place < count; place++) {
    at += snprintf(at, (size_t)(end - at),
                   "%s{\"id\":\"deep_%d_%d\",\"name\":\"deep\",\"description\":\"For the "
                   "benchmarks.\",\"tags\":[],\"examples\":[],\"outputModes\":"
                   "[\"application/x-deep-%d-%d\"],\"inputModes\":[",
                   place > 0 ? "," : "", level, place, level, place);
    if (level == 0 || helps) {
      at += snprintf(at, (size_t)(end - at), "\"text/plain\"]}");
    } else {
      at += snprintf(at, (size_t)(end - at),
                     "\"application/x-deep-%d-%d\",\"application/x-deep-%d-%d\"]}", level - 1,
                     place, level - 1, (place + 1) % WIDTH);
    }
  }
  at += snprintf(at, (size_t)(end - at),
                 "],\"hermes\":{\"max_concurrency\":64,\"deadline_ms\":600000,\"skills\":{");
  for (int place = 0; place < count; place++) {
    at += snprintf(at, (size_t)(end - at),
                   "%s\"deep_%d_%d\":{\"category\":\"benchmark\",\"capabilities\":{\"deep_%d_%d\":{"
                   "\"verbs\":[],\"objects\":[\"%s\"]}},\"task\":\"Take part\",\"idempotent\":true}",
                   place > 0 ? "," : "", level, place, level, place,
                   helps ? "deep helper" : "deep plan");
  }
  snprintf(at, (size_t)(end - at), "}}}");
}

static hermes_bytes card(uint32_t index) {
  static char cards[LEVELS + 1][CARD_BYTES];
  static pthread_mutex_t lock = PTHREAD_MUTEX_INITIALIZER;
  char *text = cards[DEEP_FIRST + index];
  pthread_mutex_lock(&lock);
  if (text[0] == 0) write_card(text, DEEP_FIRST + (int)index);
  pthread_mutex_unlock(&lock);
  return (hermes_bytes){(const uint8_t *)text, strlen(text)};
}

static void finish(hermes_agent *agent, const job *self) {
  char json[512];
  int length = snprintf(
      json, sizeof json,
      "{\"artifacts\":[{\"artifactId\":\"own\",\"name\":\"own\",\"parts\":[{\"text\":\"%lld\","
      "\"mediaType\":\"application/x-deep-%d-%d\"}]},{\"artifactId\":\"note\",\"name\":\"note\","
      "\"parts\":[{\"text\":\"nobody takes it\",\"mediaType\":\"text/x-deep-note\"}]}]}",
      (long long)(now() - self->entered) / 1000, self->level, self->place);
  if (self->misfed) {
    length = snprintf(json, sizeof json, "{\"code\":\"misfed\",\"message\":\"not its inputs\"}");
  }
  agent->host->finish(agent->host, self->call, self->misfed ? HERMES_E_FAILED : HERMES_OK,
                      (hermes_bytes){(const uint8_t *)json, (size_t)length});
}

static bool is_due(const hermes_agent *agent, const job *self, int64_t moment) {
  if (self->cancelled) return true;
  if (self->asks) return false;
  if (!self->together) return moment >= self->due;
  int inside = 0;
  for (const job *other = agent->jobs; other != NULL; other = other->next) {
    if (strcmp(other->task, self->task) == 0) inside++;
  }
  return inside == WIDTH;
}

// Takes out what is due, all at once: those that wait for one another leave together.
static job *take_due(hermes_agent *agent, int64_t moment, int64_t *next) {
  for (job *each = agent->jobs; each != NULL; each = each->next) {
    each->done = is_due(agent, each, moment);
    if (!each->done && !each->together && !each->asks && each->due < *next) *next = each->due;
  }
  job *due = NULL;
  for (job **place = &agent->jobs; *place != NULL;) {
    job *each = *place;
    if (!each->done) {
      place = &each->next;
      continue;
    }
    *place = each->next;
    // Its own thread finishes one that blocks, and frees it.
    if (each->blocks) continue;
    each->next = due;
    due = each;
  }
  return due;
}

static void *work(void *context) {
  hermes_agent *agent = context;
  pthread_mutex_lock(&agent->lock);
  while (!agent->closing) {
    int64_t next = INT64_MAX;
    job *due = take_due(agent, now(), &next);
    pthread_cond_broadcast(&agent->changed);
    if (due == NULL && next == INT64_MAX) {
      pthread_cond_wait(&agent->changed, &agent->lock);
    } else if (due == NULL) {
      struct timespec time = {next / 1000000000, next % 1000000000};
      pthread_cond_timedwait(&agent->changed, &agent->lock, &time);
    }
    pthread_mutex_unlock(&agent->lock);
    while (due != NULL) {
      job *self = due;
      due = self->next;
      finish(agent, self);
      free(self);
    }
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
  made->level = DEEP_FIRST + (int)index;
  pthread_condattr_t monotonic;
  pthread_condattr_init(&monotonic);
  pthread_condattr_setclock(&monotonic, CLOCK_MONOTONIC);
  pthread_mutex_init(&made->lock, NULL);
  pthread_cond_init(&made->changed, &monotonic);
  pthread_condattr_destroy(&monotonic);
  if (pthread_create(&made->worker, NULL, work, made) != 0) {
    snprintf(errbuf, errcap, "no thread");
    free(made);
    return HERMES_E_FAILED;
  }
  *agent = made;
  return HERMES_OK;
}

// Changes the job of a call, if it is still there.
static void change(hermes_agent *agent, hermes_call call, void (*body)(job *)) {
  pthread_mutex_lock(&agent->lock);
  for (job *each = agent->jobs; each != NULL; each = each->next) {
    if (each->call == call) body(each);
  }
  pthread_cond_broadcast(&agent->changed);
  pthread_mutex_unlock(&agent->lock);
}

static void mark_answered(job *self) { self->asks = false; }
static void mark_cancelled(job *self) { self->cancelled = true; }

static void replied(void *context, hermes_status status, hermes_bytes json) {
  (void)status, (void)json;
  asked *question = context;
  change(question->agent, question->call, mark_answered);
  free(question);
}

static void cancel(hermes_agent *agent, hermes_call call) { change(agent, call, mark_cancelled); }

// What is behind `word` up to a blank or the end of the string.
static hermes_bytes word_of(hermes_bytes text, const char *word) {
  const uint8_t *found = memmem(text.ptr, text.len, word, strlen(word));
  if (found == NULL) return (hermes_bytes){NULL, 0};
  found += strlen(word);
  size_t left = text.len - (size_t)(found - text.ptr), length = 0;
  while (length < left && found[length] != ' ' && found[length] != '"') length++;
  return (hermes_bytes){found, length};
}

static void ask(hermes_agent *agent, hermes_call call, hermes_bytes name, hermes_bytes text) {
  static const char id[] = HERMES_EXT_AGENTS;
  const hermes_agents_1 *agents = agent->host->get_extension(agent->host, BYTES(id));
  char request[2048];
  int length = snprintf(request, sizeof request, "{\"agent\":\"%.*s\",\"text\":\"%.*s\"}",
                        (int)name.len, (const char *)name.ptr, (int)text.len,
                        (const char *)text.ptr);
  asked *question = malloc(sizeof *question);
  if (question != NULL) *question = (asked){agent, call};
  hermes_bytes bytes = {(const uint8_t *)request, (size_t)length};
  if (agents == NULL || question == NULL || length >= (int)sizeof request ||
      agents->call(agent->host, call, bytes, replied, question) != HERMES_OK) {
    free(question);
    change(agent, call, mark_answered);
  }
}

static bool has(hermes_bytes bytes, const char *word) {
  return memmem(bytes.ptr, bytes.len, word, strlen(word)) != NULL;
}

// Whether the artifacts are those of the two skills whose results this one takes.
static bool is_fed(const job *self, hermes_bytes request) {
  if (self->level == LEVELS) return true;
  char one[64], other[64];
  snprintf(one, sizeof one, "\"application/x-deep-%d-%d\"", self->level - 1, self->place);
  snprintf(other, sizeof other, "\"application/x-deep-%d-%d\"", self->level - 1,
           (self->place + 1) % WIDTH);
  int count = 0;
  const uint8_t *at = request.ptr, *end = request.ptr + request.len;
  while ((at = memmem(at, (size_t)(end - at), "\"artifactId\"", 12)) != NULL) count++, at++;
  if (self->level == 0) return count == 0;
  return count == 2 && has(request, one) && has(request, other);
}

static void fill(job *self, const hermes_agent *agent, hermes_bytes request, hermes_bytes text) {
  hermes_bytes skill = word_of(request, "\"skill\":\"deep_");
  hermes_bytes task = word_of(request, "\"task_id\":\"");
  const uint8_t *line = skill.ptr == NULL ? NULL : memchr(skill.ptr, '_', skill.len);
  self->level = agent->level;
  self->place = line == NULL ? 0 : atoi((const char *)line + 1);
  snprintf(self->task, sizeof self->task, "%.*s", (int)task.len, (const char *)task.ptr);
  self->together = agent->level < LEVELS && has(text, "together");
  self->misfed = !is_fed(self, request);
  bool holds = has(text, "hold");
  int64_t ms = bench_number(text, "ms=", 0);
  int64_t own = ms == 0 ? 0 : ms / 2 + (self->place * 37 + self->level * 11) % ms;
  self->due = holds ? INT64_MAX : self->entered + own * 1000000;
}

static hermes_status invoke(hermes_agent *agent, hermes_call call, hermes_bytes request) {
  hermes_bytes text = bench_text(request);
  hermes_bytes helper = agent->level == LEVELS ? (hermes_bytes){NULL, 0} : word_of(text, "help=");
  job *self = calloc(1, sizeof *self);
  if (self == NULL) return HERMES_E_FAILED;
  self->call = call;
  self->entered = now();
  self->blocks = agent->level % 2 == 1;
  self->asks = helper.len > 0;
  fill(self, agent, request, text);
  bool blocks = self->blocks;
  pthread_mutex_lock(&agent->lock);
  self->next = agent->jobs;
  agent->jobs = self;
  pthread_cond_broadcast(&agent->changed);
  pthread_mutex_unlock(&agent->lock);
  // A cancel may have come before there was a job to mark.
  if (agent->host->is_cancelled(agent->host, call)) change(agent, call, mark_cancelled);
  if (helper.len > 0) ask(agent, call, helper, text);
  if (!blocks) return HERMES_PENDING;
  pthread_mutex_lock(&agent->lock);
  while (!self->done) pthread_cond_wait(&agent->changed, &agent->lock);
  pthread_mutex_unlock(&agent->lock);
  finish(agent, self);
  free(self);
  return HERMES_OK;
}

static void destroy(hermes_agent *agent) {
  pthread_mutex_lock(&agent->lock);
  agent->closing = true;
  pthread_cond_broadcast(&agent->changed);
  pthread_mutex_unlock(&agent->lock);
  pthread_join(agent->worker, NULL);
  free(agent);
}

BENCH_ENTRY("Deep", DEEP_COUNT, card, .cancel = cancel)
