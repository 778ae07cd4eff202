#ifndef HERMES_LIBZ_SHIM_H
#define HERMES_LIBZ_SHIM_H

#include <zlib.h>

// The initialisers are macros, which Swift does not see. Negative window bits: deflate without a
// header or a checksum, as RFC 7692 wants it.
static inline int hermes_deflate_init(z_stream *stream, int level, int window_bits) {
  return deflateInit2(stream, level, Z_DEFLATED, -window_bits, 8, Z_DEFAULT_STRATEGY);
}

static inline int hermes_inflate_init(z_stream *stream, int window_bits) {
  return inflateInit2(stream, -window_bits);
}

#endif
