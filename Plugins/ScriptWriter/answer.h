// What the agent reports to the host at the end of a call.
#ifndef SCRIPT_WRITER_ANSWER_H
#define SCRIPT_WRITER_ANSWER_H

#include "module_source.h"
#include "python_module.h"
#include "text.h"

#pragma GCC visibility push(hidden)

void answer_put_error(text *to, span code, span message, bool retryable);
// left: the part of the request that a script does not cover, or empty.
void answer_put_script(text *to, const module_source *source, const python_module *module,
                       span script, span left);
// The script's file name, derived from the module's: `fibonacci.py` becomes `fibonacci_cli.py`.
void answer_put_filename(text *to, span module_name);

#pragma GCC visibility pop
#endif
