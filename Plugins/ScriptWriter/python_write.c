#include "python_write.h"

#include <stdio.h>

static const span standard_modules[] = {
    {"argparse", 8}, {"ast", 3},       {"asyncio", 7}, {"doctest", 7},
    {"inspect", 7},  {"itertools", 9}, {"pprint", 6},  {"sys", 3},
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
    if (span_is(standard_modules[i], name)) return true;
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

// Whether `code` uses a module: its name, followed by a dot and not preceded by a letter.
static bool uses(span code, span module) {
  for (size_t i = 0; i + module.length < code.length; i++) {
    if (code.at[i + module.length] == '.' && memcmp(code.at + i, module.at, module.length) == 0 &&
        (i == 0 || code.at[i - 1] == '_' || !is_name(code.at[i - 1]))) {
      return true;
    }
  }
  return false;
}

void python_put_imports(text *to, const python_module *module, span code) {
  for (size_t i = 0; i < STANDARD_MODULES; i++) {
    if (!uses(code, standard_modules[i])) continue;
    text_put(to, SPAN("import "));
    text_put(to, standard_modules[i]);
    if (python_module_binds(module, standard_modules[i])) {
      text_put(to, SPAN(" as _cli_"));
      text_put(to, standard_modules[i]);
    }
    text_put_char(to, '\n');
  }
  if (uses(code, SPAN("_cli_builtins"))) text_put(to, SPAN("import builtins as _cli_builtins\n"));
}
