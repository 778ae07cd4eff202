// What a request asks of the script beyond the features of every script.
#ifndef SCRIPT_WRITER_SCRIPT_WISH_H
#define SCRIPT_WRITER_SCRIPT_WISH_H

#include "module_source.h"
#include "python_module.h"

#pragma GCC visibility push(hidden)

// The words that ask for something that a script of the given module does not have, such as "with a
// --verbose flag"; they point into the request. Empty if there are none, or if the module was made
// for the request: its author has then already read the words. If the request does not contain the
// module, only sentences about "it" or "this" are examined. Reads the first 4 KiB.
span script_wish_left(const json_value *request, const python_module *module,
                      const module_source *source);

#pragma GCC visibility pop
#endif
