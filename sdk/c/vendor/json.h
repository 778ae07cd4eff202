/* json.h: enough JSON for an agent to read its request and to write its events.
 *
 * The functions keep no state and may be called from any thread. None of them blocks. */
#ifndef JSON_H
#define JSON_H

#include <stdarg.h>
#include <stdbool.h>
#include <stddef.h>

#include "hermes_agent.h"

/* Looks up the value at `path`, such as "message.parts.0.text", after validating all of `json`.
 * Returns true and sets *value to the value's JSON (a part of `json`; nothing is copied) if `json`
 * is valid RFC 8259 text in UTF-8, at most 64 levels deep, and contains the path. Member names are
 * compared as they are written, including escapes. */
bool json_find(hermes_bytes json, const char *path, hermes_bytes *value);

/* The text of a JSON string that json_find has found, decoded and NUL-terminated; the caller frees
 * it. NULL if the value is not a string, contains a NUL, or memory runs out. */
char *json_text(hermes_bytes value);

/* Text that is being written. Initialize with {0}; free `at` at the end. */
typedef struct json_out {
  char *at; /* NUL-terminated once something has been written */
  size_t length, capacity;
  bool failed; /* memory ran out: the text is incomplete */
} json_out;

/* Appends `format`, in which %s stands for a quoted JSON string (from a const char * in UTF-8), %f
 * for a number (from a double), %b for true or false (from an int), %r for text that is copied
 * verbatim, and %% for a percent sign. */
void json_format(json_out *out, const char *format, ...);
void json_vformat(json_out *out, const char *format, va_list arguments);

/* The text written so far, borrowed from `out`; empty if memory ran out. */
hermes_bytes json_bytes(const json_out *out);

#endif
