// Code between ``` lines, as in Markdown.
#ifndef SCRIPT_WRITER_CODE_FENCE_H
#define SCRIPT_WRITER_CODE_FENCE_H

#include "span.h"

#pragma GCC visibility push(hidden)

// The first closed block that has no language or is Python; empty if there is none.
span code_fence_find(span markdown);

#pragma GCC visibility pop
#endif
