#include "python_signature.h"

#include <stdint.h>

#include "python_line.h"

enum { MAXIMUM_PARAMETERS = 1000 };  // of one function

// The offset of the first of `stops` outside strings, comments and brackets; the length if there is
// none.
static size_t find_outside(span code, const char *stops) {
  size_t open = 0;
  for (size_t i = 0; i < code.length; i++) {
    char c = code.at[i];
    if (open == 0 && c != '\0' && strchr(stops, c) != NULL) return i;
    size_t string = python_string_length(span_from(code, i));
    if (string == SIZE_MAX) return code.length;
    if (string > 0) {
      i += string - 1;
    } else if (c == '#') {
      while (i + 1 < code.length && code.at[i + 1] != '\n') i++;
    } else if (c == '(' || c == '[' || c == '{') {
      open++;
    } else if ((c == ')' || c == ']' || c == '}') && open > 0) {
      open--;
    }
  }
  return code.length;
}

// A copy on one line: without comments, and with runs of white space reduced to one blank.
static span flatten(arena *memory, span code) {
  char *out = arena_take(memory, code.length + 1);
  size_t length = 0;
  bool gap = false;
  for (size_t i = 0; out != NULL && i < code.length; i++) {
    char c = code.at[i];
    size_t string = python_string_length(span_from(code, i));
    if (c == '#') {
      while (i + 1 < code.length && code.at[i + 1] != '\n') i++;
      continue;
    }
    if (is_blank(c) || c == '\n' || (c == '\\' && i + 1 < code.length && code.at[i + 1] == '\n')) {
      gap = length > 0;
      continue;
    }
    if (gap) out[length++] = ' ';
    gap = false;
    size_t count = string == 0 || string == SIZE_MAX ? 1 : string;
    memcpy(out + length, code.at + i, count);
    length += count;
    i += count - 1;
  }
  return (span){out, out == NULL ? 0 : length};
}

static size_t stars(span code) {
  size_t count = 0;
  while (count < code.length && code.at[count] == '*') count++;
  return count;
}

static const char *read_one(arena *memory, span code, parameter *into) {
  code = span_from(code, stars(code));
  while (code.length > 0 && is_blank(code.at[0])) code = span_from(code, 1);
  size_t name = 0;
  while (name < code.length && is_name(code.at[name])) name++;
  if (name == 0 || !is_name_start(code.at[0])) return "a parameter has no name";
  into->name = (span){code.at, name};
  code = span_from(code, name);
  size_t colon = find_outside(code, ":="), equals;
  if (colon < code.length && code.at[colon] == ':') {
    code = span_from(code, colon + 1);
    equals = find_outside(code, "=");
    into->annotation = flatten(memory, (span){code.at, equals});
  } else {
    equals = colon;
  }
  if (equals < code.length) into->value = flatten(memory, span_from(code, equals + 1));
  return NULL;
}

const char *python_signature_read(arena *memory, span code, parameter **parameters) {
  size_t start = find_outside(code, "(");
  // Type parameters, `def first[T](items: list[T])`, are in brackets and thus skipped.
  if (start == code.length) return "a function has no parameter list";
  span inside = span_from(code, start + 1);
  size_t end = find_outside(inside, ")");
  if (end == inside.length) return "a parameter list is not closed";
  inside.length = end;

  parameter **last = parameters;
  bool keyword_only = false, marked = false;
  size_t count = 0;
  while (inside.length > 0) {
    size_t comma = find_outside(inside, ",");
    span piece = flatten(memory, (span){inside.at, comma});
    inside = span_from(inside, comma + 1);
    if (piece.length == 0) continue;
    if (span_is(piece, SPAN("*"))) {
      keyword_only = true;
      continue;
    }
    if (span_is(piece, SPAN("/"))) {
      if (marked) return "a parameter list has two /";
      marked = true;
      for (parameter *before = *parameters; before != NULL; before = before->next) {
        before->kind = POSITIONAL_ONLY;
      }
      continue;
    }
    if (++count > MAXIMUM_PARAMETERS) return "a function has more than 1000 parameters";
    parameter *next = arena_take(memory, sizeof *next);
    if (next == NULL) return "memory ran out";
    const char *error = read_one(memory, piece, next);
    if (error != NULL) return error;
    next->kind = stars(piece) >= 2   ? VAR_KEYWORD
                 : stars(piece) == 1 ? VAR_POSITIONAL
                 : keyword_only      ? KEYWORD_ONLY
                                     : POSITIONAL_OR_KEYWORD;
    keyword_only = keyword_only || next->kind == VAR_POSITIONAL;
    *last = next;
    last = &next->next;
  }
  return NULL;
}
