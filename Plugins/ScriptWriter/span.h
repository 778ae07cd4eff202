// A piece of text, not owned.
#ifndef SCRIPT_WRITER_SPAN_H
#define SCRIPT_WRITER_SPAN_H

#include <stdbool.h>
#include <stddef.h>
#include <string.h>

typedef struct span {
  const char *at;
  size_t length;
} span;

#define SPAN(literal) ((span){(literal), sizeof(literal) - 1})

static inline bool span_is(span text, span other) {
  return text.length == other.length &&
         (text.length == 0 || memcmp(text.at, other.at, text.length) == 0);
}

static inline bool span_starts(span text, span prefix) {
  return text.length >= prefix.length && memcmp(text.at, prefix.at, prefix.length) == 0;
}

static inline span span_from(span text, size_t offset) {
  return offset >= text.length ? (span){NULL, 0} : (span){text.at + offset, text.length - offset};
}

static inline bool is_blank(char c) { return c == ' ' || c == '\t' || c == '\f'; }

static inline bool is_digit(char c) { return c >= '0' && c <= '9'; }

// Every byte of a non-ASCII character counts as a letter: Python allows them in names.
static inline bool is_name_start(char c) {
  return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c == '_' || (unsigned char)c >= 0x80;
}

static inline bool is_name(char c) { return is_name_start(c) || is_digit(c); }

#endif
