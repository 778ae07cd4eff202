// Uses what the host offers. The request's text says what:
//   "ask NAME WORDS"        another agent, by call_wait; answers with its text or its error
//   "later NAME WORDS"      the same by call, finished from the reply
//   "leave NAME COUNT"      calls it so often by call, and finishes while those calls are open
//   "put KEY VALUE" "get KEY" "remove KEY" "keys PREFIX" "fill KEY COUNT"
//   "blob BEGIN MORE"       a blob of both, given as the result; "give ID" names one that exists
//   "trace"                 the call's traceparent
//   "share TEXT"            a blob that another call of the same task reads, and no result names
//   "read ID", "large MEGABYTES": a blob of that many, in pieces
#define FIXTURE_NAME "Extensions"
#define FIXTURE_TAG "fixture-extensions"
#include "../plugins/fixture.h"
#include "ext/agents.h"
#include "ext/blob.h"
#include "ext/store.h"

enum { MAX_TEXT = 4096 };

typedef struct words {
  char all[MAX_TEXT];
  char *verb, *first, *rest;
} words;

static void split(words *to, hermes_bytes request) {
  const char *found = fixture_find(request, "\"text\":\"");
  const char *end = (const char *)request.ptr + request.len;
  size_t length = 0;
  while (found != NULL && found + length < end && found[length] != '"' && length < MAX_TEXT - 1) {
    to->all[length] = found[length];
    length++;
  }
  to->all[length] = 0;
  char *place = NULL;
  to->verb = strtok_r(to->all, " ", &place);
  to->first = strtok_r(NULL, " ", &place);
  to->rest = strtok_r(NULL, "", &place);
  if (to->verb == NULL) to->verb = "";
  if (to->first == NULL) to->first = "";
  if (to->rest == NULL) to->rest = "";
}

static hermes_bytes bytes(const char *text) {
  return (hermes_bytes){(const uint8_t *)text, strlen(text)};
}

// Collects what a sink is given, as the text of a JSON string.
typedef struct heard {
  char text[MAX_TEXT];
} heard;

static void hear(void *context, hermes_bytes given) {
  heard *to = context;
  size_t at = 0;
  for (size_t index = 0; index < given.len && at < MAX_TEXT - 3; index++) {
    char letter = (char)given.ptr[index];
    if (letter == '"' || letter == '\\') to->text[at++] = '\\';
    to->text[at++] = letter;
  }
  to->text[at] = 0;
}

static hermes_status answer(hermes_agent *agent, hermes_call call, hermes_status status,
                            const char *text) {
  char json[2 * MAX_TEXT];
  int length = snprintf(json, sizeof json, "{\"text\":\"status %d: %s\"}", status, text);
  hermes_bytes result = {(const uint8_t *)json, (size_t)length};
  agent->host->finish(agent->host, call, HERMES_OK, result);
  return HERMES_OK;
}

typedef struct later {
  hermes_agent *agent;
  hermes_call call;
} later;

static void replied(void *context, hermes_status status, hermes_bytes json) {
  later *waiting = context;
  heard text = {{0}};
  hear(&text, json);
  answer(waiting->agent, waiting->call, status, text.text);
  free(waiting);
}

static hermes_status ask(hermes_agent *agent, hermes_call call, const words *said, bool waits) {
  const hermes_agents_1 *agents =
      agent->host->get_extension(agent->host, bytes(HERMES_EXT_AGENTS));
  if (agents == NULL) return answer(agent, call, HERMES_E_UNSUPPORTED, "not granted");
  char request[2 * MAX_TEXT];
  snprintf(request, sizeof request, "{\"agent\":\"%s\",\"text\":\"%s\"}", said->first, said->rest);
  if (waits) {
    heard text = {{0}};
    hermes_status status = agents->call_wait(agent->host, call, bytes(request), hear, &text);
    return answer(agent, call, status, text.text);
  }
  later *waiting = malloc(sizeof *waiting);
  *waiting = (later){agent, call};
  hermes_status status = agents->call(agent->host, call, bytes(request), replied, waiting);
  if (status == HERMES_OK) return HERMES_PENDING;
  free(waiting);
  return answer(agent, call, status, "");
}

static void ignored(void *context, hermes_status status, hermes_bytes json) {
  (void)context;
  (void)status;
  (void)json;
}

static hermes_status leave(hermes_agent *agent, hermes_call call, const words *said) {
  const hermes_agents_1 *agents =
      agent->host->get_extension(agent->host, bytes(HERMES_EXT_AGENTS));
  if (agents == NULL) return answer(agent, call, HERMES_E_UNSUPPORTED, "not granted");
  char request[2 * MAX_TEXT];
  snprintf(request, sizeof request, "{\"agent\":\"%s\",\"text\":\"hello\"}", said->first);
  hermes_status status = HERMES_OK;
  for (long left = strtol(said->rest, NULL, 10); left > 0 && status == HERMES_OK; left--) {
    status = agents->call(agent->host, call, bytes(request), ignored, NULL);
  }
  return answer(agent, call, status, "");
}

static hermes_status fill(const hermes_store_1 *store, const hermes_host *host, hermes_call call,
                          const char *key, long megabytes) {
  size_t size = HERMES_STORE_MAX_VALUE_BYTES;
  uint8_t *value = calloc(1, size);
  hermes_status status = HERMES_OK;
  for (long number = 0; number < megabytes && status == HERMES_OK; number++) {
    char name[64];
    snprintf(name, sizeof name, "%.40s-%ld", key, number);
    status = store->put(host, call, bytes(name), (hermes_bytes){value, size});
  }
  free(value);
  return status;
}

static hermes_status keep(hermes_agent *agent, hermes_call call, const words *said) {
  const hermes_host *host = agent->host;
  const hermes_store_1 *store = host->get_extension(host, bytes(HERMES_EXT_STORE));
  if (store == NULL) return answer(agent, call, HERMES_E_UNSUPPORTED, "not granted");
  heard text = {{0}};
  hermes_status status = HERMES_E_INVALID;
  if (strcmp(said->verb, "put") == 0) {
    status = store->put(host, call, bytes(said->first), bytes(said->rest));
  } else if (strcmp(said->verb, "get") == 0) {
    status = store->get(host, call, bytes(said->first), hear, &text);
  } else if (strcmp(said->verb, "remove") == 0) {
    status = store->remove(host, call, bytes(said->first));
  } else if (strcmp(said->verb, "keys") == 0) {
    status = store->keys(host, call, bytes(said->first), hear, &text);
  } else if (strcmp(said->verb, "fill") == 0) {
    status = fill(store, host, call, said->first, strtol(said->rest, NULL, 10));
  }
  return answer(agent, call, status, text.text);
}

static hermes_status give(hermes_agent *agent, hermes_call call, const char *id) {
  char json[512];
  int length = snprintf(json, sizeof json,
                        "{\"artifacts\":[{\"artifactId\":\"file\",\"name\":\"file.bin\",\"parts\":["
                        "{\"text\":\"head \"},{\"blob\":\"%s\",\"mediaType\":\"image/png\"}]}]}",
                        id);
  agent->host->finish(agent->host, call, HERMES_OK,
                      (hermes_bytes){(const uint8_t *)json, (size_t)length});
  return HERMES_OK;
}

static hermes_status large(const hermes_blob_1 *blobs, const hermes_host *host, hermes_call call,
                           long megabytes, heard *id) {
  size_t size = HERMES_BLOB_MAX_PIECE_BYTES;
  uint8_t *piece = malloc(size);
  for (size_t index = 0; index < size; index++) piece[index] = (uint8_t)(index * 31 >> 3);
  hermes_status status = blobs->put(host, call, (hermes_bytes){NULL, 0}, hear, id);
  for (long done = 0; done < megabytes && status == HERMES_OK; done += 4) {
    status = blobs->append(host, call, bytes(id->text), (hermes_bytes){piece, size});
  }
  free(piece);
  return status;
}

static hermes_status use_blobs(hermes_agent *agent, hermes_call call, const words *said) {
  const hermes_host *host = agent->host;
  const hermes_blob_1 *blobs = host->get_extension(host, bytes(HERMES_EXT_BLOB));
  if (blobs == NULL) return answer(agent, call, HERMES_E_UNSUPPORTED, "not granted");
  heard id = {{0}}, text = {{0}};
  if (strcmp(said->verb, "give") == 0) return give(agent, call, said->first);
  if (strcmp(said->verb, "read") == 0) {
    uint64_t size = 0;
    hermes_status status = blobs->size(host, call, bytes(said->first), &size);
    if (status == HERMES_OK) {
      status = blobs->read(host, call, bytes(said->first), 1, (size_t)-1, hear, &text);
    }
    return answer(agent, call, status, text.text);
  }
  if (strcmp(said->verb, "large") == 0) {
    hermes_status status = large(blobs, host, call, strtol(said->first, NULL, 10), &id);
    return status == HERMES_OK ? give(agent, call, id.text) : answer(agent, call, status, "");
  }
  hermes_status status = blobs->put(host, call, bytes(said->first), hear, &id);
  if (status != HERMES_OK) return answer(agent, call, status, "");
  if (strcmp(said->verb, "share") == 0) {
    words next = {.first = "Extensions"};
    char request[128];
    snprintf(request, sizeof request, "read %.64s", id.text);
    next.rest = request;
    return ask(agent, call, &next, true);
  }
  status = blobs->append(host, call, bytes(id.text), bytes(said->rest));
  return status == HERMES_OK ? give(agent, call, id.text) : answer(agent, call, status, "");
}

static bool is_blob_verb(const char *verb) {
  static const char *const verbs[] = {"blob", "give", "share", "read", "large"};
  for (size_t index = 0; index < sizeof verbs / sizeof *verbs; index++) {
    if (strcmp(verb, verbs[index]) == 0) return true;
  }
  return false;
}

static hermes_status invoke(hermes_agent *agent, hermes_call call, hermes_bytes request) {
  words said;
  split(&said, request);
  if (strcmp(said.verb, "ask") == 0) return ask(agent, call, &said, true);
  if (strcmp(said.verb, "trace") == 0) {
    const char *found = fixture_find(request, "\"traceparent\":\"");
    char text[56] = "";
    if (found != NULL) memcpy(text, found, sizeof text - 1);
    return answer(agent, call, HERMES_OK, text);
  }
  if (strcmp(said.verb, "later") == 0) return ask(agent, call, &said, false);
  if (strcmp(said.verb, "leave") == 0) return leave(agent, call, &said);
  if (is_blob_verb(said.verb)) return use_blobs(agent, call, &said);
  return keep(agent, call, &said);
}

FIXTURE_ENTRY(table.invoke = invoke;)
