// Which reader converts an argument's text to the type of an annotation.
#ifndef SCRIPT_WRITER_ARGUMENT_TYPE_H
#define SCRIPT_WRITER_ARGUMENT_TYPE_H

#include "python_module.h"
#include "text.h"

#pragma GCC visibility push(hidden)

// Puts a Python expression, as a template of python_put_template.
void argument_type_put(text *to, const python_module *module, span annotation);
// Whether the annotation is `bool`.
bool argument_type_is_flag(span annotation);

#pragma GCC visibility pop
#endif
