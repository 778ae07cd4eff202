#include <stdint.h>

#include "json_value.h"
#include "utf8.h"

enum { MAX_DEPTH = 64 };

typedef struct reader {
  arena *memory;
  span rest;
} reader;

static json_value *read_value(reader *in, int depth);

static void skip_space(reader *in) {
  while (in->rest.length > 0 && (in->rest.at[0] == ' ' || in->rest.at[0] == '\t' ||
                                 in->rest.at[0] == '\n' || in->rest.at[0] == '\r')) {
    in->rest = span_from(in->rest, 1);
  }
}

static bool take(reader *in, char c) {
  if (in->rest.length == 0 || in->rest.at[0] != c) return false;
  in->rest = span_from(in->rest, 1);
  return true;
}

static bool read_hex(reader *in, uint32_t *unit) {
  if (in->rest.length < 4) return false;
  *unit = 0;
  for (int i = 0; i < 4; i++) {
    char c = in->rest.at[i];
    int digit = is_digit(c)              ? c - '0'
                : (c >= 'a' && c <= 'f') ? c - 'a' + 10
                : (c >= 'A' && c <= 'F') ? c - 'A' + 10
                                         : -1;
    if (digit < 0) return false;
    *unit = *unit << 4 | (uint32_t)digit;
  }
  in->rest = span_from(in->rest, 4);
  return true;
}

static bool read_escape(reader *in, char *out, size_t *length) {
  if (in->rest.length == 0) return false;
  char c = in->rest.at[0];
  in->rest = span_from(in->rest, 1);
  if (c != 'u') {
    static const char from[] = "\"\\/bfnrt", to[] = "\"\\/\b\f\n\r\t";
    const char *found = c == '\0' ? NULL : strchr(from, c);
    if (found == NULL) return false;
    out[(*length)++] = to[found - from];
    return true;
  }
  uint32_t unit, low;
  if (!read_hex(in, &unit)) return false;
  if (unit >= 0xDC00 && unit <= 0xDFFF) return false;
  if (unit >= 0xD800 && unit <= 0xDBFF) {
    if (!take(in, '\\') || !take(in, 'u') || !read_hex(in, &low)) return false;
    if (low < 0xDC00 || low > 0xDFFF) return false;
    unit = 0x10000 + ((unit - 0xD800) << 10) + (low - 0xDC00);
  }
  char bytes[4];
  size_t count = utf8_encode(unit, bytes);
  memcpy(out + *length, bytes, count);
  *length += count;
  return true;
}

// After the opening quote.
static bool read_string(reader *in, span *text) {
  size_t raw = 0;
  while (raw < in->rest.length && in->rest.at[raw] != '"') {
    raw += in->rest.at[raw] == '\\' ? 2 : 1;
  }
  if (raw >= in->rest.length) return false;
  char *out = arena_take(in->memory, raw + 1);  // a decoded string is never longer
  if (out == NULL) return false;
  size_t length = 0;
  while (!take(in, '"')) {
    if (take(in, '\\')) {
      if (!read_escape(in, out, &length)) return false;
      continue;
    }
    size_t bytes = utf8_length(in->rest);
    if (bytes == 0 || (unsigned char)in->rest.at[0] < 0x20) return false;
    memcpy(out + length, in->rest.at, bytes);
    length += bytes;
    in->rest = span_from(in->rest, bytes);
  }
  *text = (span){out, length};
  return true;
}

static bool read_digits(reader *in) {
  size_t count = 0;
  while (in->rest.length > 0 && is_digit(in->rest.at[0])) {
    in->rest = span_from(in->rest, 1);
    count++;
  }
  return count > 0;
}

static bool read_number(reader *in, span *text) {
  span start = in->rest;
  take(in, '-');
  if (!take(in, '0') && !read_digits(in)) return false;
  if (take(in, '.') && !read_digits(in)) return false;
  if (take(in, 'e') || take(in, 'E')) {
    if (!take(in, '+')) take(in, '-');
    if (!read_digits(in)) return false;
  }
  *text = (span){start.at, start.length - in->rest.length};
  return true;
}

static bool read_word(reader *in, span word) {
  if (!span_starts(in->rest, word)) return false;
  in->rest = span_from(in->rest, word.length);
  return true;
}

static bool read_children(reader *in, json_value *parent, char close, int depth) {
  json_value **end = &parent->first;
  skip_space(in);
  if (take(in, close)) return true;
  do {
    span key = {0};
    skip_space(in);
    if (parent->kind == JSON_OBJECT) {
      if (!take(in, '"') || !read_string(in, &key)) return false;
      skip_space(in);
      if (!take(in, ':')) return false;
    }
    json_value *child = read_value(in, depth + 1);
    if (child == NULL) return false;
    child->key = key;
    *end = child;
    end = &child->next;
    skip_space(in);
  } while (take(in, ','));
  return take(in, close);
}

static json_value *read_value(reader *in, int depth) {
  json_value *value = arena_take(in->memory, sizeof *value);
  skip_space(in);
  if (value == NULL || depth > MAX_DEPTH || in->rest.length == 0) return NULL;
  bool good;
  switch (in->rest.at[0]) {
    case '{':
      take(in, '{');
      value->kind = JSON_OBJECT;
      good = read_children(in, value, '}', depth);
      break;
    case '[':
      take(in, '[');
      value->kind = JSON_ARRAY;
      good = read_children(in, value, ']', depth);
      break;
    case '"':
      take(in, '"');
      value->kind = JSON_STRING;
      good = read_string(in, &value->text);
      break;
    case 't':
      value->kind = JSON_TRUE;
      good = read_word(in, SPAN("true"));
      break;
    case 'f':
      value->kind = JSON_FALSE;
      good = read_word(in, SPAN("false"));
      break;
    case 'n':
      value->kind = JSON_NULL;
      good = read_word(in, SPAN("null"));
      break;
    default:
      value->kind = JSON_NUMBER;
      good = read_number(in, &value->text);
  }
  return good ? value : NULL;
}

json_value *json_read(arena *memory, span json) {
  reader in = {memory, json};
  json_value *value = read_value(&in, 1);
  skip_space(&in);
  return in.rest.length == 0 ? value : NULL;
}

const json_value *json_member(const json_value *object, span name) {
  if (object == NULL || object->kind != JSON_OBJECT) return NULL;
  for (const json_value *member = object->first; member != NULL; member = member->next) {
    if (span_is(member->key, name)) return member;
  }
  return NULL;
}

span json_string(const json_value *value) {
  return value == NULL || value->kind != JSON_STRING ? (span){0} : value->text;
}
