// One WebSocket connection of the load client: handshake, frames, pongs.
#ifndef SUBSCRIBER_H
#define SUBSCRIBER_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

typedef enum subscriber_state {
  SUBSCRIBER_CONNECTING,  // until 101 and the ready frame
  SUBSCRIBER_OPEN,
  SUBSCRIBER_CLOSED,
} subscriber_state;

typedef struct subscriber {
  int fd;
  subscriber_state state;
  bool upgraded;
  int close_code;  // what the server closed with; 0 if it didn't say
  uint64_t matched, last_seq;
  char *kept;  // an incomplete frame; most of the time there is none
  size_t kept_length;
} subscriber;

typedef struct subscriber_options {
  const char *host, *port, *path;
  const char *header;  // one more header line, or NULL
  const char *send;    // what is sent after the handshake, as one text frame, or NULL
  const char *ready;   // the text of the frame that makes it ready, or NULL: the handshake does
  void (*on_text)(subscriber *from, const char *text, size_t length);
} subscriber_options;

// Starts to connect; false if that is impossible.
bool subscriber_start(subscriber *made, const subscriber_options *options);
// To be called once, when the socket is writable for the first time.
bool subscriber_ask(subscriber *from, const subscriber_options *options);
// Reads what there is. Changes the state.
void subscriber_read(subscriber *from, const subscriber_options *options);
void subscriber_close(subscriber *gone);

#endif
