#ifndef HERMES_LIBCRYPTO_SHIM_H
#define HERMES_LIBCRYPTO_SHIM_H

#include <openssl/err.h>
#include <openssl/evp.h>
#include <openssl/objects.h>
#include <openssl/pem.h>

#endif
