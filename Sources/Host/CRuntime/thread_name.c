#include "hermes_runtime.h"

#include <sys/prctl.h>

void hermes_name_thread(const char *name) { (void)prctl(PR_SET_NAME, name, 0, 0, 0); }
