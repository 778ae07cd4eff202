// What the benchmark's agents share: reading a request without a JSON tree, and cards.
#ifndef BENCH_AGENT_H
#define BENCH_AGENT_H

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "hermes_agent.h"

#define BYTES(literal) ((hermes_bytes){(const uint8_t *)(literal), sizeof(literal) - 1})

// One skill, found by `object` in a request; `input` and `output` are media types.
#define BENCH_CARD(name, skill, object, input, output)                                           \
  "{\"name\":\"" name "\",\"description\":\"For the benchmarks.\",\"version\":\"0.1.0\","        \
  "\"skills\":[{\"id\":\"" skill "\",\"name\":\"" skill "\",\"description\":\"For the "          \
  "benchmarks.\",\"tags\":[\"" skill "\"],\"examples\":[\"benchmark " object " pipeline\"],"     \
  "\"inputModes\":[\"" input "\"],\"outputModes\":[\"" output "\"]}],"                           \
  "\"hermes\":{\"max_concurrency\":64,\"deadline_ms\":600000,\"skills\":{\"" skill               \
  "\":{\"category\":\"benchmark\",\"capabilities\":{\"" skill "\":{\"verbs\":[],\"objects\":[\"" \
  object "\"]}},\"task\":\"Take part in a benchmark\",\"idempotent\":true}}}}"

// The first text of the request's message, as written in JSON: escapes stay.
static inline hermes_bytes bench_text(hermes_bytes request) {
  const char *start = (const char *)request.ptr, *end = start + request.len;
  const char *message = memmem(start, request.len, "\"message\"", 9);
  if (message == NULL) message = start;
  const char *text = memmem(message, (size_t)(end - message), "\"text\":\"", 8);
  if (text == NULL) return (hermes_bytes){NULL, 0};
  text += 8;
  size_t length = 0;
  while (text + length < end && text[length] != '"') length += text[length] == '\\' ? 2 : 1;
  if (text + length > end) length = (size_t)(end - text);
  return (hermes_bytes){(const uint8_t *)text, length};
}

// The number behind `word`, as in "count=5".
static inline long bench_number(hermes_bytes text, const char *word, long otherwise) {
  size_t length = strlen(word), i = 0;
  for (; i + length < text.len; i++) {
    if (memcmp(text.ptr + i, word, length) == 0) break;
  }
  i += length;
  if (i >= text.len || text.ptr[i] < '0' || text.ptr[i] > '9') return otherwise;
  long number = 0;
  for (; i < text.len && text.ptr[i] >= '0' && text.ptr[i] <= '9' && number < 100000000; i++) {
    number = number * 10 + (text.ptr[i] - '0');
  }
  return number;
}

// Ends the call with one artifact that holds `text` (escaped already).
static inline void bench_finish(const hermes_host *host, hermes_call call, const char *media_type,
                                hermes_bytes text) {
  char small[2048];
  size_t room = text.len + 256;
  char *json = room <= sizeof small ? small : malloc(room);
  if (json == NULL) return;
  int length = snprintf(json, room,
                        "{\"artifacts\":[{\"artifactId\":\"result\",\"name\":\"result\",\"parts\":[{"
                        "\"mediaType\":\"%s\",\"text\":\"%.*s\"}]}]}",
                        media_type, (int)text.len, (const char *)text.ptr);
  host->finish(host, call, HERMES_OK, (hermes_bytes){(const uint8_t *)json, (size_t)length});
  if (json != small) free(json);
}

// Further members of the table may follow: .cancel = cancel.
#define BENCH_ENTRY(library, count, card_function, ...)                                 \
  const hermes_plugin *hermes_agent_entry(uint32_t host_abi) {                          \
    static const hermes_plugin table = {                                                \
        .struct_size = sizeof table,                                                    \
        .abi_major = HERMES_ABI_MAJOR,                                                  \
        .abi_minor = HERMES_ABI_MINOR,                                                  \
        .name = {(const uint8_t *)(library), sizeof(library) - 1},                      \
        .version = {(const uint8_t *)"0.1.0", 5},                                       \
        .agent_count = (count),                                                         \
        .agent_card = card_function,                                                    \
        .create = create,                                                               \
        .invoke = invoke,                                                               \
        .destroy = destroy,                                                             \
        __VA_ARGS__                                                                     \
    };                                                                                  \
    return host_abi >> 16 == HERMES_ABI_MAJOR ? &table : NULL;                          \
  }

#endif
