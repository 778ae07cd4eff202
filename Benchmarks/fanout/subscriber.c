#define _GNU_SOURCE
#include "subscriber.h"

#include <errno.h>
#include <netdb.h>
#include <netinet/in.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>
#include <unistd.h>

enum { READ_BYTES = 256 * 1024, MAX_KEPT = 16 * 1024 * 1024 };

bool subscriber_start(subscriber *made, const subscriber_options *options) {
  struct addrinfo hints = {.ai_socktype = SOCK_STREAM}, *found;
  if (getaddrinfo(options->host, options->port, &hints, &found) != 0) return false;
  *made = (subscriber){.state = SUBSCRIBER_CONNECTING};
  made->fd = socket(found->ai_family, SOCK_STREAM | SOCK_NONBLOCK | SOCK_CLOEXEC, 0);
  bool good = made->fd >= 0 && (connect(made->fd, found->ai_addr, found->ai_addrlen) == 0 ||
                                errno == EINPROGRESS);
  freeaddrinfo(found);
  return good;
}

bool subscriber_ask(subscriber *from, const subscriber_options *options) {
  char request[8192];
  // The key may be the same for all: nothing is proved by it here.
  int length = snprintf(request, sizeof request,
                        "GET %s HTTP/1.1\r\nHost: %s:%s\r\nUpgrade: websocket\r\n"
                        "Connection: Upgrade\r\nSec-WebSocket-Version: 13\r\n"
                        "Sec-WebSocket-Key: AAAAAAAAAAAAAAAAAAAAAA==\r\n%s%s\r\n",
                        options->path, options->host, options->port,
                        options->header == NULL ? "" : options->header,
                        options->header == NULL ? "" : "\r\n");
  return length > 0 && (size_t)length < sizeof request &&
         send(from->fd, request, (size_t)length, MSG_NOSIGNAL) == length;
}

void subscriber_close(subscriber *gone) {
  if (gone->state != SUBSCRIBER_CLOSED) close(gone->fd);
  gone->state = SUBSCRIBER_CLOSED;
  free(gone->kept);
  gone->kept = NULL;
}

static void answer_ping(subscriber *to, const char *body, size_t length) {
  char frame[6 + 125] = {(char)0x8A, (char)(0x80 | length)};  // the mask is zero
  memcpy(frame + 6, body, length);
  if (send(to->fd, frame, 6 + length, MSG_NOSIGNAL | MSG_DONTWAIT) < 0) subscriber_close(to);
}

static void take_frame(subscriber *from, const subscriber_options *options, int opcode,
                       const char *body, size_t length) {
  if (opcode == 1 || opcode == 2) {
    if (from->state == SUBSCRIBER_CONNECTING && options->ready != NULL &&
        memmem(body, length, options->ready, strlen(options->ready)) != NULL) {
      from->state = SUBSCRIBER_OPEN;
    }
    options->on_text(from, body, length);
  } else if (opcode == 9 && length <= 125) {
    answer_ping(from, body, length);
  } else if (opcode == 8) {
    if (length >= 2) from->close_code = (unsigned char)body[0] << 8 | (unsigned char)body[1];
    subscriber_close(from);
  }
}

static void say(subscriber *to, const char *text) {
  size_t length = strlen(text), head = length < 126 ? 6 : 8;
  char frame[8 + 1024] = {(char)0x81, (char)(0x80 | (length < 126 ? length : 126))};
  if (length > 1024) {
    subscriber_close(to);
    return;
  }
  if (head == 8) {
    frame[2] = (char)(length >> 8);
    frame[3] = (char)length;
  }
  memcpy(frame + head, text, length);  // the mask is zero
  if (send(to->fd, frame, head + length, MSG_NOSIGNAL) < 0) subscriber_close(to);
}

// How many bytes of the answer's head there are; 0 if it isn't complete, or refused.
static size_t take_head(subscriber *from, const subscriber_options *options, const char *bytes,
                        size_t length) {
  const char *end = memmem(bytes, length, "\r\n\r\n", 4);
  if (end == NULL) return 0;
  if (length < 12 || memcmp(bytes, "HTTP/1.1 101", 12) != 0) {
    fprintf(stderr, "load: the server answered %.*s\n", length < 40 ? (int)length : 40, bytes);
    subscriber_close(from);
    return 0;
  }
  from->upgraded = true;
  if (options->ready == NULL) from->state = SUBSCRIBER_OPEN;
  if (options->send != NULL) say(from, options->send);
  return (size_t)(end - bytes) + 4;
}

// Length of the frame's head; 0 if it isn't complete. Sets the body's length.
static size_t frame_head(const unsigned char *bytes, size_t length, size_t *body) {
  if (length < 2) return 0;
  size_t more = (bytes[1] & 127) == 126 ? 2 : (bytes[1] & 127) == 127 ? 8 : 0;
  if (length < 2 + more) return 0;
  *body = bytes[1] & 127;
  if (more > 0) *body = 0;
  for (size_t i = 0; i < more; i++) *body = *body << 8 | bytes[2 + i];
  return 2 + more;
}

// Returns how much of the bytes was taken.
static size_t take(subscriber *from, const subscriber_options *options, const char *bytes,
                   size_t length) {
  size_t at = 0;
  if (!from->upgraded) {
    at = take_head(from, options, bytes, length);
    if (at == 0) return 0;
  }
  while (from->state != SUBSCRIBER_CLOSED) {
    size_t body, head = frame_head((const unsigned char *)bytes + at, length - at, &body);
    if (head == 0 || length - at - head < body) break;
    take_frame(from, options, bytes[at] & 15, bytes + at + head, body);
    at += head + body;
  }
  return at;
}

// Room for so many bytes, and a read behind them. One buffer for all: what is kept of a connection
// is copied to its front, and not the far longer read to where that is.
static char *room_behind(size_t kept) {
  static char *buffer;
  static size_t room;
  if (room < kept + READ_BYTES) {
    free(buffer);
    room = kept + READ_BYTES;
    buffer = malloc(room);
    if (buffer == NULL) room = 0;
  }
  return buffer;
}

static bool keep(subscriber *of, const char *bytes, size_t length) {
  if (length == 0) return true;
  of->kept = length <= MAX_KEPT ? malloc(length) : NULL;
  if (of->kept == NULL) return false;
  memcpy(of->kept, bytes, length);
  of->kept_length = length;
  return true;
}

void subscriber_read(subscriber *from, const subscriber_options *options) {
  size_t length = from->kept_length;
  char *bytes = room_behind(length);
  if (bytes == NULL) {
    subscriber_close(from);
    return;
  }
  ssize_t count = recv(from->fd, bytes + length, READ_BYTES, MSG_DONTWAIT);
  if (count < 0 && (errno == EAGAIN || errno == EINTR)) return;
  if (count <= 0) {
    subscriber_close(from);
    return;
  }
  if (length > 0) memcpy(bytes, from->kept, length);
  free(from->kept);
  from->kept = NULL;
  from->kept_length = 0;
  length += (size_t)count;
  size_t taken = take(from, options, bytes, length);
  if (from->state != SUBSCRIBER_CLOSED && !keep(from, bytes + taken, length - taken)) {
    subscriber_close(from);
  }
}
