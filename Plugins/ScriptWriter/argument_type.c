#include "argument_type.h"

enum { MAX_NESTING = 8 };

typedef struct known_type {
  const char *annotation, *reader;
} known_type;

static const known_type simple_types[] = {
    {"int", "$int"}, {"float", "$float"}, {"str", "$str"}, {"bool", "_cli_boolean"},
    {"dict", "_cli_dictionary"}, {"Dict", "_cli_dictionary"}, {"Mapping", "_cli_dictionary"},
    {"MutableMapping", "_cli_dictionary"},
};

static const known_type collection_types[] = {
    {"list", "$list"}, {"List", "$list"}, {"Sequence", "$list"}, {"Iterable", "$list"},
    {"Iterator", "$list"}, {"Collection", "$list"}, {"MutableSequence", "$list"},
    {"tuple", "$tuple"}, {"Tuple", "$tuple"}, {"set", "$set"}, {"Set", "$set"},
    {"AbstractSet", "$set"}, {"frozenset", "$frozenset"}, {"FrozenSet", "$frozenset"},
};

// Classes whose instances are created by calling them with a text.
static const span callable_types[] = {{"Path", 4}, {"Decimal", 7}, {"Fraction", 8}};

static span trim(span code) {
  while (code.length > 0 && is_blank(code.at[0])) code = span_from(code, 1);
  while (code.length > 0 && is_blank(code.at[code.length - 1])) code.length--;
  bool quoted = code.length >= 2 && (code.at[0] == '"' || code.at[0] == '\'') &&
                code.at[code.length - 1] == code.at[0];
  return quoted ? (span){code.at + 1, code.length - 2} : code;
}

static size_t find_top(span code, char wanted) {
  size_t open = 0;
  for (size_t i = 0; i < code.length; i++) {
    if (open == 0 && code.at[i] == wanted) return i;
    if (code.at[i] == '[' || code.at[i] == '(') open++;
    if ((code.at[i] == ']' || code.at[i] == ')') && open > 0) open--;
  }
  return code.length;
}

// `typing.List[int]` has the name `List` and the inside `int`.
static span split_name(span annotation, span *inside) {
  size_t bracket = 0;
  while (bracket < annotation.length && annotation.at[bracket] != '[') bracket++;
  *inside = span_from(annotation, bracket + 1);
  if (inside->length > 0) inside->length--;
  span name = {annotation.at, bracket};
  for (size_t i = 0; i < bracket; i++) {
    if (annotation.at[i] == '.') name = (span){annotation.at + i + 1, bracket - i - 1};
  }
  return name;
}

// The other one of `X` and `None` in a pair that is divided by `separator`.
static bool other_than_none(span pair, char separator, span *other) {
  size_t middle = find_top(pair, separator);
  if (middle == pair.length) return false;
  span left = trim((span){pair.at, middle}), right = trim(span_from(pair, middle + 1));
  *other = span_is(left, SPAN("None")) ? right : left;
  return span_is(left, SPAN("None")) || span_is(right, SPAN("None"));
}

static const char *find_type(const known_type *types, size_t count, span name) {
  for (size_t i = 0; i < count; i++) {
    span known = {types[i].annotation, strlen(types[i].annotation)};
    if (span_is(known, name)) return types[i].reader;
  }
  return NULL;
}

static void put_type(text *to, const python_module *module, span annotation, int depth) {
  span inside, other, whole = trim(annotation), name = split_name(whole, &inside);
  bool optional = other_than_none(whole, '|', &other);
  if (!optional && span_is(name, SPAN("Optional"))) {
    optional = true;
    other = inside;
  }
  if (!optional && span_is(name, SPAN("Union"))) optional = other_than_none(inside, ',', &other);
  if (optional && depth < MAX_NESTING) {
    text_put(to, SPAN("_cli_optional("));
    put_type(to, module, other, depth + 1);
    text_put_char(to, ')');
    return;
  }
  const char *reader = find_type(simple_types, sizeof simple_types / sizeof *simple_types, name);
  if (reader != NULL) {
    text_put(to, (span){reader, strlen(reader)});
    return;
  }
  reader = find_type(collection_types, sizeof collection_types / sizeof *collection_types, name);
  if (reader != NULL && depth < MAX_NESTING) {
    text_put(to, SPAN("_cli_many("));
    text_put(to, (span){reader, strlen(reader)});
    text_put(to, SPAN(", "));
    bool several = find_top(inside, ',') < inside.length;
    put_type(to, module, several ? (span){0} : inside, depth + 1);
    text_put_char(to, ')');
    return;
  }
  for (size_t i = 0; i < sizeof callable_types / sizeof *callable_types; i++) {
    // Only if the name certainly exists when the script runs.
    if (span_is(whole, callable_types[i]) && python_module_binds(module, whole)) {
      text_put(to, whole);
      return;
    }
  }
  text_put(to, SPAN("_cli_value"));
}

void argument_type_put(text *to, const python_module *module, span annotation) {
  put_type(to, module, annotation, 0);
}

bool argument_type_is_flag(span annotation) { return span_is(trim(annotation), SPAN("bool")); }
