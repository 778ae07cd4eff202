// The parameters between the parentheses of a `def`.
#ifndef SCRIPT_WRITER_PYTHON_SIGNATURE_H
#define SCRIPT_WRITER_PYTHON_SIGNATURE_H

#include "python_module.h"

#pragma GCC visibility push(hidden)

// `code` starts after the function's name. NULL on success; otherwise the reason.
const char *python_signature_read(arena *memory, span code, parameter **parameters);

#pragma GCC visibility pop
#endif
