// Where in a request the Python module is.
#ifndef SCRIPT_WRITER_MODULE_SOURCE_H
#define SCRIPT_WRITER_MODULE_SOURCE_H

#include "json_value.h"

#pragma GCC visibility push(hidden)

typedef struct module_source {
  span text;      // empty: the request has none
  span name;      // a file name, or empty
  span artifact;  // id of the artifact it came from, or empty
  bool given;     // the message has a module, whether or not this is it
} module_source;

// The last artifact part of type text/x-python; else such a part of the message; else the first
// block of code between fences in the message's text.
module_source module_source_find(const json_value *request);

#pragma GCC visibility pop
#endif
