// What a request says of the script beyond what every script has.
#ifndef SCRIPT_WRITER_SCRIPT_WISH_H
#define SCRIPT_WRITER_SCRIPT_WISH_H

#include "module_source.h"
#include "python_module.h"

#pragma GCC visibility push(hidden)

// The words that ask for something that a script of a given module does not have, such as "with a --verbose
// flag"; they point into the request. Empty if there are none, or if the module was made for the request: then
// whoever wrote it has looked at the words. Where the request does not bring the module along, only sentences about
// "it" or "this" are looked at. Looks at the first 4 KiB.
span script_wish_left(const json_value *request, const python_module *module,
                      const module_source *source);

#pragma GCC visibility pop
#endif
