#include "text.h"

#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>

void text_put(text *to, span piece) {
  if (to->failed || piece.length == 0) return;
  if (piece.length > TEXT_MAXIMUM - to->length) {
    to->failed = to->too_long = true;
    return;
  }
  if (to->room - to->length < piece.length) {
    size_t room = to->room == 0 ? 1024 : to->room;
    while (room - to->length < piece.length && room <= SIZE_MAX / 2) room *= 2;
    char *grown = room - to->length < piece.length ? NULL : realloc(to->at, room);
    if (grown == NULL) {
      to->failed = true;
      return;
    }
    to->at = grown;
    to->room = room;
  }
  memcpy(to->at + to->length, piece.at, piece.length);
  to->length += piece.length;
}

void text_put_char(text *to, char c) { text_put(to, (span){&c, 1}); }

void text_put_number(text *to, size_t number) {
  char digits[24];
  int length = snprintf(digits, sizeof digits, "%zu", number);
  text_put(to, (span){digits, (size_t)length});
}

void text_free(text *all) {
  free(all->at);
  *all = (text){0};
}
