#include "code_fence.h"

static span line_of(span text) {
  const char *end = text.length == 0 ? NULL : memchr(text.at, '\n', text.length);
  return (span){text.at, end == NULL ? text.length : (size_t)(end - text.at) + 1};
}

static bool is_fence(span line, span *language) {
  if (!span_starts(line, SPAN("```"))) return false;
  *language = span_from(line, 3);
  while (language->length > 0 && (is_blank(language->at[language->length - 1]) ||
                                  language->at[language->length - 1] == '\n' ||
                                  language->at[language->length - 1] == '\r')) {
    language->length--;
  }
  return true;
}

span code_fence_find(span markdown) {
  span rest = markdown, block = {0}, language;
  bool open = false, wanted = false;
  while (rest.length > 0) {
    span line = line_of(rest);
    rest = span_from(rest, line.length);
    if (!is_fence(line, &language)) continue;
    if (open) {
      block.length = (size_t)(line.at - block.at);
      if (wanted && block.length > 0) return block;
      open = false;
      continue;
    }
    open = true;
    wanted = language.length == 0 || span_is(language, SPAN("python")) ||
             span_is(language, SPAN("py")) || span_is(language, SPAN("python3"));
    block.at = rest.at;
  }
  return (span){0};
}
