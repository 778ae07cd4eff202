#include "script_wish.h"

enum { MAX_WISH = 4096, MAX_WORD = 32 };

// Words for a script; they identify the sentence that asks for it.
static const char *const script_words[] = {"script",     "scripts",  "cli",  "command",
                                           "executable", "runnable", "terminal"};

// Words that refer to an existing module: "turn it into", "a script of this".
static const char *const given_words[] = {"it", "this", "that", "these", "them"};
static const char *const turning_words[] = {"turn", "convert", "wrap", "transform", "make",
                                            "put",  "change",  "of",   "from"};

// Words of a sentence that ask for nothing beyond a script.
static const char *const plain_words[] = {
    "a",        "all",      "also",       "an",        "and",     "application", "argument",
    "arguments", "as",      "be",         "build",     "called",  "can",         "class",
    "classes",  "code",     "command",    "command-line", "commands", "convert", "could",
    "create",   "each",     "every",      "executable", "file",   "following",   "for",
    "from",     "function", "functions",  "generate",  "give",    "have",        "help",
    "here",     "i",        "in",         "into",      "is",      "it",          "its",
    "just",     "kindly",   "like",       "line",      "make",    "me",          "method",
    "methods",  "module",   "my",         "need",      "now",     "of",          "on",
    "one",      "our",      "out",        "please",    "program", "proper",      "put",
    "python",   "run",      "runnable",   "same",      "script",  "self-test",   "shell",
    "simple",   "small",    "so",         "some",      "source",  "standalone",  "that",
    "the",      "them",     "then",       "there",     "these",   "they",        "this",
    "to",       "tool",     "transform",  "turn",      "us",      "usable",      "use",
    "version",  "want",     "we",         "which",     "with",    "would",       "wrap",
    "write",    "you",      "your",       "cli",       "terminal", "argparse",   "--help",
    "interface", "thanks",   "attached",  "enclosed",    "given",
    "provided",  "pasted",  "above",     "below",     "pls",         "plz",   "around", "i'd", "i'll", "let's",    "change",  "executed",    "callable",
};

// Words that precede an additional wish: "with a --verbose flag".
static const char *const lead_words[] = {"a",  "an",    "the",  "with", "that",
                                         "to", "which", "from", "for",  "and"};

// After these, the sentence restricts the wish.
static const char *const limiting_words[] = {"only", "without", "except", "not", "no"};

#define COUNT(list) (sizeof(list) / sizeof *(list))

static bool is_among(span word, const char *const *list, size_t count) {
  char lower[MAX_WORD];
  if (word.length == 0 || word.length > MAX_WORD) return false;
  for (size_t i = 0; i < word.length; i++) {
    char c = word.at[i];
    lower[i] = c >= 'A' && c <= 'Z' ? (char)(c - 'A' + 'a') : c;
  }
  for (size_t i = 0; i < count; i++) {
    if (span_is((span){lower, word.length}, (span){list[i], strlen(list[i])})) return true;
  }
  return false;
}

static bool is_word(char c) { return is_name(c) || c == '-' || c == '\''; }

// Removes and returns the next word of `rest`; empty at the end.
static span next_word(span *rest) {
  while (rest->length > 0 && !is_word(rest->at[0])) *rest = span_from(*rest, 1);
  size_t length = 0;
  while (length < rest->length &&
         (is_word(rest->at[length]) || (rest->at[length] == '.' && length + 1 < rest->length &&
                                        is_name(rest->at[length + 1])))) {
    length++;
  }
  span word = {rest->at, length};
  *rest = span_from(*rest, length);
  return word;
}

// Removes and returns the next sentence of `rest`. A full stop inside a word does not end a
// sentence.
static span next_sentence(span *rest) {
  size_t length = 0;
  for (; length < rest->length; length++) {
    char c = rest->at[length];
    bool ends = c == '.' && (length + 1 == rest->length || !is_name(rest->at[length + 1]));
    if (ends || c == '!' || c == '?' || c == ';' || c == ':' || c == '\n') break;
  }
  span sentence = {rest->at, length};
  *rest = span_from(*rest, length + 1);
  return sentence;
}

static bool has_word(span sentence, const char *const *list, size_t count) {
  for (span word = next_word(&sentence); word.length > 0; word = next_word(&sentence)) {
    if (is_among(word, list, count)) return true;
  }
  return false;
}

static bool speaks_of_given(span sentence) {
  bool turns = false;
  for (span word = next_word(&sentence); word.length > 0; word = next_word(&sentence)) {
    if (turns && is_among(word, given_words, COUNT(given_words))) return true;
    turns = is_among(word, turning_words, COUNT(turning_words));
  }
  return false;
}

// Whether a word names the module or something in it.
static bool is_of_module(span word, const python_module *module, const module_source *source) {
  return span_is(word, source->name) || python_module_binds(module, word);
}

// "..., so that I can run it": a purpose asks for nothing.
static span without_purpose(span sentence) {
  static const char *const so[] = {"so"}, *const behind[] = {"that", "i", "we", "you", "people"};
  span rest = sentence, before = {0};
  for (span word = next_word(&rest); word.length > 0; word = next_word(&rest)) {
    if (is_among(before, so, COUNT(so)) && is_among(word, behind, COUNT(behind))) {
      return (span){sentence.at, (size_t)(before.at - sentence.at)};
    }
    before = word;
  }
  return sentence;
}

static span left_of(span sentence, const python_module *module, const module_source *source) {
  sentence = without_purpose(sentence);
  span rest = sentence, lead = {0}, found = {0};
  for (span word = next_word(&rest); word.length > 0; word = next_word(&rest)) {
    if (is_among(word, limiting_words, COUNT(limiting_words))) {
      const char *from = found.length > 0 ? found.at : word.at;
      return (span){from, (size_t)(sentence.at + sentence.length - from)};
    }
    if (is_among(word, plain_words, COUNT(plain_words)) ||
        is_of_module(word, module, source)) {
      bool leads = is_among(word, lead_words, COUNT(lead_words));
      if (!leads) {
        lead = (span){0};
      } else if (lead.length == 0) {
        lead = word;
      }
      continue;
    }
    if (found.length == 0) found = lead.length > 0 ? lead : word;
    found.length = (size_t)(word.at + word.length - found.at);
  }
  return found;
}

// The part of the request that the call is for.
static span wish_of(const json_value *request) {
  span wish = json_string(json_member(request, SPAN("wish")));
  const json_value *parts = json_member(json_member(request, SPAN("message")), SPAN("parts"));
  if (wish.length == 0 && parts != NULL && parts->kind == JSON_ARRAY && parts->first != NULL) {
    wish = json_string(json_member(parts->first, SPAN("text")));
  }
  for (size_t i = 0; i + 3 <= wish.length; i++) {
    if (span_starts(span_from(wish, i), SPAN("```"))) wish.length = i;
  }
  if (wish.length > MAX_WISH) wish.length = MAX_WISH;
  return wish;
}

span script_wish_left(const json_value *request, const python_module *module,
                      const module_source *source) {
  span rest = wish_of(request);
  while (rest.length > 0) {
    span sentence = next_sentence(&rest);
    if (!has_word(sentence, script_words, COUNT(script_words)) ||
        (!source->given && !speaks_of_given(sentence))) {
      continue;
    }
    span left = left_of(sentence, module, source);
    if (left.length > 0) return left;
  }
  return (span){0};
}
