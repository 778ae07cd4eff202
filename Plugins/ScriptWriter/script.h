// A Python module as a command-line script.
#ifndef SCRIPT_WRITER_SCRIPT_H
#define SCRIPT_WRITER_SCRIPT_H

#include "python_module.h"
#include "text.h"

#pragma GCC visibility push(hidden)

// Every public function becomes a command; without any, every public method of a class; without
// those too the module's own statements are all that runs.
typedef void script_visit(void *context, const class_definition *owner, const function *called);
size_t script_commands(const python_module *module, script_visit *visit, void *context);

// The first class with public methods that has no commands, since the module has functions. NULL: there
// is none.
const class_definition *script_left_out(const python_module *module);

// `source` without its main guard and an older `#!` line, then the command line.
void script_put(text *to, const python_module *module, span source);

#pragma GCC visibility pop
#endif
