#include "json_write.h"

#include <stdio.h>

void json_put_string(text *to, span string) {
  text_put_char(to, '"');
  size_t plain = 0;  // start of what needs no escape
  for (size_t i = 0; i < string.length; i++) {
    unsigned char c = (unsigned char)string.at[i];
    if (c >= 0x20 && c != '"' && c != '\\') continue;
    text_put(to, (span){string.at + plain, i - plain});
    plain = i + 1;
    char escape[8];
    if (c == '\n') {
      text_put(to, SPAN("\\n"));
    } else if (c >= 0x20) {
      text_put(to, (span){(char[]){'\\', (char)c}, 2});
    } else {
      snprintf(escape, sizeof escape, "\\u%04x", c);
      text_put(to, (span){escape, 6});
    }
  }
  if (string.length > 0) text_put(to, (span){string.at + plain, string.length - plain});
  text_put_char(to, '"');
}

void json_put_member(text *to, span name, span string) {
  if (to->length > 0 && to->at[to->length - 1] != '{') text_put_char(to, ',');
  json_put_string(to, name);
  text_put_char(to, ':');
  json_put_string(to, string);
}
