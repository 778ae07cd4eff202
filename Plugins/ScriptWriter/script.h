// A Python module as a command-line script.
#ifndef SCRIPT_WRITER_SCRIPT_H
#define SCRIPT_WRITER_SCRIPT_H

#include "python_module.h"
#include "text.h"

#pragma GCC visibility push(hidden)

// Every public function becomes a command; if there are none, every public method of a class; if
// there are none either, the script only runs the module's own statements.
typedef void script_visit(void *context, const class_definition *owner, const function *called);
size_t script_commands(const python_module *module, script_visit *visit, void *context);

// The first class with public methods that get no commands because the module has functions. NULL
// if there is none.
const class_definition *script_left_out(const python_module *module);

// Writes `source` without its main guard and an existing `#!` line, followed by the command line.
void script_put(text *to, const python_module *module, span source);

#pragma GCC visibility pop
#endif
