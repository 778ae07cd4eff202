"""Sets the limits of the sandboxed process, and gives it a private channel for its result.

Runs before any user code. The limits are hard limits: without privileges they can't be raised.
"""

import json
import os
import resource
import sys

MIB = 1 << 20


def apply(seconds):
    """Limit this process and its threads."""
    limits = [
        (resource.RLIMIT_AS, 512 * MIB),
        (resource.RLIMIT_CPU, seconds),
        (resource.RLIMIT_FSIZE, 16 * MIB),
        (resource.RLIMIT_NPROC, 8),
        (resource.RLIMIT_NICE, 0),
        (resource.RLIMIT_NOFILE, 64),
        (resource.RLIMIT_CORE, 0),
        (resource.RLIMIT_MEMLOCK, 0),
    ]
    for limit, value in limits:
        _, hard = resource.getrlimit(limit)
        if hard != resource.RLIM_INFINITY:
            value = min(value, hard)
        resource.setrlimit(limit, (value, value))
    # Code runs only when nothing else needs the processor; without privileges this can't be undone.
    os.nice(19)
    os.sched_setscheduler(0, os.SCHED_IDLE, os.sched_param(0))


def private_result_channel():
    """Keep standard output for the result, and redirect user code's output to standard error."""
    channel = os.fdopen(os.dup(1), "w", encoding="utf-8")
    os.dup2(2, 1)
    nothing = os.open(os.devnull, os.O_RDONLY)
    os.dup2(nothing, 0)
    os.close(nothing)
    return channel


def report(channel, result):
    """Write the result and exit immediately: leftover threads of user code must not delay it."""
    json.dump(result, channel)
    channel.flush()
    sys.stderr.flush()
    os._exit(0)
