// JSON text as a tree.
#ifndef SCRIPT_WRITER_JSON_VALUE_H
#define SCRIPT_WRITER_JSON_VALUE_H

#include "arena.h"
#include "span.h"

#pragma GCC visibility push(hidden)

typedef enum json_kind {
  JSON_NULL,
  JSON_FALSE,
  JSON_TRUE,
  JSON_NUMBER,
  JSON_STRING,
  JSON_ARRAY,
  JSON_OBJECT,
} json_kind;

typedef struct json_value {
  json_kind kind;
  span key;   // in an object: the name, decoded
  span text;  // a string, decoded; a number, as written
  struct json_value *first, *next;
} json_value;

// Parses strict RFC 8259, at most 64 levels. NULL if `json` is invalid or memory ran out. The tree
// may point into `json`.
json_value *json_read(arena *memory, span json);
// Every function below accepts NULL and then returns NULL or an empty text.
const json_value *json_member(const json_value *object, span name);
span json_string(const json_value *value);

#pragma GCC visibility pop
#endif
