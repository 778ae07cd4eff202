// The server's half of a WebSocket handshake (RFC 6455, 4.2.2).
#ifndef HANDSHAKE_H
#define HANDSHAKE_H

#include <stddef.h>

enum { HANDSHAKE_ACCEPT_BYTES = 29 };  // with the NUL

// Sec-WebSocket-Accept for a Sec-WebSocket-Key.
void handshake_accept(const char *key, size_t length, char accept[HANDSHAKE_ACCEPT_BYTES]);

#endif
