#include "command.h"

#include "argument_type.h"
#include "python_write.h"
#include "utf8.h"

enum { MAX_SHOWN_DEFAULT = 60 };

// Properties of all arguments that belong to one call in Python.
typedef struct argument_group {
  text *to;
  const python_module *module;
  const char *prefix;     // of the name on the command line; not empty: options only
  bool has_var_positional;
} argument_group;

static bool is_constructor(const argument_group *group) { return group->prefix[0] != '\0'; }

static bool by_position(const argument_group *group, const parameter *each) {
  return each->kind == POSITIONAL_ONLY ||
         (each->kind == POSITIONAL_OR_KEYWORD && group->has_var_positional);
}

static bool is_option(const argument_group *group, const parameter *each) {
  if (is_constructor(group)) return true;
  if (each->kind == VAR_POSITIONAL || by_position(group, each)) return false;
  return each->kind != POSITIONAL_OR_KEYWORD || each->value.length > 0;
}

static void put_destination(const argument_group *group, const parameter *each) {
  text_put(group->to, is_constructor(group) ? SPAN("\"init.") : SPAN("\""));
  text_put(group->to, each->name);
  text_put_char(group->to, '"');
}

static void put_hyphenated(text *to, span name) {
  for (size_t i = 0; i < name.length; i++) {
    text_put_char(to, name.at[i] == '_' ? '-' : name.at[i]);
  }
}

static void put_option(const argument_group *group, const parameter *each) {
  text *to = group->to;
  if (each->kind == VAR_KEYWORD) {
    text_put(to, SPAN("\"--set\""));
    return;
  }
  // These names have a fixed meaning on every command line.
  bool taken = span_is(each->name, SPAN("help")) || span_is(each->name, SPAN("self_test")) ||
               span_is(each->name, SPAN("set"));
  text_put(to, SPAN("\"--"));
  text_put(to, (span){group->prefix, strlen(group->prefix)});
  if (taken && !is_constructor(group)) text_put(to, SPAN("arg-"));
  put_hyphenated(to, each->name);
  text_put_char(to, '"');
}

static void put_default_help(text *to, span value) {
  text shown = {0};
  text_put(&shown, SPAN("default: "));
  size_t length = 0;
  while (length < value.length && length < MAX_SHOWN_DEFAULT) {
    size_t step = utf8_length(span_from(value, length));
    if (step == 0) break;
    if (value.at[length] == '%') text_put_char(&shown, '%');
    text_put(&shown, (span){value.at + length, step});
    length += step;
  }
  if (length < value.length) text_put(&shown, SPAN("..."));
  text_put(to, SPAN(", help="));
  python_put_string(to, text_span(&shown));
  to->failed = to->failed || shown.failed;
  text_free(&shown);
}

static void put_type(const argument_group *group, const parameter *each) {
  text *to = group->to, reader = {0};
  text_put(to, SPAN(", type="));
  argument_type_put(&reader, group->module, each->annotation);
  python_put_template(to, group->module, text_span(&reader));
  to->failed = to->failed || reader.failed;
  text_free(&reader);
}

static void put_argument(const argument_group *group, const parameter *each) {
  text *to = group->to;
  bool option = is_option(group, each), optional = each->value.length > 0;
  if (each->kind == VAR_KEYWORD && is_constructor(group)) return;
  text_put(to, SPAN("    _command.add_argument("));
  if (option) {
    put_option(group, each);
    text_put(to, SPAN(", dest="));
  }
  put_destination(group, each);
  bool flag = option && argument_type_is_flag(each->annotation) &&
              (span_is(each->value, SPAN("False")) || span_is(each->value, SPAN("None")));
  if (each->kind == VAR_KEYWORD) {
    text_put(to, SPAN(", action=\"append\", type=_cli_pair, metavar=\"NAME=VALUE\""));
  } else if (flag) {
    text_put(to, SPAN(", action=\"store_true\""));
  } else {
    put_type(group, each);
    if (option) {
      text_put(to, SPAN(", metavar="));
      python_put_string(to, SPAN("VALUE"));
    }
    if (each->kind == VAR_POSITIONAL) text_put(to, SPAN(", nargs=\"*\""));
    if (!option && optional) text_put(to, SPAN(", nargs=\"?\""));
  }
  bool required = option && !optional && each->kind != VAR_KEYWORD && each->kind != VAR_POSITIONAL;
  if (required) {
    text_put(to, SPAN(", required=True"));
  } else if (optional && !option) {
    // argparse would pass its SUPPRESS to the type of a positional argument.
    text_put(to, SPAN(", default=_CLI_ABSENT"));
  } else if (option) {
    // Arguments that are not given are not passed: the function's own default applies.
    python_put_template(to, group->module, SPAN(", default=$argparse.SUPPRESS"));
  }
  if (optional) put_default_help(to, each->value);
  text_put(to, SPAN(")\n"));
}

static bool has_var_positional(const parameter *each) {
  for (; each != NULL; each = each->next) {
    if (each->kind == VAR_POSITIONAL) return true;
  }
  return false;
}

static void put_arguments(const argument_group *group, const parameter *each) {
  for (; each != NULL && !group->to->failed; each = each->next) put_argument(group, each);
}

// `_cli_call(FUNCTION, _values, [positional], rest, [keywords], extra`, without the called
// function.
static void put_passing(const argument_group *group, const parameter *parameters) {
  text *to = group->to;
  span rest = {0}, extra = {0};
  for (int keywords = 0; keywords < 2; keywords++) {
    text_put(to, keywords == 0 ? SPAN(", _values, [") : SPAN(", ["));
    bool first = true;
    for (const parameter *each = parameters; each != NULL && !to->failed; each = each->next) {
      if (each->kind == VAR_POSITIONAL) rest = each->name;
      if (each->kind == VAR_KEYWORD) extra = each->name;
      if (each->kind == VAR_POSITIONAL || each->kind == VAR_KEYWORD) continue;
      if (by_position(group, each) == (keywords == 1)) continue;
      if (!first) text_put(to, SPAN(", "));
      first = false;
      put_destination(group, each);
    }
    text_put_char(to, ']');
  }
  const span names[] = {rest, extra};
  for (int i = 0; i < 2; i++) {
    text_put(to, SPAN(", "));
    if (names[i].length == 0) {
      text_put(to, SPAN("None"));
    } else {
      put_destination(group, &(parameter){.name = names[i]});
    }
  }
  text_put_char(to, ')');
}

void command_put_name(text *to, const class_definition *owner, const function *called) {
  if (owner != NULL) {
    text_put(to, owner->name);
    text_put_char(to, '.');
  }
  put_hyphenated(to, called->name);
}

static const parameter *constructor(const class_definition *owner) {
  for (const function *each = owner->methods; each != NULL; each = each->next) {
    if (span_is(each->name, SPAN("__init__"))) return each->parameters;
  }
  return NULL;
}

static void put_qualified(text *to, const class_definition *owner, const function *called) {
  if (owner != NULL) {
    text_put(to, owner->name);
    text_put_char(to, '.');
  }
  text_put(to, called->name);
}

void command_put(text *to, const python_module *module, const class_definition *owner,
                 const function *called, bool alone) {
  if (to->failed) return;  // no more text is accepted
  const parameter *making =
      owner != NULL && called->kind == INSTANCE_CALL ? constructor(owner) : NULL;
  argument_group arguments = {to, module, "", has_var_positional(called->parameters)};
  argument_group made_from = {to, module, "init-", has_var_positional(making)};
  if (alone) {
    text_put(to, SPAN("    _command = _parser\n"));
  } else {
    text_put(to, SPAN("    _command = _cli_command(_commands, \""));
    command_put_name(to, owner, called);
    text_put(to, SPAN("\", "));
    put_qualified(to, owner, called);
    text_put(to, SPAN(")\n"));
  }
  put_arguments(&made_from, making);
  put_arguments(&arguments, called->parameters);
  text_put(to, SPAN("    _command.set_defaults(_cli_call=lambda _values: _cli_call("));
  if (owner != NULL && called->kind == INSTANCE_CALL) {
    text_put(to, SPAN("\n        _cli_call("));
    text_put(to, owner->name);
    put_passing(&made_from, making);
    text_put_char(to, '.');
    text_put(to, called->name);
  } else {
    put_qualified(to, owner, called);
  }
  put_passing(&arguments, called->parameters);
  text_put(to, SPAN(")\n"));
}
