// Logical lines of Python: strings, brackets and backslashes may continue one over several physical
// lines.
#ifndef SCRIPT_WRITER_PYTHON_LINE_H
#define SCRIPT_WRITER_PYTHON_LINE_H

#include "span.h"

#pragma GCC visibility push(hidden)

typedef struct python_line {
  span whole;     // from the start of its first physical line, with its line feed
  size_t indent;  // bytes of white space at its start
  span code;      // what follows the white space
} python_line;

typedef struct python_reader {
  span rest;
  const char *error;  // why reading stopped before the end; NULL if it didn't
} python_reader;

// The next line that is neither blank nor only a comment; false at the end.
bool python_line_next(python_reader *in, python_line *line);

// Length of the string literal, including quotes, at the start of `code` (after its prefix
// letters); 0 if there is none, SIZE_MAX if it is not terminated.
size_t python_string_length(span code);

#pragma GCC visibility pop
#endif
