// Text that grows at its end, up to a limit: even a small module may produce a large script.
#ifndef SCRIPT_WRITER_TEXT_H
#define SCRIPT_WRITER_TEXT_H

#include "span.h"

#pragma GCC visibility push(hidden)

typedef struct text {
  char *at;
  size_t length, room;
  bool failed;    // memory ran out, or it is too long: later text is missing
  bool too_long;  // it reached TEXT_MAXIMUM
} text;

enum { TEXT_MAXIMUM = 8 * 1024 * 1024 };  // bytes

void text_put(text *to, span piece);
void text_put_char(text *to, char c);
void text_put_number(text *to, size_t number);
void text_free(text *all);

static inline span text_span(const text *all) { return (span){all->at, all->length}; }

#pragma GCC visibility pop
#endif
