#ifndef HERMES_CATALOGUE_H
#define HERMES_CATALOGUE_H

#include <stddef.h>

/* The text of every built-in recipe, one after the other, each ended by a NUL. */
extern const unsigned char hermes_recipes[];
extern const size_t hermes_recipes_size;

#endif
