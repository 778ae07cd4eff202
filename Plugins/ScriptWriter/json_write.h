// Writes JSON text: each function adds one piece.
#ifndef SCRIPT_WRITER_JSON_WRITE_H
#define SCRIPT_WRITER_JSON_WRITE_H

#include "text.h"

#pragma GCC visibility push(hidden)

// A string with its quotes.
void json_put_string(text *to, span string);
// `"name":"string"`, preceded by a comma unless it is the first member of its object.
void json_put_member(text *to, span name, span string);

#pragma GCC visibility pop
#endif
