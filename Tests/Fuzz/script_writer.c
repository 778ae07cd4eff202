// libFuzzer target: any bytes as a request, and any bytes as the module in a good request.
//   clang -g -O1 -fsanitize=fuzzer,address,undefined -ISources/AgentABI/include \
//     Tests/Fuzz/script_writer.c Plugins/ScriptWriter/*.c -o fuzz && ./fuzz -max_total_time=60
#include "hermes_agent.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static int finishes;

static hermes_status finish(const hermes_host *host, hermes_call call, hermes_status status,
                            hermes_bytes json) {
  (void)host, (void)call, (void)status;
  if (json.len > 0 && (json.ptr[0] != '{' || json.ptr[json.len - 1] != '}')) abort();
  finishes++;
  return HERMES_OK;
}

static hermes_status emit(const hermes_host *host, hermes_call call, hermes_event_kind kind,
                          hermes_bytes json) {
  (void)host, (void)call, (void)kind, (void)json;
  return HERMES_OK;
}

static hermes_status emit_wait(const hermes_host *host, hermes_call call, hermes_event_kind kind,
                               hermes_bytes json, int64_t timeout_ms) {
  (void)timeout_ms;
  return emit(host, call, kind, json);
}

static int32_t is_cancelled(const hermes_host *host, hermes_call call) {
  (void)host, (void)call;
  return 0;
}

static const hermes_host host = {.struct_size = sizeof host, .finish = finish, .emit = emit,
                                 .emit_wait = emit_wait, .is_cancelled = is_cancelled};

static void call(hermes_agent *agent, const uint8_t *request, size_t length) {
  finishes = 0;
  hermes_agent_entry(HERMES_ABI_VERSION)->invoke(agent, 1, (hermes_bytes){request, length});
  if (finishes != 1) abort();
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t length) {
  static hermes_agent *agent;
  const hermes_plugin *plugin = hermes_agent_entry(HERMES_ABI_VERSION);
  if (agent == NULL) plugin->create(0, &host, (hermes_bytes){NULL, 0}, &agent, NULL, 0);
  call(agent, data, length);

  static const char head[] = "{\"message\":{\"parts\":[{\"mediaType\":\"text/x-python\",\"text\":\"";
  static const char tail[] = "\"}]}}";
  char *request = malloc(sizeof head + sizeof tail + 6 * length);
  if (request == NULL) return 0;
  size_t end = sizeof head - 1;
  memcpy(request, head, end);
  for (size_t i = 0; i < length; i++) {
    end += (size_t)sprintf(request + end, data[i] == '\n' ? "\\n" : "\\u%04x", data[i]);
  }
  memcpy(request + end, tail, sizeof tail - 1);
  call(agent, (const uint8_t *)request, end + sizeof tail - 1);
  free(request);
  return 0;
}
