#include "python_line.h"

#include <stdint.h>

size_t python_string_length(span code) {
  if (code.length == 0 || (code.at[0] != '"' && code.at[0] != '\'')) return 0;
  char quote = code.at[0];
  bool triple = code.length >= 3 && code.at[1] == quote && code.at[2] == quote;
  for (size_t i = triple ? 3 : 1; i < code.length; i++) {
    if (code.at[i] == '\\') {
      i++;
    } else if (!triple && code.at[i] == '\n') {
      return SIZE_MAX;
    } else if (code.at[i] == quote) {
      if (!triple) return i + 1;
      if (code.length - i >= 3 && code.at[i + 1] == quote && code.at[i + 2] == quote) return i + 3;
    }
  }
  return SIZE_MAX;
}

static void skip_empty_lines(python_reader *in) {
  for (size_t i = 0; i < in->rest.length;) {
    char c = in->rest.at[i];
    if (is_blank(c)) {
      i++;
    } else if (c == '\n' || c == '#') {
      while (i < in->rest.length && in->rest.at[i] != '\n') i++;
      in->rest = span_from(in->rest, i + 1);
      i = 0;
    } else {
      return;
    }
  }
  in->rest = (span){0};
}

bool python_line_next(python_reader *in, python_line *line) {
  skip_empty_lines(in);
  if (in->rest.length == 0 || in->error != NULL) return false;
  span rest = in->rest;
  size_t indent = 0, i, open = 0;
  while (is_blank(rest.at[indent])) indent++;
  for (i = indent; i < rest.length; i++) {
    char c = rest.at[i];
    if (c == '"' || c == '\'') {
      size_t length = python_string_length(span_from(rest, i));
      if (length == SIZE_MAX) {
        in->error = "a string has no end";
        return false;
      }
      i += length - 1;
    } else if (c == '(' || c == '[' || c == '{') {
      open++;
    } else if (c == ')' || c == ']' || c == '}') {
      if (open == 0) {
        in->error = "a bracket is closed that was not opened";
        return false;
      }
      open--;
    } else if (c == '#') {
      while (i + 1 < rest.length && rest.at[i + 1] != '\n') i++;
    } else if (c == '\\') {
      i++;
    } else if (c == '\n' && open == 0) {
      i++;
      break;
    }
  }
  if (open > 0) {
    in->error = "a bracket is not closed";
    return false;
  }
  if (i > rest.length) i = rest.length;
  line->whole = (span){rest.at, i};
  line->indent = indent;
  line->code = span_from(line->whole, indent);
  in->rest = span_from(rest, i);
  return true;
}
