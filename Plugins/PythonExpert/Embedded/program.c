#include "embedded.h"

static const char start[] = {
#embed "../Program/start.py" suffix(, 0)
};
static const char limits[] = {
#embed "../Program/limits.py" suffix(, 0)
};
static const char names[] = {
#embed "../Program/names.py" suffix(, 0)
};
static const char line_ends[] = {
#embed "../Program/line_ends.py" suffix(, 0)
};
static const char complexity[] = {
#embed "../Program/complexity.py" suffix(, 0)
};
static const char lint[] = {
#embed "../Program/lint.py" suffix(, 0)
};
static const char fixes[] = {
#embed "../Program/fixes.py" suffix(, 0)
};
static const char review[] = {
#embed "../Program/review.py" suffix(, 0)
};
static const char doctests[] = {
#embed "../Program/doctests.py" suffix(, 0)
};
static const char docstrings[] = {
#embed "../Program/docstrings.py" suffix(, 0)
};
static const char hints[] = {
#embed "../Program/hints.py" suffix(, 0)
};
static const char renames[] = {
#embed "../Program/renames.py" suffix(, 0)
};
static const char testcases[] = {
#embed "../Program/testcases.py" suffix(, 0)
};
static const char changes[] = {
#embed "../Program/changes.py" suffix(, 0)
};

static const char execute[] = {
#embed "../Program/execute.py" suffix(, 0)
};

static const hermes_program_file files[] = {
    {"limits", limits}, {"names", names}, {"line_ends", line_ends},
    {"complexity", complexity}, {"lint", lint},
    {"fixes", fixes},   {"review", review}, {"doctests", doctests},
    {"docstrings", docstrings}, {"hints", hints}, {"renames", renames},
    {"testcases", testcases}, {"changes", changes}, {"execute", execute},
};

const hermes_program_file *hermes_program_files(size_t *count) {
  *count = sizeof files / sizeof *files;
  return files;
}

const char *hermes_program_start(void) { return start; }
