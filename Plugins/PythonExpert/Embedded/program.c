#include "embedded.h"

const char hermes_program_limits[] = {
#embed "../Program/limits.py" suffix(, 0)
};
