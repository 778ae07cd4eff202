// Sends POST requests to an HTTP server, one after another on each of several connections, and waits for each answer:
//
//   load PORT PATH BODY REQUESTS WANTED < TOKENS
//
// One keep-alive connection for each line of standard input, which is its bearer token. All answers must be 200 and
// contain WANTED. Prints how long it took and how long an answer took, as a line of JSON. One thread: it takes little of
// a processor itself.
#define _GNU_SOURCE
#include <arpa/inet.h>
#include <errno.h>
#include <netinet/tcp.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/epoll.h>
#include <sys/socket.h>
#include <time.h>
#include <unistd.h>

#include "../fanout/latency.h"

enum { MOST_CONNECTIONS = 1024, TOKEN_BYTES = 2048, ANSWER_BYTES = 256 << 10 };

typedef struct connection {
  int socket;
  char *request;
  size_t request_bytes;
  char *answer;
  size_t answer_bytes;
  int64_t sent_at;
} connection;

static connection connections[MOST_CONNECTIONS];
static const char *wanted;

static int64_t now_ns(void) {
  struct timespec time;
  clock_gettime(CLOCK_MONOTONIC, &time);
  return (int64_t)time.tv_sec * 1000000000 + time.tv_nsec;
}

static void fail(const char *what) {
  fprintf(stderr, "load: %s: %s\n", what, errno ? strerror(errno) : "unexpected");
  exit(1);
}

static int connected(int port) {
  int descriptor = socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0), on = 1;
  struct sockaddr_in to = {.sin_family = AF_INET, .sin_port = htons((uint16_t)port)};
  to.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
  if (descriptor < 0 || connect(descriptor, (struct sockaddr *)&to, sizeof to) != 0) fail("connect");
  setsockopt(descriptor, IPPROTO_TCP, TCP_NODELAY, &on, sizeof on);
  return descriptor;
}

static void open_connection(connection *self, int port, const char *path, const char *body,
                            const char *token) {
  self->socket = connected(port);
  self->answer = malloc(ANSWER_BYTES + 1);
  int length = asprintf(&self->request,
                        "POST %s HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/json\r\n"
                        "Authorization: Bearer %s\r\nPrefer: wait=60\r\nContent-Length: %zu\r\n\r\n%s",
                        path, token, strlen(body), body);
  if (self->answer == NULL || length < 0) fail("memory");
  self->request_bytes = (size_t)length;
}

static void send_request(connection *self) {
  self->answer_bytes = 0;
  self->sent_at = now_ns();
  // Small requests on a connection that has nothing else to send: the kernel takes them whole.
  if (send(self->socket, self->request, self->request_bytes, MSG_NOSIGNAL) !=
      (ssize_t)self->request_bytes)
    fail("send");
}

// Reads what has come. Returns whether the answer is whole.
static bool receive(connection *self) {
  ssize_t more = recv(self->socket, self->answer + self->answer_bytes,
                      ANSWER_BYTES - self->answer_bytes, 0);
  if (more <= 0) fail("recv");
  self->answer_bytes += (size_t)more;
  self->answer[self->answer_bytes] = 0;
  char *end = strstr(self->answer, "\r\n\r\n");
  if (end == NULL) return false;
  char *field = strcasestr(self->answer, "content-length:");
  if (field == NULL || field > end) fail("an answer without Content-Length");
  size_t whole = (size_t)(end + 4 - self->answer) + strtoul(field + 15, NULL, 10);
  if (whole > ANSWER_BYTES) fail("a long answer");
  if (self->answer_bytes < whole) return false;
  if (strncmp(self->answer, "HTTP/1.1 200", 12) != 0 || strstr(end, wanted) == NULL) {
    fprintf(stderr, "load: an answer that was not expected:\n%s\n", self->answer);
    exit(1);
  }
  return true;
}

int main(int count, char **arguments) {
  if (count != 6) {
    fprintf(stderr, "usage: load PORT PATH BODY REQUESTS WANTED < TOKENS\n");
    return 2;
  }
  int port = atoi(arguments[1]);
  long requests = atol(arguments[4]), sent = 0, answered = 0;
  wanted = arguments[5];
  int poll = epoll_create1(EPOLL_CLOEXEC), open = 0;
  char token[TOKEN_BYTES];
  while (open < MOST_CONNECTIONS && fgets(token, sizeof token, stdin) != NULL) {
    token[strcspn(token, "\n")] = 0;
    open_connection(&connections[open], port, arguments[2], arguments[3], token);
    struct epoll_event event = {.events = EPOLLIN, .data.ptr = &connections[open]};
    if (epoll_ctl(poll, EPOLL_CTL_ADD, connections[open].socket, &event) != 0) fail("epoll");
    open++;
  }
  if (open == 0 || requests < 1) fail("no tokens or no requests");
  int64_t start = now_ns();
  for (int i = 0; i < open && sent < requests; i++, sent++) send_request(&connections[i]);
  while (answered < requests) {
    struct epoll_event events[64];
    int ready = epoll_wait(poll, events, 64, -1);
    if (ready < 0 && errno != EINTR) fail("epoll_wait");
    for (int i = 0; i < ready; i++) {
      connection *self = events[i].data.ptr;
      if (!receive(self)) continue;
      latency_add(now_ns() - self->sent_at);
      answered++;
      if (sent < requests) {
        send_request(self);
        sent++;
      }
    }
  }
  printf("{\"seconds\":%.4f,\"p50_ms\":%.3f,\"p99_ms\":%.3f}\n", (double)(now_ns() - start) / 1e9,
         latency_percentile(0.5) / 1000, latency_percentile(0.99) / 1000);
  return 0;
}
