#include "call.h"

#include "answer.h"
#include "json_write.h"
#include "module_source.h"
#include "python_module.h"
#include "script.h"
#include "script_wish.h"
#include "utf8.h"

typedef struct running {
  const hermes_host *host;
  hermes_call call;
} running;

enum { CHUNK_BYTES = 8 * 1024 };

static hermes_bytes bytes_of(span from) {
  return (hermes_bytes){from.length == 0 ? NULL : (const uint8_t *)from.at, from.length};
}

static void think(const running *self, span thought) {
  text json = {0};
  text_put_char(&json, '{');
  json_put_member(&json, SPAN("thought"), thought);
  text_put_char(&json, '}');
  // A thought may be dropped when the host is busy; the work doesn't wait for it.
  if (!json.failed) {
    self->host->emit(self->host, self->call, HERMES_EVENT_THINKING, bytes_of(text_span(&json)));
  }
  text_free(&json);
}

static void think_of_commands(const running *self, const python_module *module) {
  text thought = {0};
  size_t commands = script_commands(module, NULL, NULL);
  if (commands == 0) {
    text_put(&thought, SPAN("Nothing public to call: the script runs the module's statements"));
  } else {
    text_put(&thought, SPAN("Writing the command line for "));
    text_put_number(&thought, commands);
    text_put(&thought, commands == 1 ? SPAN(" callable") : SPAN(" callables"));
  }
  think(self, text_span(&thought));
  text_free(&thought);
}

static void fail(const running *self, span code, span message, bool retryable) {
  text json = {0};
  answer_put_error(&json, code, message, retryable);
  hermes_bytes bytes = json.failed ? (hermes_bytes){NULL, 0} : bytes_of(text_span(&json));
  self->host->finish(self->host, self->call, HERMES_E_FAILED, bytes);
  text_free(&json);
}

// Streams the script of the result, piece by piece, to those who watch.
static void stream(const running *self, span name, span script) {
  for (span rest = script; rest.length > 0;) {
    size_t length = 0;
    while (length < CHUNK_BYTES && length < rest.length) {
      size_t step = utf8_length(span_from(rest, length));
      length += step == 0 ? 1 : step;
    }
    text json = {0};
    text_put_char(&json, '{');
    json_put_member(&json, SPAN("artifact_id"), SPAN("script"));
    json_put_member(&json, SPAN("name"), name);
    json_put_member(&json, SPAN("media_type"), SPAN("text/x-script.python"));
    json_put_member(&json, SPAN("text"), (span){rest.at, length});
    text_put(&json, rest.at == script.at ? SPAN(",\"append\":false") : SPAN(",\"append\":true"));
    rest = span_from(rest, length);
    text_put(&json, rest.length == 0 ? SPAN(",\"last\":true}") : SPAN(",\"last\":false}"));
    hermes_status status =
        json.failed ? HERMES_E_FAILED
                    : self->host->emit_wait(self->host, self->call, HERMES_EVENT_ARTIFACT_CHUNK,
                                            bytes_of(text_span(&json)), -1);
    text_free(&json);
    // The result repeats the whole script: a watcher that misses pieces loses nothing.
    if (status != HERMES_OK) return;
  }
}

static void write_script(const running *self, const module_source *source,
                         const python_module *module, span left) {
  text script = {0}, json = {0}, name = {0};
  think_of_commands(self, module);
  script_put(&script, module, source->text);
  answer_put_filename(&name, source->name);
  answer_put_script(&json, source, module, text_span(&script), left);
  if (script.too_long || json.too_long) {
    fail(self, SPAN("script_too_large"),
         SPAN("The script would have more than 8 MiB: give a module with fewer functions or "
              "parameters."),
         false);
  } else if (script.failed || json.failed || name.failed) {
    fail(self, SPAN("out_of_memory"), SPAN("Memory ran out while the script was written."), true);
  } else {
    stream(self, text_span(&name), text_span(&script));
    self->host->finish(self->host, self->call, HERMES_OK, bytes_of(text_span(&json)));
  }
  text_free(&script);
  text_free(&json);
  text_free(&name);
}

// Converts the line ends of other systems in place: the text belongs to the call.
static bool normalize(arena *memory, span *code) {
  char *out = arena_take(memory, code->length + 1);
  size_t length = 0;
  if (out == NULL) return false;
  for (size_t i = 0; i < code->length; i++) {
    if (code->at[i] == '\r') {
      if (i + 1 < code->length && code->at[i + 1] == '\n') continue;
      out[length++] = '\n';
    } else {
      out[length++] = code->at[i];
    }
  }
  bool marked = length >= 3 && memcmp(out, "\xEF\xBB\xBF", 3) == 0;
  *code = marked ? (span){out + 3, length - 3} : (span){out, length};
  return true;
}

static void run(const running *self, arena *memory, span request) {
  const json_value *tree = json_read(memory, request);
  if (tree == NULL || tree->kind != JSON_OBJECT) {
    fail(self, SPAN("invalid_request"), SPAN("The request is not a JSON object."), false);
    return;
  }
  module_source source = module_source_find(tree);
  if (source.text.length == 0) {
    fail(self, SPAN("no_module"),
         SPAN("There is no Python module to make a script of: give one as an artifact or a message "
              "part of type text/x-python, or between ``` lines."),
         false);
    return;
  }
  think(self, SPAN("Reading the functions and classes of the module"));
  python_module module = {0};
  if (memchr(source.text.at, '\0', source.text.length) != NULL) {
    fail(self, SPAN("invalid_module"), SPAN("The module holds a NUL character."), false);
    return;
  }
  const char *error = normalize(memory, &source.text)
                          ? python_module_read(memory, source.text, &module)
                          : "memory ran out";
  if (error != NULL) {
    text message = {0};
    text_put(&message, SPAN("The module can't be read: "));
    text_put(&message, (span){error, strlen(error)});
    text_put_char(&message, '.');
    fail(self, SPAN("invalid_module"), text_span(&message), false);
    text_free(&message);
    return;
  }
  if (self->host->is_cancelled(self->host, self->call)) {
    fail(self, SPAN("cancelled"), SPAN("The call was ended before the script was written."), false);
    return;
  }
  write_script(self, &source, &module, script_wish_left(tree, &module, &source));
}

void call_run(const hermes_host *host, hermes_call call, hermes_bytes request) {
  arena memory = {0};
  running self = {host, call};
  run(&self, &memory, (span){(const char *)request.ptr, request.len});
  arena_free(&memory);
}
