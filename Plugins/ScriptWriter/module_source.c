#include "module_source.h"

#include "code_fence.h"

// A media type without its parameters, compared case-insensitively (RFC 9110).
static bool is_python(span type) {
  static const char wanted[] = "text/x-python";
  size_t length = sizeof wanted - 1;
  if (type.length < length) return false;
  for (size_t i = 0; i < length; i++) {
    char c = type.at[i];
    if ((c >= 'A' && c <= 'Z' ? (char)(c - 'A' + 'a') : c) != wanted[i]) return false;
  }
  return type.length == length || type.at[length] == ';' || is_blank(type.at[length]);
}

static const json_value *last_python_part(const json_value *holder) {
  const json_value *parts = json_member(holder, SPAN("parts")), *last = NULL;
  if (parts == NULL || parts->kind != JSON_ARRAY) return NULL;
  for (const json_value *part = parts->first; part != NULL; part = part->next) {
    span text = json_string(json_member(part, SPAN("text")));
    if (text.length > 0 && is_python(json_string(json_member(part, SPAN("mediaType"))))) last = part;
  }
  return last;
}

// The first fenced block of code in the parts of a message.
static span first_fence(const json_value *message) {
  const json_value *parts = json_member(message, SPAN("parts"));
  span found = {0};
  if (parts == NULL || parts->kind != JSON_ARRAY) return found;
  for (const json_value *part = parts->first; part != NULL && found.length == 0;
       part = part->next) {
    found = code_fence_find(json_string(json_member(part, SPAN("text"))));
  }
  return found;
}

module_source module_source_find(const json_value *request) {
  module_source found = {0};
  const json_value *message = json_member(request, SPAN("message"));
  const json_value *given = last_python_part(message);
  span fence = given == NULL ? first_fence(message) : (span){0};
  found.given = given != NULL || fence.length > 0;

  const json_value *artifacts = json_member(request, SPAN("artifacts"));
  const json_value *artifact =
      artifacts != NULL && artifacts->kind == JSON_ARRAY ? artifacts->first : NULL;
  for (; artifact != NULL; artifact = artifact->next) {
    const json_value *part = last_python_part(artifact);
    if (part == NULL) continue;
    found.text = json_string(json_member(part, SPAN("text")));
    found.name = json_string(json_member(part, SPAN("filename")));
    if (found.name.length == 0) found.name = json_string(json_member(artifact, SPAN("name")));
    found.artifact = json_string(json_member(artifact, SPAN("artifactId")));
  }
  if (found.text.length > 0) return found;

  found.text = given != NULL ? json_string(json_member(given, SPAN("text"))) : fence;
  if (given != NULL) found.name = json_string(json_member(given, SPAN("filename")));
  return found;
}
