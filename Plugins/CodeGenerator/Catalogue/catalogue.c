#include "catalogue.h"

const unsigned char hermes_recipes[] = {
#embed "../Recipes/fibonacci.py" suffix(, 0, )
};
const size_t hermes_recipes_size = sizeof hermes_recipes;
