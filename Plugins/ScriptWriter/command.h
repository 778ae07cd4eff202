// One function or method of the module as a command of the script.
#ifndef SCRIPT_WRITER_COMMAND_H
#define SCRIPT_WRITER_COMMAND_H

#include "python_module.h"
#include "text.h"

#pragma GCC visibility push(hidden)

// Writes the lines of the parser's definition. owner: NULL for a function. alone: the command is
// the whole script and needs no name on the command line.
void command_put(text *to, const python_module *module, const class_definition *owner,
                 const function *called, bool alone);
// The command's name on the command line.
void command_put_name(text *to, const class_definition *owner, const function *called);

#pragma GCC visibility pop
#endif
