/* Speller: an agent that spells words in the spelling alphabet, letter by letter.
 *
 * It shows what most agents do: it reads the request's text, reports what it is doing, streams an
 * artifact while it grows, stops when the host has ended the call, and finishes with the result. */
#include <ctype.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "vendor/hermes_agent.h"
#include "vendor/json.h"

#define BYTES(literal) {(const uint8_t *)(literal), sizeof(literal) - 1}

static const char *const alphabet[] = {
    "Alfa",   "Bravo", "Charlie", "Delta",  "Echo",   "Foxtrot", "Golf",   "Hotel", "India",
    "Juliett", "Kilo",  "Lima",    "Mike",   "November", "Oscar",   "Papa",   "Quebec", "Romeo",
    "Sierra", "Tango", "Uniform", "Victor", "Whiskey", "X-ray",   "Yankee", "Zulu"};

static const char card[] =
    "{\"name\":\"Speller\",\"version\":\"0.1.0\","
    "\"description\":\"Spells words in the spelling alphabet, letter by letter.\","
    "\"capabilities\":{\"streaming\":true},"
    "\"skills\":[{\"id\":\"spell\",\"name\":\"Spell words\","
    "\"description\":\"Spells what follows a colon, or the whole text, as Alfa, Bravo, Charlie.\","
    "\"tags\":[\"spelling\",\"alphabet\"],\"examples\":[\"Spell this: Hermes\"],"
    "\"inputModes\":[\"text/plain\"],\"outputModes\":[\"text/x-spelling\"]}],"
    "\"hermes\":{\"max_concurrency\":4,\"skills\":{\"spell\":{\"category\":\"spelling\","
    "\"capabilities\":{\"spell\":{\"verbs\":[],\"objects\":[\"spell\",\"spelling\"]}},"
    "\"task\":\"Spell the words\",\"idempotent\":true}}}}";

struct hermes_agent {
  const hermes_host *host;
};

static hermes_bytes agent_card(uint32_t index) {
  (void)index;
  return (hermes_bytes)BYTES(card);
}

static hermes_status create(uint32_t index, const hermes_host *host, hermes_bytes config,
                            hermes_agent **agent, char *errbuf, size_t errcap) {
  (void)index, (void)config, (void)errbuf, (void)errcap;
  *agent = malloc(sizeof **agent);
  if (*agent == NULL) return HERMES_E_FAILED;
  (*agent)->host = host;
  return HERMES_OK;
}

static void destroy(hermes_agent *agent) { free(agent); }

/* Sends one event, waiting for credit. False: the host has ended the call, or memory ran out. */
static bool emit(const hermes_host *host, hermes_call call, hermes_event_kind kind,
                 const char *format, ...) {
  json_out json = {0};
  va_list arguments;
  va_start(arguments, format);
  json_vformat(&json, format, arguments);
  va_end(arguments);
  bool sent = host->emit_wait(host, call, kind, json_bytes(&json), -1) == HERMES_OK;
  free(json.at);
  return sent;
}

static void finish(const hermes_host *host, hermes_call call, hermes_status status,
                   const char *format, const char *text) {
  json_out json = {0};
  json_format(&json, format, text);
  host->finish(host, call, status, json_bytes(&json));
  free(json.at);
}

/* Adds the words to `spelled` and emits each of them. False: the host has ended the call. */
static bool spell(const hermes_host *host, hermes_call call, const char *text, json_out *spelled) {
  if (!emit(host, call, HERMES_EVENT_THINKING, "{\"thought\":%s}", "One word for each letter.")) {
    return false;
  }
  for (const char *at = text; *at; at++) {
    if (host->is_cancelled(host, call)) return false;
    if (!isalpha((unsigned char)*at)) continue;
    char line[16];
    snprintf(line, sizeof line, "%s\n", alphabet[toupper((unsigned char)*at) - 'A']);
    bool sent = emit(host, call, HERMES_EVENT_ARTIFACT_CHUNK,
                     "{\"artifact_id\":\"spelling\",\"name\":\"spelling.txt\","
                     "\"media_type\":\"text/x-spelling\",\"text\":%s,\"append\":%b}",
                     line, spelled->length > 0);
    double fraction = (double)(at + 1 - text) / (double)strlen(text);
    if (!sent || !emit(host, call, HERMES_EVENT_PROGRESS, "{\"fraction\":%f}", fraction)) {
      return false;
    }
    json_format(spelled, "%r", line);
  }
  return true;
}

static hermes_status invoke(hermes_agent *agent, hermes_call call, hermes_bytes request) {
  hermes_bytes value;
  char *text = json_find(request, "message.parts.0.text", &value) ? json_text(value) : NULL;
  if (text == NULL) return HERMES_E_INVALID;
  const char *colon = strchr(text, ':');
  json_out spelled = {0};
  if (!spell(agent->host, call, colon ? colon + 1 : text, &spelled)) {
    finish(agent->host, call, HERMES_E_FAILED, "{\"code\":%s,\"message\":\"\"}", "cancelled");
  } else if (spelled.failed || spelled.length == 0) {
    finish(agent->host, call, HERMES_E_FAILED, "{\"code\":\"no_letters\",\"message\":%s}",
           "There is no letter from A to Z in the text.");
  } else {
    finish(agent->host, call, HERMES_OK,
           "{\"artifacts\":[{\"artifactId\":\"spelling\",\"name\":\"spelling.txt\","
           "\"parts\":[{\"mediaType\":\"text/x-spelling\",\"text\":%s}]}]}",
           spelled.at);
  }
  free(spelled.at);
  free(text);
  return HERMES_OK;
}

static const hermes_plugin plugin = {
    .struct_size = sizeof plugin,
    .abi_major = HERMES_ABI_MAJOR,
    .abi_minor = HERMES_ABI_MINOR,
    .name = BYTES("Speller"),
    .version = BYTES("0.1.0"),
    .agent_count = 1,
    .agent_card = agent_card,
    .create = create,
    .invoke = invoke,
    .destroy = destroy,
};

/* Exported because the header declares it with HERMES_EXPORT. */
const hermes_plugin *hermes_agent_entry(uint32_t host_abi) {
  return host_abi >> 16 == HERMES_ABI_MAJOR ? &plugin : NULL;
}
