// Asks the model that it is granted. The request's text says how, and its words are the message:
//   "wait WORDS"    complete_wait; "later WORDS" the same by complete, finished from the reply
//   "json WORDS"    with a schema
//   "many WORDS"    as often as one call may at the same time, and once more
//   "bad"           a request that is none
// What comes is given as thoughts; the result is the status, the count of pieces before the answer,
// and the answer.
#define FIXTURE_NAME "Model"
#define FIXTURE_TAG "fixture-model"
#include "../plugins/fixture.h"
#include "ext/model.h"

enum { MAX_TEXT = 64 << 10 };

typedef struct asked {
  hermes_agent *agent;
  hermes_call call;
  int pieces, open, busy;
  char text[MAX_TEXT];
} asked;

static hermes_bytes bytes(const char *text) {
  return (hermes_bytes){(const uint8_t *)text, strlen(text)};
}

static size_t escape(char *to, size_t room, hermes_bytes given) {
  size_t at = 0;
  for (size_t index = 0; index < given.len && at + 3 < room; index++) {
    char letter = (char)given.ptr[index];
    if (letter == '"' || letter == '\\') to[at++] = '\\';
    to[at++] = (unsigned char)letter < ' ' ? ' ' : letter;
  }
  to[at] = 0;
  return at;
}

static void heard(void *context, hermes_model_part part, hermes_bytes text) {
  asked *request = context;
  request->pieces++;
  char said[4096], json[4200];
  escape(said, sizeof said, text);
  const char *of = part == HERMES_MODEL_REASONING ? "reasoning" : "text";
  int length = snprintf(json, sizeof json, "{\"thought\":\"%s: %s\"}", of, said);
  hermes_bytes event = {(const uint8_t *)json, (size_t)length};
  request->agent->host->emit(request->agent->host, request->call, HERMES_EVENT_THINKING, event);
}

static hermes_status answer(asked *request, hermes_status status) {
  char *json = malloc(2 * MAX_TEXT);
  int length = snprintf(json, 2 * MAX_TEXT, "{\"text\":\"status %d, %d pieces: %s\"}", status,
                        request->pieces, request->text);
  const hermes_host *host = request->agent->host;
  host->finish(host, request->call, HERMES_OK,
               (hermes_bytes){(const uint8_t *)json, (size_t)length});
  free(json);
  free(request);
  return HERMES_OK;
}

static void hear_answer(void *context, hermes_bytes json) {
  asked *request = context;
  escape(request->text, sizeof request->text, json);
}

static void replied(void *context, hermes_status status, hermes_bytes json) {
  hear_answer(context, json);
  answer(context, status);
}

static void replied_one(void *context, hermes_status status, hermes_bytes json) {
  (void)status, (void)json;
  asked *request = context;
  if (--request->open > 0) return;
  snprintf(request->text, sizeof request->text, "busy %d", request->busy);
  answer(request, HERMES_OK);
}

static hermes_status many(const hermes_model_1 *model, asked *request, const char *json) {
  // Counted before they are asked for: the first may be answered before the last is asked.
  request->open = (int)HERMES_MODEL_MAX_OPEN;
  for (size_t index = 0; index < HERMES_MODEL_MAX_OPEN; index++) {
    model->complete(request->agent->host, request->call, bytes(json), NULL, replied_one, request);
  }
  request->busy = model->complete(request->agent->host, request->call, bytes(json), NULL,
                                  replied_one, request);
  return HERMES_PENDING;
}

static hermes_status invoke(hermes_agent *agent, hermes_call call, hermes_bytes request) {
  const hermes_host *host = agent->host;
  const hermes_model_1 *model = host->get_extension(host, bytes(HERMES_EXT_MODEL));
  if (model == NULL) return fixture_finish(agent, call, "not granted");
  const char *said = fixture_find(request, "\"text\":\"");
  char verb[8] = "", words[1024] = "";
  if (said != NULL) sscanf(said, "%7s %1023[^\"]", verb, words);
  bool has_schema = strcmp(verb, "json") == 0;
  char json[2048];
  snprintf(json, sizeof json,
           "{\"messages\":[{\"role\":\"system\",\"content\":\"Be short.\"},"
           "{\"role\":\"user\",\"content\":\"%s\"}],\"max_tokens\":64,\"temperature\":0.5%s}",
           words, has_schema ? ",\"json_schema\":{\"type\":\"object\"}" : "");
  asked *about = calloc(1, sizeof *about);
  about->agent = agent;
  about->call = call;
  if (strcmp(verb, "many") == 0) return many(model, about, json);
  if (strcmp(verb, "later") == 0) {
    hermes_status status = model->complete(host, call, bytes(json), heard, replied, about);
    return status == HERMES_OK ? HERMES_PENDING : answer(about, status);
  }
  if (strncmp(verb, "bad", 3) == 0) snprintf(json, sizeof json, "{\"messages\":[]}");
  hermes_status status = model->complete_wait(host, call, bytes(json), heard, hear_answer, about);
  return answer(about, status);
}

FIXTURE_ENTRY(table.invoke = invoke;)
