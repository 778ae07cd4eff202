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
  // Only a plain name with the ending can be extended.
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

static void put_unmet(text *to, span wish, span reason) {
  if (to->length > 0 && to->at[to->length - 1] == '}') text_put_char(to, ',');
  text_put_char(to, '{');
  json_put_member(to, SPAN("wish"), wish);
  json_put_member(to, SPAN("code"), SPAN("not_honoured"));
  json_put_member(to, SPAN("reason"), reason);
  text_put_char(to, '}');
}

static void put_all_unmet(text *to, span left, const class_definition *left_out) {
  text_put(to, SPAN(",\"unmet\":["));
  if (left.length > 0) {
    put_unmet(to, left,
              SPAN("The script has a command for each public function, or method where there are "
                   "no functions, their parameters as arguments, --help and --self-test, and "
                   "nothing else."));
  }
  if (left_out != NULL) {
    text wish = {0};
    text_put(&wish, SPAN("commands for the class "));
    text_put(&wish, left_out->name);
    put_unmet(to, text_span(&wish),
              SPAN("A script of a module that has functions has commands for these alone."));
    to->failed = to->failed || wish.failed;
    text_free(&wish);
  }
  text_put_char(to, ']');
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
  const class_definition *left_out = source->given ? script_left_out(module) : NULL;
  if (left.length > 0 || left_out != NULL) put_all_unmet(to, left, left_out);
  text_put(to, SPAN("}}]}"));
  to->failed = to->failed || filename.failed;
  text_free(&filename);
}
