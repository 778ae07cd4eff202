// The parts of a Python module that can be called from outside.
#ifndef SCRIPT_WRITER_PYTHON_MODULE_H
#define SCRIPT_WRITER_PYTHON_MODULE_H

#include "arena.h"
#include "span.h"

#pragma GCC visibility push(hidden)

typedef enum parameter_kind {
  POSITIONAL_ONLY,
  POSITIONAL_OR_KEYWORD,
  VAR_POSITIONAL,
  KEYWORD_ONLY,
  VAR_KEYWORD,
} parameter_kind;

typedef struct parameter {
  parameter_kind kind;
  span name;
  span annotation, value;  // as written, without comments and line breaks; empty if there is none
  struct parameter *next;
} parameter;

typedef enum call_kind { PLAIN_CALL, STATIC_CALL, CLASS_CALL, INSTANCE_CALL } call_kind;

typedef struct function {
  span name;
  call_kind kind;
  bool hidden;  // a property, or a name that begins with an underscore
  parameter *parameters;
  struct function *next;
} function;

typedef struct class_definition {
  span name;
  function *methods;
  struct class_definition *next;
} class_definition;

typedef struct bound_name {
  span name;
  struct bound_name *next;
} bound_name;

typedef struct python_module {
  function *functions;        // public ones, in order; of two with the same name, the later one
  class_definition *classes;  // public ones
  bound_name *names;          // every name that the module binds at its top level
  span guard;                 // the `if __name__ == "__main__":` block; empty if there is none
  bool has_async;
} python_module;

// NULL on success; otherwise the reason, as the end of a sentence.
const char *python_module_read(arena *memory, span text, python_module *module);

bool python_module_binds(const python_module *module, span name);

#pragma GCC visibility pop
#endif
