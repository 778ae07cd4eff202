#include "python_write.h"

#include <stdio.h>

typedef struct standard_module {
  span name;
  bool only_async;
} standard_module;

static const standard_module standard_modules[] = {
    {{"argparse", 8}, false}, {{"ast", 3}, false},       {{"asyncio", 7}, true},
    {{"doctest", 7}, false},  {{"inspect", 7}, false},   {{"itertools", 9}, false},
    {{"pprint", 6}, false},   {{"sys", 3}, false},
};
enum { STANDARD_MODULES = sizeof standard_modules / sizeof *standard_modules };

void python_put_string(text *to, span string) {
  text_put_char(to, '"');
  for (size_t i = 0; i < string.length; i++) {
    unsigned char c = (unsigned char)string.at[i];
    if (c < 0x20 || c == 0x7F) {
      char escape[8];
      snprintf(escape, sizeof escape, "\\x%02x", c);
      text_put(to, (span){escape, 4});
      continue;
    }
    if (c == '"' || c == '\\') text_put_char(to, '\\');
    text_put_char(to, (char)c);
  }
  text_put_char(to, '"');
}

static bool is_standard_module(span name) {
  for (size_t i = 0; i < STANDARD_MODULES; i++) {
    if (span_is(standard_modules[i].name, name)) return true;
  }
  return false;
}

void python_put_template(text *to, const python_module *module, span source) {
  for (size_t i = 0; i < source.length; i++) {
    if (source.at[i] != '$') {
      text_put_char(to, source.at[i]);
      continue;
    }
    span name = {source.at + i + 1, 0};
    while (i + 1 + name.length < source.length && is_name(name.at[name.length])) name.length++;
    if (python_module_binds(module, name)) {
      text_put(to, is_standard_module(name) ? SPAN("_cli_") : SPAN("_cli_builtins."));
    }
    text_put(to, name);
    i += name.length;
  }
}

void python_put_imports(text *to, const python_module *module) {
  for (size_t i = 0; i < STANDARD_MODULES; i++) {
    const standard_module *each = &standard_modules[i];
    if (each->only_async && !module->has_async) continue;
    text_put(to, SPAN("import "));
    text_put(to, each->name);
    if (python_module_binds(module, each->name)) {
      text_put(to, SPAN(" as _cli_"));
      text_put(to, each->name);
    }
    text_put_char(to, '\n');
  }
  if (module->names != NULL) text_put(to, SPAN("import builtins as _cli_builtins\n"));
}
