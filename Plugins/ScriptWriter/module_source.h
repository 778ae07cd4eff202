// Where in a request the Python module is.
#ifndef SCRIPT_WRITER_MODULE_SOURCE_H
#define SCRIPT_WRITER_MODULE_SOURCE_H

#include "json_value.h"

#pragma GCC visibility push(hidden)

typedef struct module_source {
  span text;      // empty: the request has none
  span name;      // a file name, or empty
  span artifact;  // id of the artifact that contains it, or empty
  bool given;     // the message contains a module, whether or not it is this one
} module_source;

// The last artifact part of type text/x-python; else such a part of the message; else the first
// fenced block of code in the message's text.
module_source module_source_find(const json_value *request);

#pragma GCC visibility pop
#endif
