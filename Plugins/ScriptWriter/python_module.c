#include "python_module.h"

#include "python_line.h"
#include "python_signature.h"

typedef struct scan {
  arena *memory;
  python_module *module;
  class_definition *inside;  // the class whose body is being read
  size_t body_indent;        // of that body; 0 until its first line
  call_kind next_kind;       // from the decorators of the next method
  bool next_hidden;
  bool in_guard;
  size_t definitions;        // so far, including names that are bound or deleted
} scan;

// Definitions are kept in lists that are searched for each one: more than any real module has would
// take minutes.
#define MAXIMUM_DEFINITIONS 4000

static const char *count_definition(scan *to) {
  return ++to->definitions > MAXIMUM_DEFINITIONS
             ? "the module defines more than 4000 names, which is more than a command line can offer"
             : NULL;
}

static span first_word(span code) {
  size_t length = 0;
  while (length < code.length && is_name(code.at[length])) length++;
  return (span){code.at, length};
}

static span after_word(span code) {
  code = span_from(code, first_word(code).length);
  while (code.length > 0 && is_blank(code.at[0])) code = span_from(code, 1);
  return code;
}

static bool is_hidden(span name) { return name.length == 0 || name.at[0] == '_'; }

static const char *bind(scan *to, span name) {
  const char *error = count_definition(to);
  if (error != NULL) return error;
  bound_name *bound = arena_take(to->memory, sizeof *bound);
  if (bound == NULL) return "memory ran out";
  *bound = (bound_name){name, to->module->names};
  to->module->names = bound;
  return NULL;
}

// Collects the names that a statement other than `def` and `class` binds, rather too many than too
// few.
static const char *bind_statement(scan *to, span code) {
  span word = first_word(code);
  if (span_is(word, SPAN("import")) && memchr(code.at, '(', code.length) == NULL) {
    // `import json` binds the name to what the script itself means by it; with `as` it may not.
    bool renamed = false;
    for (span rest = after_word(code); rest.length > 0;) {
      span name = first_word(rest);
      if (renamed && name.length > 0) {
        const char *error = bind(to, name);
        if (error != NULL) return error;
      }
      renamed = span_is(name, SPAN("as"));
      rest = name.length > 0 ? after_word(rest) : span_from(rest, 1);
    }
    return NULL;
  }
  bool import = span_is(word, SPAN("from"));
  for (size_t i = 0; i < code.length; i++) {
    if (!import && (code.at[i] == '=' || code.at[i] == '(' || code.at[i] == '"')) break;
    if (!is_name_start(code.at[i]) || (i > 0 && is_name(code.at[i - 1]))) continue;
    const char *error = bind(to, first_word(span_from(code, i)));
    if (error != NULL) return error;
  }
  return NULL;
}

static bool is_guard(span code) {
  if (!span_is(first_word(code), SPAN("if"))) return false;
  span rest = after_word(code);
  while (rest.length > 0 && (rest.at[0] == '(' || rest.at[0] == '"' || rest.at[0] == '\'')) {
    rest = span_from(rest, 1);
  }
  span word = first_word(rest);
  return span_is(word, SPAN("__name__")) || span_is(word, SPAN("__main__"));
}

static void read_decorator(scan *to, span code) {
  span name = span_from(code, 1);
  if (span_is(first_word(name), SPAN("staticmethod"))) to->next_kind = STATIC_CALL;
  if (span_is(first_word(name), SPAN("classmethod"))) to->next_kind = CLASS_CALL;
  span tail = span_from(name, first_word(name).length);
  to->next_hidden = to->next_hidden || span_is(first_word(name), SPAN("property")) ||
                    span_is(first_word(name), SPAN("cached_property")) ||
                    span_starts(tail, SPAN(".setter")) || span_starts(tail, SPAN(".deleter"));
}

static const char *read_def(scan *to, span code, function **list, call_kind kind) {
  span name = first_word(code);
  function *made = arena_take(to->memory, sizeof *made);
  if (made == NULL) return "memory ran out";
  const char *error = count_definition(to);
  if (error != NULL) return error;
  made->name = name;
  made->kind = to->next_kind != PLAIN_CALL ? to->next_kind : kind;
  made->hidden = to->next_hidden || is_hidden(name);
  error =
      python_signature_read(to->memory, span_from(code, name.length), &made->parameters);
  if (error != NULL) return error;
  if (made->kind == INSTANCE_CALL || made->kind == CLASS_CALL) {
    // Python fills in `self` and `cls`.
    parameter *first = made->parameters;
    if (first != NULL && first->kind != VAR_POSITIONAL) made->parameters = first->next;
  }
  while (*list != NULL && !span_is((*list)->name, name)) list = &(*list)->next;
  if (*list != NULL) made->next = (*list)->next;
  *list = made;
  return NULL;
}

static const char *read_class(scan *to, span code) {
  class_definition *made = arena_take(to->memory, sizeof *made);
  if (made == NULL) return "memory ran out";
  made->name = first_word(code);
  to->inside = made;
  to->body_indent = 0;
  if (is_hidden(made->name)) return NULL;
  class_definition **last = &to->module->classes;
  while (*last != NULL && !span_is((*last)->name, made->name)) last = &(*last)->next;
  if (*last != NULL) made->next = (*last)->next;
  *last = made;
  return NULL;
}

// `del name, other`: a deleted name can't be called.
static const char *read_del(scan *to, span names) {
  for (size_t i = 0; i < names.length; i++) {
    if (!is_name_start(names.at[i]) || (i > 0 && is_name(names.at[i - 1]))) continue;
    const char *error = count_definition(to);
    if (error != NULL) return error;
    span name = first_word(span_from(names, i));
    for (function *each = to->module->functions; each != NULL; each = each->next) {
      each->hidden = each->hidden || span_is(each->name, name);
    }
    class_definition **class = &to->module->classes;
    while (*class != NULL && !span_is((*class)->name, name)) class = &(*class)->next;
    if (*class != NULL) *class = (*class)->next;
  }
  return NULL;
}

static const char *read_line(scan *to, const python_line *line) {
  span code = line->code;
  if (line->indent > 0) {
    if (to->inside == NULL) return NULL;
    if (to->body_indent == 0) to->body_indent = line->indent;
    if (line->indent != to->body_indent) return NULL;
  } else {
    to->inside = NULL;
    span word = first_word(code);
    bool branch = span_is(word, SPAN("else")) || span_is(word, SPAN("elif"));
    bool first = to->module->guard.length == 0 && is_guard(code);
    if (first) to->module->guard = line->whole;
    to->in_guard = first || (to->in_guard && branch);
  }
  if (code.at[0] == '@') {
    read_decorator(to, code);
    return NULL;
  }
  const char *error = NULL;
  span word = first_word(code), rest = after_word(code);
  if (span_is(word, SPAN("async"))) {
    to->module->has_async = true;
    word = first_word(rest);
    rest = after_word(rest);
  }
  if (span_is(word, SPAN("del")) && line->indent == 0) {
    error = read_del(to, rest);
  } else if (span_is(word, SPAN("def"))) {
    if (line->indent == 0) error = bind(to, first_word(rest));
    function **list = line->indent > 0 ? &to->inside->methods : &to->module->functions;
    if (error == NULL) {
      error = read_def(to, rest, list, line->indent > 0 ? INSTANCE_CALL : PLAIN_CALL);
    }
  } else if (line->indent == 0) {
    bool class = span_is(word, SPAN("class"));
    error = class ? bind(to, first_word(rest)) : bind_statement(to, code);
    if (class && error == NULL) error = read_class(to, rest);
  }
  to->next_kind = PLAIN_CALL;
  to->next_hidden = false;
  return error;
}

static void drop_hidden(function **list) {
  while (*list != NULL) {
    if ((*list)->hidden && !span_is((*list)->name, SPAN("__init__"))) {
      *list = (*list)->next;
    } else {
      list = &(*list)->next;
    }
  }
}

const char *python_module_read(arena *memory, span text, python_module *module) {
  python_reader in = {.rest = text};
  python_line line;
  scan to = {.memory = memory, .module = module};
  while (python_line_next(&in, &line)) {
    const char *error = read_line(&to, &line);
    if (error != NULL) return error;
    if (to.in_guard) {
      module->guard.length = (size_t)(line.whole.at + line.whole.length - module->guard.at);
    }
  }
  drop_hidden(&module->functions);
  for (class_definition *each = module->classes; each != NULL; each = each->next) {
    drop_hidden(&each->methods);
  }
  return in.error;
}

bool python_module_binds(const python_module *module, span name) {
  for (const bound_name *bound = module->names; bound != NULL; bound = bound->next) {
    if (span_is(bound->name, name)) return true;
  }
  return false;
}
