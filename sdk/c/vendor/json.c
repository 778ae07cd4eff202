#include "json.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { MAX_DEPTH = 64 };

typedef struct reader {
  const uint8_t *at, *end;
} reader;

static void skip_space(reader *in) {
  while (in->at < in->end && strchr(" \t\n\r", *in->at) && *in->at) in->at++;
}

static bool take(reader *in, char c) {
  if (in->at == in->end || *in->at != (uint8_t)c) return false;
  in->at++;
  return true;
}

static bool take_word(reader *in, const char *word) {
  while (*word) {
    if (!take(in, *word++)) return false;
  }
  return true;
}

/* The four digits of a \u escape; -1 if they are not hexadecimal. */
static long hex(const uint8_t *at, const uint8_t *end) {
  long unit = 0;
  for (int i = 0; i < 4; i++) {
    static const char digits[] = "0123456789abcdef";
    const char *digit = at + i < end && at[i] ? strchr(digits, at[i] | 0x20) : NULL;
    if (digit == NULL) return -1;
    unit = unit << 4 | (digit - digits);
  }
  return unit;
}

/* The length of the well-formed UTF-8 character at `at`; 0 if there is none. */
static size_t character(const uint8_t *at, const uint8_t *end) {
  uint8_t first = *at, low = 0x80, high = 0xBF;
  size_t length = first < 0x80 ? 1 : first < 0xC2 ? 0 : first < 0xE0 ? 2 : first < 0xF0 ? 3 : 4;
  if (first > 0xF4 || length == 0 || (size_t)(end - at) < length) return 0;
  if (first == 0xE0) low = 0xA0;
  if (first == 0xED) high = 0x9F;
  if (first == 0xF0) low = 0x90;
  if (first == 0xF4) high = 0x8F;
  for (size_t i = 1; i < length; i++, low = 0x80, high = 0xBF) {
    if (at[i] < low || at[i] > high) return 0;
  }
  return length;
}

static bool skip_string(reader *in) {
  if (!take(in, '"')) return false;
  while (in->at < in->end && *in->at != '"') {
    if (take(in, '\\')) {
      if (take(in, 'u')) {
        if (hex(in->at, in->end) < 0) return false;
        in->at += 4;
      } else if (in->at == in->end || !*in->at || !strchr("\"\\/bfnrt", *in->at++)) {
        return false;
      }
    } else {
      size_t length = *in->at < 0x20 ? 0 : character(in->at, in->end);
      if (length == 0) return false;
      in->at += length;
    }
  }
  return take(in, '"');
}

static bool skip_digits(reader *in) {
  const uint8_t *start = in->at;
  while (in->at < in->end && *in->at >= '0' && *in->at <= '9') in->at++;
  return in->at > start;
}

static bool skip_number(reader *in) {
  take(in, '-');
  if (!take(in, '0') && !skip_digits(in)) return false;
  if (take(in, '.') && !skip_digits(in)) return false;
  if (take(in, 'e') || take(in, 'E')) {
    if (!take(in, '+')) take(in, '-');
    return skip_digits(in);
  }
  return true;
}

/* The rest of `path` after its first step, if that step is `name`; else NULL. */
static const char *step(const char *path, const char *name, size_t length) {
  if (path == NULL || strncmp(path, name, length) != 0) return NULL;
  if (path[length] == '.') return path + length + 1;
  return path[length] == '\0' ? path + length : NULL;
}

/* Reads one value. `path` leads from it to the wanted value; "" is this value, NULL means that the
 * wanted value is elsewhere. */
static bool read_value(reader *in, const char *path, hermes_bytes *found, int depth) {
  skip_space(in);
  if (in->at == in->end) return false;
  const uint8_t *start = in->at;
  bool good = true;
  if (*start == '{' || *start == '[') {
    if (depth > MAX_DEPTH) return false;
    char close = *start == '{' ? '}' : ']';
    in->at++;
    skip_space(in);
    for (size_t index = 0; good && !take(in, close); index++) {
      if (index > 0 && !take(in, ',')) return false;
      char number[24];
      const char *name = number;
      size_t length = (size_t)snprintf(number, sizeof number, "%zu", index);
      if (close == '}') {
        skip_space(in);
        name = (const char *)in->at + 1;
        if (!skip_string(in)) return false;
        length = (size_t)((const char *)in->at - 1 - name);
        skip_space(in);
        if (!take(in, ':')) return false;
      }
      bool wanted = path != NULL && *path != '\0';
      good = read_value(in, wanted ? step(path, name, length) : NULL, found, depth + 1);
      skip_space(in);
    }
  } else if (*start == '"') {
    good = skip_string(in);
  } else if (*start == 't' || *start == 'f' || *start == 'n') {
    good = take_word(in, *start == 't' ? "true" : *start == 'f' ? "false" : "null");
  } else {
    good = skip_number(in);
  }
  if (good && path != NULL && *path == '\0') {
    *found = (hermes_bytes){start, (size_t)(in->at - start)};
  }
  return good;
}

bool json_find(hermes_bytes json, const char *path, hermes_bytes *value) {
  if (json.len == 0) return false;
  reader in = {json.ptr, json.ptr + json.len};
  *value = (hermes_bytes){NULL, 0};
  if (!read_value(&in, path, value, 1)) return false;
  skip_space(&in);
  return in.at == in.end && value->len > 0;
}

static size_t encode(long unit, char *out) {
  if (unit < 0x80) return (void)(out[0] = (char)unit), 1;
  size_t length = unit < 0x800 ? 2 : unit < 0x10000 ? 3 : 4;
  for (size_t i = length; i-- > 1; unit >>= 6) out[i] = (char)(0x80 | (unit & 0x3F));
  out[0] = (char)((0xF00 >> length & 0xFF) | unit);
  return length;
}

/* The character of a \u escape, starting after the "u"; half of a surrogate pair becomes U+FFFD. */
static long escaped(const uint8_t **at, const uint8_t *end) {
  long unit = hex(*at, end);
  *at += 4;
  if (unit < 0xD800 || unit > 0xDFFF) return unit;
  bool paired = unit < 0xDC00 && end - *at >= 6 && (*at)[0] == '\\' && (*at)[1] == 'u';
  long low = paired ? hex(*at + 2, end) : 0;
  if (low < 0xDC00 || low > 0xDFFF) return 0xFFFD;
  *at += 6;
  return 0x10000 + ((unit - 0xD800) << 10) + (low - 0xDC00);
}

char *json_text(hermes_bytes value) {
  if (value.len < 2 || *value.ptr != '"') return NULL;
  /* A decoded string is never longer than its encoded form. */
  char *text = malloc(value.len);
  if (text == NULL) return NULL;
  const uint8_t *at = value.ptr + 1, *end = value.ptr + value.len - 1;
  size_t length = 0;
  while (at < end) {
    if (*at != '\\') {
      text[length++] = (char)*at++;
      continue;
    }
    char kind = (char)at[1];
    at += 2;
    if (kind == 'u') {
      long unit = escaped(&at, end);
      if (unit == 0) return free(text), NULL;
      length += encode(unit, text + length);
    } else {
      static const char from[] = "bfnrt", to[] = "\b\f\n\r\t";
      const char *control = strchr(from, kind);
      text[length++] = control ? to[control - from] : kind;
    }
  }
  text[length] = '\0';
  return text;
}

static void add(json_out *out, const char *text, size_t length) {
  if (out->failed) return;
  if (out->capacity - out->length <= length) {
    size_t capacity = 2 * out->capacity + length + 64;
    char *at = realloc(out->at, capacity);
    if (at == NULL) return (void)(out->failed = true);
    out->at = at;
    out->capacity = capacity;
  }
  memcpy(out->at + out->length, text, length);
  out->length += length;
  out->at[out->length] = '\0';
}

static void add_string(json_out *out, const char *text) {
  add(out, "\"", 1);
  for (; *text; text++) {
    uint8_t byte = (uint8_t)*text;
    char escape[8] = {'\\', *text};
    if (byte < 0x20) snprintf(escape, sizeof escape, "\\u%04x", byte);
    bool plain = byte >= 0x20 && byte != '"' && byte != '\\';
    add(out, plain ? text : escape, plain ? 1 : strlen(escape));
  }
  add(out, "\"", 1);
}

void json_vformat(json_out *out, const char *format, va_list arguments) {
  for (const char *next; (next = strchr(format, '%')) != NULL; format = next + 2) {
    add(out, format, (size_t)(next - format));
    char number[400];
    const char *text = "%";
    switch (next[1]) {
      case 's': add_string(out, va_arg(arguments, const char *)); continue;
      case 'r': text = va_arg(arguments, const char *); break;
      case 'b': text = va_arg(arguments, int) ? "true" : "false"; break;
      case 'f':
        snprintf(number, sizeof number, "%.6f", va_arg(arguments, double));
        text = number;
    }
    add(out, text, strlen(text));
  }
  add(out, format, strlen(format));
}

void json_format(json_out *out, const char *format, ...) {
  va_list arguments;
  va_start(arguments, format);
  json_vformat(out, format, arguments);
  va_end(arguments);
}

hermes_bytes json_bytes(const json_out *out) {
  return out->failed ? (hermes_bytes){NULL, 0}
                     : (hermes_bytes){(const uint8_t *)out->at, out->length};
}
