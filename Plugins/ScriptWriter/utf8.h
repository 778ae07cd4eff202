// Whether bytes are well-formed UTF-8, and its characters.
#ifndef SCRIPT_WRITER_UTF8_H
#define SCRIPT_WRITER_UTF8_H

#include <stdint.h>

#include "span.h"

#pragma GCC visibility push(hidden)

// Length of the well-formed character at the start of `bytes`; 0 if there is none.
size_t utf8_length(span bytes);
// Writes one character, returns how many of the four bytes it took.
size_t utf8_encode(uint32_t character, char out[4]);

#pragma GCC visibility pop
#endif
