// The Python code that is the same in every script, as templates of python_put_template.
#ifndef SCRIPT_WRITER_SCRIPT_SUPPORT_H
#define SCRIPT_WRITER_SCRIPT_SUPPORT_H

#include "span.h"

#pragma GCC visibility push(hidden)

// A function or constant that a script contains only if something uses it.
typedef struct script_piece {
  span name, source;
} script_piece;

enum { SCRIPT_SUPPORT_PIECES = 10 };
extern const script_piece script_support_pieces[SCRIPT_SUPPORT_PIECES];

extern const span script_support_self_test;     // the class for --self-test
extern const span script_support_limit;         // how many items of a generator are shown
extern const span script_support_wait;          // waits for an awaitable
extern const span script_support_show;          // begins _cli_show, which prints a result
extern const span script_support_show_awaited;  // its lines for awaitables
extern const span script_support_show_value;    // and its lines for every value
extern const span script_support_parser;        // begins _cli_parser
extern const span script_support_commands;      // its line for sub-commands
extern const span script_support_main;          // starting after the name of main

#pragma GCC visibility pop
#endif
