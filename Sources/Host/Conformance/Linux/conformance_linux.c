#define _GNU_SOURCE
#include "conformance_linux.h"

#include <malloc.h>
#include <signal.h>
#include <sys/prctl.h>

size_t hermes_heap_in_use(void) {
  struct mallinfo2 info = mallinfo2();
  return info.uordblks + info.hblkhd;
}

uint64_t hermes_signal_disposition(int signal) {
  struct sigaction action;
  if (sigaction(signal, NULL, &action) != 0) return 0;
  return (uint64_t)(uintptr_t)action.sa_sigaction * 31 + (uint64_t)(unsigned)action.sa_flags;
}

void hermes_end_with_parent(void) { prctl(PR_SET_PDEATHSIG, SIGKILL); }
