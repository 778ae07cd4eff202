// Text that grows at its end.
#ifndef SCRIPT_WRITER_TEXT_H
#define SCRIPT_WRITER_TEXT_H

#include "span.h"

#pragma GCC visibility push(hidden)

typedef struct text {
  char *at;
  size_t length, room;
  bool failed;  // memory ran out: what was put since then is missing
} text;

void text_put(text *to, span piece);
void text_put_char(text *to, char c);
void text_put_number(text *to, size_t number);
void text_free(text *all);

static inline span text_span(const text *all) { return (span){all->at, all->length}; }

#pragma GCC visibility pop
#endif
