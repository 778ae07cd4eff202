#include "answer.h"

#include "command.h"
#include "json_write.h"
#include "script.h"

enum { MAX_STEM = 64 };

void answer_put_error(text *to, span code, span message, bool retryable) {
  text_put_char(to, '{');
  json_put_member(to, SPAN("code"), code);
  json_put_member(to, SPAN("message"), message);
  text_put(to, retryable ? SPAN(",\"retryable\":true}") : SPAN(",\"retryable\":false}"));
}

void answer_put_filename(text *to, span module_name) {
  span stem = {module_name.at, 0};
  while (stem.length < module_name.length && stem.length < MAX_STEM &&
         is_name(stem.at[stem.length]) && (unsigned char)stem.at[stem.length] < 0x80) {
    stem.length++;
  }
  // Anything but a plain name with the ending is not a name to build on.
  bool plain = stem.length > 0 && span_is(span_from(module_name, stem.length), SPAN(".py"));
  text_put(to, plain ? stem : SPAN("script"));
  text_put(to, plain ? SPAN("_cli.py") : SPAN(".py"));
}

typedef struct listing {
  text *to;
  bool any;
} listing;

static void put_listed(void *context, const class_definition *owner, const function *called) {
  listing *list = context;
  text name = {0};
  command_put_name(&name, owner, called);
  if (list->any) text_put_char(list->to, ',');
  json_put_string(list->to, text_span(&name));
  list->any = true;
  text_free(&name);
}

static void put_unmet(text *to, span left) {
  text_put(to, SPAN(",\"unmet\":[{"));
  json_put_member(to, SPAN("wish"), left);
  json_put_member(to, SPAN("code"), SPAN("not_honoured"));
  json_put_member(to, SPAN("reason"),
                  SPAN("The script has a command for each public function and method, their "
                       "parameters as arguments, --help and --self-test, and nothing else."));
  text_put(to, SPAN("}]"));
}

void answer_put_script(text *to, const module_source *source, const python_module *module,
                       span script, span left) {
  text filename = {0};
  answer_put_filename(&filename, source->name);
  text_put(to, SPAN("{\"artifacts\":[{"));
  json_put_member(to, SPAN("artifactId"), SPAN("script"));
  json_put_member(to, SPAN("name"), text_span(&filename));
  json_put_member(to, SPAN("description"), SPAN("The module as a command-line script."));
  text_put(to, SPAN(",\"parts\":[{"));
  json_put_member(to, SPAN("text"), script);
  json_put_member(to, SPAN("mediaType"), SPAN("text/x-script.python"));
  json_put_member(to, SPAN("filename"), text_span(&filename));
  text_put(to, SPAN("}],\"metadata\":{"));
  json_put_member(to, SPAN("language"), SPAN("python"));
  if (source->artifact.length > 0) {
    json_put_member(to, SPAN("source_artifact"), source->artifact);
  }
  text_put(to, SPAN(",\"commands\":["));
  listing list = {to, false};
  script_commands(module, put_listed, &list);
  text_put_char(to, ']');
  if (left.length > 0) put_unmet(to, left);
  text_put(to, SPAN("}}]}"));
  to->failed = to->failed || filename.failed;
  text_free(&filename);
}
