#include "hermes_runtime.h"

#include <sys/timex.h>

int hermes_clock_is_set(void) {
  struct timex state = {0}; /* asks only */
  int status = adjtimex(&state);
  return status >= 0 && status != TIME_ERROR && !(state.status & STA_UNSYNC);
}
