#include "script.h"

#include "command.h"
#include "python_write.h"
#include "script_support.h"

static bool is_test(span name) { return span_starts(name, SPAN("test_")); }

size_t script_commands(const python_module *module, script_visit *visit, void *context) {
  size_t all = 0, count = 0;
  for (const function *each = module->functions; each != NULL; each = each->next) all++;
  for (const function *each = module->functions; each != NULL; each = each->next) {
    // The module's tests and its old entry point are commands only if there is nothing else.
    if (all > 1 && (is_test(each->name) || span_is(each->name, SPAN("main")))) continue;
    if (visit != NULL) visit(context, NULL, each);
    count++;
  }
  if (count > 0) return count;
  for (const class_definition *owner = module->classes; owner != NULL; owner = owner->next) {
    for (const function *each = owner->methods; each != NULL; each = each->next) {
      if (span_is(each->name, SPAN("__init__"))) continue;
      if (visit != NULL) visit(context, owner, each);
      count++;
    }
  }
  return count;
}

static void note_owner(void *context, const class_definition *owner, const function *called) {
  (void)called;
  if (owner != NULL) *(bool *)context = true;
}

const class_definition *script_left_out(const python_module *module) {
  bool has_methods = false;
  if (script_commands(module, note_owner, &has_methods) == 0 || has_methods) return NULL;
  for (const class_definition *owner = module->classes; owner != NULL; owner = owner->next) {
    for (const function *each = owner->methods; each != NULL; each = each->next) {
      if (!each->hidden && !span_is(each->name, SPAN("__init__"))) return owner;
    }
  }
  return NULL;
}

static span without_shebang(span source) {
  if (!span_starts(source, SPAN("#!"))) return source;
  const char *end = memchr(source.at, '\n', source.length);
  return end == NULL ? (span){0} : span_from(source, (size_t)(end - source.at) + 1);
}

static void put_source(text *to, const python_module *module, span source) {
  span before = source, after = {0};
  if (module->guard.length > 0) {
    before.length = (size_t)(module->guard.at - source.at);
    after = span_from(source, before.length + module->guard.length);
  }
  text_put(to, without_shebang(before));
  if (to->length > 0 && to->at[to->length - 1] != '\n') text_put_char(to, '\n');
  text_put(to, after);
  while (to->length > 1 && to->at[to->length - 1] == '\n' && to->at[to->length - 2] == '\n') {
    to->length--;
  }
  if (to->length > 0 && to->at[to->length - 1] != '\n') text_put_char(to, '\n');
}

typedef struct writing {
  text *to;
  const python_module *module;
  const function *first;  // of the commands, if they are functions
  bool alone;
} writing;

static void note_first(void *context, const class_definition *owner, const function *called) {
  writing *into = context;
  if (owner == NULL && into->first == NULL) into->first = called;
}

static void put_command(void *context, const class_definition *owner, const function *called) {
  writing *into = context;
  command_put(into->to, into->module, owner, called, into->alone);
}

static void put_parser(writing *into, size_t commands) {
  text *to = into->to;
  python_put_template(to, into->module, script_support_parser);
  if (commands > 0 && !into->alone) {
    python_put_template(to, into->module, script_support_commands);
  } else if (into->alone) {
    text_put(to, SPAN("    _parser.description = _cli_about("));
    text_put(to, into->first->name);
    text_put(to, SPAN(") or _parser.description\n"));
  }
  script_commands(into->module, put_command, into);
  if (commands == 0) text_put(to, SPAN("    _parser.set_defaults(_cli_call=lambda _values: None)\n"));
  text_put(to, SPAN("    return _parser\n"));
}

static bool mentions(span where, span name) {
  for (size_t i = 0; i + name.length <= where.length; i++) {
    if (memcmp(where.at + i, name.at, name.length) == 0) return true;
  }
  return false;
}

// Writes the pieces that the parser uses, directly or indirectly. Each piece uses only earlier
// ones, so the search runs from the last to the first.
static void put_pieces(text *to, const python_module *module, span parser) {
  const script_piece *pieces = script_support_pieces;
  bool used[SCRIPT_SUPPORT_PIECES];
  for (size_t i = SCRIPT_SUPPORT_PIECES; i-- > 0;) {
    used[i] = mentions(parser, pieces[i].name);
    for (size_t user = i + 1; user < SCRIPT_SUPPORT_PIECES && !used[i]; user++) {
      used[i] = used[user] && mentions(pieces[user].source, pieces[i].name);
    }
  }
  for (size_t i = 0; i < SCRIPT_SUPPORT_PIECES; i++) {
    if (used[i]) python_put_template(to, module, pieces[i].source);
  }
}

static void put_show(text *to, const python_module *module) {
  python_put_template(to, module, script_support_limit);
  if (module->has_async) python_put_template(to, module, script_support_wait);
  python_put_template(to, module, script_support_show);
  if (module->has_async) python_put_template(to, module, script_support_show_awaited);
  python_put_template(to, module, script_support_show_value);
}

void script_put(text *to, const python_module *module, span source) {
  text parser = {0}, support = {0};
  writing into = {.to = &parser, .module = module};
  size_t commands = script_commands(module, note_first, &into);
  into.alone = commands == 1 && into.first != NULL;
  put_parser(&into, commands);
  put_pieces(&support, module, text_span(&parser));
  python_put_template(&support, module, script_support_self_test);
  put_show(&support, module);
  text_put(&support, text_span(&parser));
  bool taken = python_module_binds(module, SPAN("main"));
  text_put(&support, SPAN("\n\ndef "));
  text_put(&support, taken ? SPAN("_cli_main") : SPAN("main"));
  python_put_template(&support, module, script_support_main);
  python_put_template(&support, module, SPAN("\n\nif __name__ == \"__main__\":\n    $sys.exit("));
  text_put(&support, taken ? SPAN("_cli_main())\n") : SPAN("main())\n"));

  text_put(to, SPAN("#!/usr/bin/env python3\n"));
  put_source(to, module, source);
  text_put(to, SPAN("\n\n# The command line.\n\n"));
  python_put_imports(to, module, text_span(&support));
  text_put(to, text_span(&support));
  to->failed = to->failed || parser.failed || support.failed;
  to->too_long = to->too_long || parser.too_long || support.too_long;
  text_free(&parser);
  text_free(&support);
}
