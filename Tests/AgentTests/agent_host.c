/* A host of one library, for tests: opens it, makes instances, invokes one call per line of standard
 * input, prints every event and result as a JSON line, destroys the instances, and ends with
 * {"end": ...}.
 *
 *   agent_host LIBRARY [--config JSON] [--instances N] [--parallel] [--credit N]
 *              [--cancel-after-events N] [--leak FILE]
 *
 * --credit N: emit answers HERMES_E_BUSY after N events, until the main thread has called drained.
 * --leak FILE: keeps FILE open without close-on-exec, as a careless host would. */
#define _GNU_SOURCE
#include <dlfcn.h>
#include <fcntl.h>
#include <pthread.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "hermes_agent.h"

enum { MAX_CALLS = 512, MAX_INSTANCES = 8 };

struct open_call {
  hermes_agent *agent;
  int events, used, busy, finished, cancelled, misuse;
};

static pthread_mutex_t lock = PTHREAD_MUTEX_INITIALIZER;
static pthread_cond_t changed = PTHREAD_COND_INITIALIZER;
static struct open_call calls[MAX_CALLS + 1];
static int credit = 0, cancel_after = 0, busy_answers = 0;

static void print_line(const char *prefix, hermes_call call, long number, hermes_bytes json) {
  printf("{\"call\": %llu, \"%s\": %ld, \"json\": %.*s}\n", (unsigned long long)call, prefix, number,
         (int)json.len, (const char *)json.ptr);
  fflush(stdout);
}

static hermes_status finish(const hermes_host *host, hermes_call call, hermes_status status,
                            hermes_bytes json) {
  (void)host;
  hermes_status answer = HERMES_OK;
  pthread_mutex_lock(&lock);
  if (call == 0 || call > MAX_CALLS || calls[call].finished) {
    answer = HERMES_E_NO_CALL;
    calls[0].misuse++;
  } else {
    calls[call].finished = 1;
    print_line("status", call, status, json);
    if (calls[call].cancelled) answer = HERMES_E_ENDED;
  }
  pthread_cond_broadcast(&changed);
  pthread_mutex_unlock(&lock);
  return answer;
}

static hermes_status emit(const hermes_host *host, hermes_call call, hermes_event_kind kind,
                          hermes_bytes json) {
  (void)host;
  hermes_status answer = HERMES_OK;
  pthread_mutex_lock(&lock);
  struct open_call *open = &calls[call];
  if (open->finished) {
    answer = HERMES_E_NO_CALL;
    calls[0].misuse++;
  } else if (open->cancelled) {
    answer = HERMES_E_ENDED;
  } else if (credit > 0 && open->used >= credit) {
    answer = HERMES_E_BUSY;
    open->busy = 1;
    busy_answers++;
  } else {
    open->events++;
    open->used++;
    print_line("kind", call, kind, json);
  }
  pthread_cond_broadcast(&changed);
  pthread_mutex_unlock(&lock);
  return answer;
}

static hermes_status emit_wait(const hermes_host *host, hermes_call call, hermes_event_kind kind,
                               hermes_bytes json, int64_t timeout_ms) {
  (void)timeout_ms;
  return emit(host, call, kind, json);
}

static int32_t is_cancelled(const hermes_host *host, hermes_call call) {
  (void)host;
  pthread_mutex_lock(&lock);
  int answer = calls[call].cancelled;
  pthread_mutex_unlock(&lock);
  return answer;
}

static void log_line(const hermes_host *host, hermes_call call, hermes_log_level level,
                     hermes_bytes message) {
  (void)host;
  fprintf(stderr, "log call=%llu level=%d %.*s\n", (unsigned long long)call, level,
          (int)message.len, (const char *)message.ptr);
}

static const void *get_extension(const hermes_host *host, hermes_bytes id) {
  (void)host;
  (void)id;
  return NULL;
}

static const hermes_host host = {sizeof(hermes_host), HERMES_ABI_MAJOR, HERMES_ABI_MINOR, finish,
                                 emit,                emit_wait,        is_cancelled,     log_line,
                                 get_extension};

static void fail(const char *what, const char *why) {
  fprintf(stderr, "agent_host: %s: %s\n", what, why);
  exit(2);
}

/* Serves drained and cancel until `call` has finished; as the control thread of a real host would. */
static void serve(const hermes_plugin *plugin, hermes_call call) {
  pthread_mutex_lock(&lock);
  while (!calls[call].finished) {
    int acted = 0;
    for (hermes_call i = 1; i <= MAX_CALLS; i++) {
      struct open_call *open = &calls[i];
      if (open->busy) {
        open->busy = open->used = 0;
        pthread_mutex_unlock(&lock);
        plugin->drained(open->agent, i);
        pthread_mutex_lock(&lock);
        acted = 1;
      }
      if (cancel_after > 0 && open->events >= cancel_after && !open->cancelled) {
        open->cancelled = 1;
        pthread_mutex_unlock(&lock);
        plugin->cancel(open->agent, i);
        pthread_mutex_lock(&lock);
        acted = 1;
      }
    }
    // While the lock was open something may have changed that nobody says again.
    if (!acted && !calls[call].finished) pthread_cond_wait(&changed, &lock);
  }
  pthread_mutex_unlock(&lock);
}

int main(int argc, char **argv) {
  const char *config = "{}";
  int instances = 1, parallel = 0;
  if (argc < 2) fail("usage", "agent_host LIBRARY [options]");
  for (int i = 2; i < argc; i++) {
    if (!strcmp(argv[i], "--config")) config = argv[++i];
    else if (!strcmp(argv[i], "--instances")) instances = atoi(argv[++i]);
    else if (!strcmp(argv[i], "--parallel")) parallel = 1;
    else if (!strcmp(argv[i], "--credit")) credit = atoi(argv[++i]);
    else if (!strcmp(argv[i], "--cancel-after-events")) cancel_after = atoi(argv[++i]);
    else if (!strcmp(argv[i], "--leak")) dup2(open(argv[++i], O_RDONLY), 77);
    else fail("option", argv[i]);
  }
  void *library = dlopen(argv[1], RTLD_NOW | RTLD_LOCAL | RTLD_NODELETE);
  if (!library) fail("dlopen", dlerror());
  const hermes_plugin *(*entry)(uint32_t) = 0;
  *(void **)&entry = dlsym(library, "hermes_agent_entry");
  if (!entry) fail("dlsym", dlerror());
  if (entry((HERMES_ABI_MAJOR + 1) << 16)) fail("entry", "accepts another major version");
  const hermes_plugin *plugin = entry(HERMES_ABI_VERSION);
  if (!plugin || plugin->abi_major != HERMES_ABI_MAJOR) fail("entry", "no table");
  print_line("card", 0, 0, plugin->agent_card(0));

  hermes_agent *agents[MAX_INSTANCES];
  for (int i = 0; i < instances; i++) {
    char reason[256] = "";
    hermes_bytes bytes = {(const uint8_t *)config, strlen(config)};
    if (plugin->create(0, &host, bytes, &agents[i], reason, sizeof reason) != HERMES_OK)
      fail("create", reason);
  }
  char *line = NULL;
  size_t capacity = 0;
  hermes_call last = 0;
  while (last < MAX_CALLS && getline(&line, &capacity, stdin) > 0) {
    hermes_call call = ++last;
    calls[call].agent = agents[(call - 1) % (hermes_call)instances];
    hermes_bytes request = {(const uint8_t *)line, strlen(line)};
    hermes_status status = plugin->invoke(calls[call].agent, call, request);
    /* BORROWED: the agent must not read the request after invoke. */
    memset(line, '#', strlen(line));
    if (status < 0) finish(&host, call, status, (hermes_bytes){(const uint8_t *)"null", 4});
    if (!parallel) serve(plugin, call);
  }
  for (hermes_call call = 1; call <= last; call++) serve(plugin, call);
  for (int i = 0; i < instances; i++) plugin->destroy(agents[i]);
  printf("{\"end\": true, \"misuse\": %d, \"busy\": %d}\n", calls[0].misuse, busy_answers);
  free(line);
  return 0;
}
