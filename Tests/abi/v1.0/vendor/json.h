/* json.h: as much JSON as an agent needs to read its request and to write its events.
 *
 * No function keeps state: all may be called from any thread. None blocks. */
#ifndef JSON_H
#define JSON_H

#include <stdarg.h>
#include <stdbool.h>
#include <stddef.h>

#include "hermes_agent.h"

/* Looks for the value at `path`, such as "message.parts.0.text", in the whole of `json`. True, with
 * the value's own JSON (a part of `json`, nothing is copied) in *value, if `json` is valid RFC 8259
 * text in UTF-8, at most 64 levels deep, and has the path. Member names are compared as they are
 * written, escapes included. */
bool json_find(hermes_bytes json, const char *path, hermes_bytes *value);

/* The text of a JSON string that json_find has found, decoded and ended by a NUL; the caller frees
 * it. NULL if the value is no string, holds a NUL of its own, or memory runs out. */
char *json_text(hermes_bytes value);

/* Text that is being written. Start with {0}; free `at` at the end. */
typedef struct json_out {
  char *at; /* ended by a NUL as soon as something was written */
  size_t length, capacity;
  bool failed; /* memory ran out: what is there is not complete */
} json_out;

/* Adds `format`, in which %s stands for a JSON string in its quotes (from a const char * in UTF-8),
 * %f for a number (from a double), %b for true or false (from an int), %r for text as it is and %%
 * for a percent sign. */
void json_format(json_out *out, const char *format, ...);
void json_vformat(json_out *out, const char *format, va_list arguments);

/* What was written so far, borrowed from `out`; empty if memory ran out. */
hermes_bytes json_bytes(const json_out *out);

#endif
