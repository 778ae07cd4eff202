// Pieces of Python text.
#ifndef SCRIPT_WRITER_PYTHON_WRITE_H
#define SCRIPT_WRITER_PYTHON_WRITE_H

#include "python_module.h"
#include "text.h"

#pragma GCC visibility push(hidden)

// A string literal.
void python_put_string(text *to, span string);

// Writes a text in which `$name` means the standard module or built-in function of that name, even
// if the user's module rebinds the name: `$sys` becomes `sys` or `_cli_sys`, `$list` becomes `list`
// or `_cli_builtins.list`.
void python_put_template(text *to, const python_module *module, span source);

// Writes the imports that `code`, which consists of such templates, needs.
void python_put_imports(text *to, const python_module *module, span code);

#pragma GCC visibility pop
#endif
