#ifndef HERMES_CATALOGUE_H
#define HERMES_CATALOGUE_H

#include <stddef.h>

/* The texts of all built-in recipes, concatenated and each terminated by a NUL. A function, because
 * Swift would import an array of this size as a tuple. */
const unsigned char *hermes_recipes(void);
size_t hermes_recipes_size(void);

#endif
