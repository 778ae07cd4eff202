// The physical limit of fan-out: one thread, epoll, every event encoded once, one send() for each
// delivery, or for `k` events at a time.
//   limit_server PORT       prints "ready" when it listens on 127.0.0.1
//   GET with Upgrade        subscribes; the path doesn't matter
//   GET /publish?count=1000&size=300&rate=0&k=1   sends that many events of that many bytes to
//   everybody, `rate` a second if it is not 0
// It does nothing else that a server does: no journal, no accounts, no masks checked.
#define _GNU_SOURCE
#include <arpa/inet.h>
#include <errno.h>
#include <netinet/tcp.h>
#include <stdbool.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/epoll.h>
#include <sys/resource.h>
#include <sys/socket.h>
#include <time.h>
#include <unistd.h>

#include "handshake.h"

enum { MAX_REQUEST = 4096, MAX_READY = 256 };

typedef struct client {
  int fd;
  bool subscribed, waiting;  // waiting: for room in its socket
  size_t place;              // in `subscribers`
  size_t sent;               // bytes of the burst
  size_t have;
  char *request;  // until it is complete
} client;

static struct {
  int epoll;
  client **subscribers;
  size_t count, room;
  char *burst;    // frames, one after the other; filled as they are sent
  size_t length;  // of what is filled
  size_t size, frame, left, step;  // bytes of an event, of its frame; events to come, and a send
  uint64_t number;
  int64_t interval, next;  // nanoseconds between two sends (0: none), and when the next is due
} server;

static void *must(void *memory) {
  if (memory == NULL) {
    perror("limit_server");
    exit(1);
  }
  return memory;
}

static void drop(client *gone) {
  if (gone->subscribed) {
    server.subscribers[gone->place] = server.subscribers[--server.count];
    server.subscribers[gone->place]->place = gone->place;
  }
  close(gone->fd);
  free(gone->request);
  free(gone);
}

static void watch(client *of, bool writing) {
  if (of->waiting == writing) return;
  struct epoll_event event = {.events = EPOLLIN | (writing ? EPOLLOUT : 0), .data.ptr = of};
  epoll_ctl(server.epoll, EPOLL_CTL_MOD, of->fd, &event);
  of->waiting = writing;
}

// False: the client is gone.
static bool deliver(client *to) {
  while (to->sent < server.length) {
    // Who has fallen behind gets no more at a time than the others.
    size_t unit = server.step * server.frame, piece = unit - to->sent % unit;
    if (piece > server.length - to->sent) piece = server.length - to->sent;
    ssize_t count = send(to->fd, server.burst + to->sent, piece, MSG_NOSIGNAL | MSG_DONTWAIT);
    if (count < 0 && errno == EINTR) continue;
    if (count < 0 && errno == EAGAIN) {
      watch(to, true);
      return true;
    }
    if (count < 0) {
      drop(to);
      return false;
    }
    to->sent += (size_t)count;
  }
  watch(to, false);
  return true;
}

static int64_t now_ns(void) {
  struct timespec time;
  clock_gettime(CLOCK_MONOTONIC, &time);
  return (int64_t)time.tv_sec * 1000000000 + time.tv_nsec;
}

static void encode_one(void) {
  char *frame = server.burst + server.length;
  size_t body = server.size, head = server.frame - body;
  frame[0] = (char)0x81;
  if (head == 2) {
    frame[1] = (char)body;
  } else {
    frame[1] = (char)(head == 4 ? 126 : 127);
    for (size_t i = 2; i < head; i++) frame[i] = (char)((uint64_t)body >> (8 * (head - 1 - i)));
  }
  memset(frame + head, 'x', body);
  int written = sprintf(frame + head, "{\"type\":\"agent_event\",\"seq\":%llu,\"ts\":%lld,\"pad\":\"",
                        (unsigned long long)++server.number,
                        (long long)now_ns());
  frame[head + (size_t)written] = 'x';
  memcpy(frame + head + body - 2, "\"}", 2);
  server.length += head + body;
}

static void send_next(void) {
  for (size_t i = 0; i < server.step && server.left > 0; i++, server.left--) encode_one();
  // Backwards, because a client that is dropped is replaced by the last one.
  for (size_t i = server.count; i-- > 0;) {
    if (!server.subscribers[i]->waiting) deliver(server.subscribers[i]);
  }
}

static size_t parameter(const char *request, const char *name, size_t otherwise) {
  const char *found = strstr(request, name);
  return found == NULL ? otherwise : strtoul(found + strlen(name), NULL, 10);
}

static void start_burst(client *from) {
  size_t count = parameter(from->request, "count=", 1000);
  server.size = parameter(from->request, "size=", 300);
  server.step = parameter(from->request, "k=", 1);
  size_t rate = parameter(from->request, "rate=", 0);
  bool good = count > 0 && count <= 1000000 && server.size >= 128 && server.size <= 65536 &&
              server.step > 0 && server.left == 0;
  if (good) {
    free(server.burst);
    server.burst = must(malloc(count * (server.size + 10) + 256));
    server.length = server.number = 0;
    server.frame = server.size + (server.size < 126 ? 2 : server.size < 65536 ? 4 : 10);
    server.left = count;
    server.interval = rate == 0 ? 0 : (int64_t)(1000000000 * server.step / rate);
    server.next = now_ns();
    for (size_t i = 0; i < server.count; i++) server.subscribers[i]->sent = 0;
  }
  const char *answer = good ? "HTTP/1.1 200 OK\r\nContent-Length: 0\r\nConnection: close\r\n\r\n"
                            : "HTTP/1.1 400 Bad Request\r\nContent-Length: 0\r\nConnection: close\r\n\r\n";
  if (send(from->fd, answer, strlen(answer), MSG_NOSIGNAL) < 0) perror("limit_server: send");
  drop(from);
}

static void subscribe(client *from) {
  const char *key = strcasestr(from->request, "\r\nSec-WebSocket-Key:");
  if (key == NULL) {
    drop(from);
    return;
  }
  key += strlen("\r\nSec-WebSocket-Key:");
  key += strspn(key, " ");
  char accept[HANDSHAKE_ACCEPT_BYTES], answer[256];
  handshake_accept(key, strcspn(key, " \r"), accept);
  int length = snprintf(answer, sizeof answer,
                        "HTTP/1.1 101 Switching Protocols\r\nUpgrade: websocket\r\n"
                        "Connection: Upgrade\r\nSec-WebSocket-Accept: %s\r\n\r\n",
                        accept);
  free(from->request);
  from->request = NULL;
  if (server.count == server.room) {
    server.room = server.room == 0 ? 64 : 2 * server.room;
    server.subscribers = must(realloc(server.subscribers, server.room * sizeof *server.subscribers));
  }
  from->subscribed = true;
  from->sent = server.length;
  from->place = server.count;
  server.subscribers[server.count++] = from;
  if (send(from->fd, answer, (size_t)length, MSG_NOSIGNAL) != length) drop(from);
}

static void read_from(client *from) {
  char ignored[1024];
  bool open = from->subscribed;
  ssize_t count = open ? recv(from->fd, ignored, sizeof ignored, MSG_DONTWAIT)
                       : recv(from->fd, from->request + from->have, MAX_REQUEST - from->have, 0);
  if (count <= 0 && !(count < 0 && errno == EAGAIN)) {
    drop(from);
    return;
  }
  if (open || count < 0) return;
  from->have += (size_t)count;
  from->request[from->have] = '\0';
  if (strstr(from->request, "\r\n\r\n") == NULL) {
    if (from->have == MAX_REQUEST) drop(from);
  } else if (strncmp(from->request, "GET /publish", 12) == 0) {
    start_burst(from);
  } else {
    subscribe(from);
  }
}

static void accept_all(int listener) {
  int fd, on = 1;
  while ((fd = accept4(listener, NULL, NULL, SOCK_NONBLOCK | SOCK_CLOEXEC)) >= 0) {
    setsockopt(fd, IPPROTO_TCP, TCP_NODELAY, &on, sizeof on);
    client *made = must(calloc(1, sizeof *made));
    made->fd = fd;
    made->request = must(malloc(MAX_REQUEST + 1));
    struct epoll_event event = {.events = EPOLLIN, .data.ptr = made};
    epoll_ctl(server.epoll, EPOLL_CTL_ADD, fd, &event);
  }
}

static int listen_on(int port) {
  int on = 1, listener = socket(AF_INET, SOCK_STREAM | SOCK_NONBLOCK | SOCK_CLOEXEC, 0);
  struct sockaddr_in address = {.sin_family = AF_INET, .sin_port = htons((uint16_t)port)};
  address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
  setsockopt(listener, SOL_SOCKET, SO_REUSEADDR, &on, sizeof on);
  if (bind(listener, (struct sockaddr *)&address, sizeof address) != 0 || listen(listener, 4096) != 0) {
    perror("limit_server");
    exit(1);
  }
  return listener;
}

int main(int count, char **arguments) {
  if (count != 2) {
    fprintf(stderr, "usage: limit_server PORT\n");
    return 2;
  }
  struct rlimit files;
  getrlimit(RLIMIT_NOFILE, &files);
  files.rlim_cur = files.rlim_max;
  setrlimit(RLIMIT_NOFILE, &files);
  int listener = listen_on(atoi(arguments[1]));
  server.epoll = epoll_create1(EPOLL_CLOEXEC);
  struct epoll_event event = {.events = EPOLLIN, .data.ptr = NULL};
  epoll_ctl(server.epoll, EPOLL_CTL_ADD, listener, &event);
  puts("ready");
  fflush(stdout);
  struct epoll_event ready[MAX_READY];
  for (;;) {
    int64_t wait = server.interval == 0 ? 0 : server.next - now_ns();
    if (wait < 0) wait = 0;
    struct timespec limit = {.tv_sec = wait / 1000000000, .tv_nsec = wait % 1000000000};
    int found = epoll_pwait2(server.epoll, ready, MAX_READY, server.left > 0 ? &limit : NULL, NULL);
    for (int i = 0; i < found; i++) {
      client *of = ready[i].data.ptr;
      if (of == NULL) {
        accept_all(listener);
      } else if (!(ready[i].events & EPOLLOUT) || deliver(of)) {
        if (ready[i].events & (EPOLLIN | EPOLLHUP | EPOLLERR)) read_from(of);
      }
    }
    // At least this many sends between two looks at the sockets, or looking would be half the work.
    for (size_t sends = 0; server.interval == 0 && server.left > 0 && sends < 64;
         sends += server.count + 1) {
      send_next();
    }
    for (; server.interval > 0 && server.left > 0 && server.next <= now_ns();
         server.next += server.interval) {
      send_next();
    }
  }
}
