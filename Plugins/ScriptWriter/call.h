// One call, from the request to the arguments of finish.
#ifndef SCRIPT_WRITER_CALL_H
#define SCRIPT_WRITER_CALL_H

#include "hermes_agent.h"

#pragma GCC visibility push(hidden)

// Ends the call in every case.
void call_run(const hermes_host *host, hermes_call call, hermes_bytes request);

#pragma GCC visibility pop
#endif
