#ifndef HERMES_EMBEDDED_H
#define HERMES_EMBEDDED_H

/* The programs that run inside the sandbox, as NUL-terminated text. */
extern const char hermes_program_limits[];
extern const char hermes_program_review[];
extern const char hermes_program_lint[];
extern const char hermes_program_complexity[];
extern const char hermes_program_fixes[];
extern const char hermes_program_doctests[];

#endif
