// The agent's card.
#ifndef SCRIPT_WRITER_CARD_H
#define SCRIPT_WRITER_CARD_H

#include "span.h"

#pragma GCC visibility push(hidden)

extern const span card_json;

#pragma GCC visibility pop
#endif
