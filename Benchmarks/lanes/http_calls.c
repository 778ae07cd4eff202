// Calls an HTTP server with the request of an agent: http_calls PORT CALLS AT_A_TIME
// One keep-alive connection each; prints calls a second and how long one took.
#define _GNU_SOURCE
#include <arpa/inet.h>
#include <netinet/tcp.h>
#include <pthread.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>
#include <time.h>
#include <unistd.h>

#define MOST 64

static const char body[] =
    "{\"message\":{\"role\":\"ROLE_USER\",\"parts\":[{\"text\":\"hello\"}]},\"task_id\":\"t\","
    "\"context_id\":\"c\",\"step_key\":\"t/1\",\"skill\":\"echo\",\"attempt\":1,\"artifacts\":[]}";

typedef struct caller {
  pthread_t thread;
  int port;
  long warm_up, calls;
  double *nanoseconds;  // of each call
} caller;

static pthread_barrier_t ready;

static double now_ns(void) {
  struct timespec time;
  clock_gettime(CLOCK_MONOTONIC, &time);
  return (double)time.tv_sec * 1e9 + (double)time.tv_nsec;
}

static void fail(const char *what) {
  perror(what);
  exit(1);
}

static int connected(int port) {
  int socket_ = socket(AF_INET, SOCK_STREAM, 0), on = 1;
  struct sockaddr_in to = {.sin_family = AF_INET, .sin_port = htons((uint16_t)port)};
  to.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
  if (socket_ < 0 || connect(socket_, (struct sockaddr *)&to, sizeof to) != 0) fail("connect");
  setsockopt(socket_, IPPROTO_TCP, TCP_NODELAY, &on, sizeof on);
  return socket_;
}

// Sends one request and reads its whole answer.
static void call(int socket_, const char *request, size_t length) {
  char answer[8192];
  size_t count = 0, wanted = sizeof answer;
  if (send(socket_, request, length, MSG_NOSIGNAL) != (ssize_t)length) fail("send");
  while (count < wanted) {
    ssize_t more = recv(socket_, answer + count, sizeof answer - 1 - count, 0);
    if (more <= 0) fail("recv");
    count += (size_t)more;
    answer[count] = 0;
    char *end = strstr(answer, "\r\n\r\n"), *field = strcasestr(answer, "content-length:");
    if (end == NULL) continue;
    if (strncmp(answer, "HTTP/1.1 200", 12) != 0 || field == NULL) fail("answer");
    wanted = (size_t)(end + 4 - answer) + (size_t)strtol(field + 15, NULL, 10);
  }
}

static void *run(void *argument) {
  caller *self = argument;
  char request[1024];
  int length = snprintf(request, sizeof request,
                        "POST /echo HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/json\r\n"
                        "Content-Length: %zu\r\n\r\n%s",
                        sizeof body - 1, body);
  int socket_ = connected(self->port);
  for (long i = 0; i < self->warm_up; i++) call(socket_, request, (size_t)length);
  pthread_barrier_wait(&ready);
  for (long i = 0; i < self->calls; i++) {
    double start = now_ns();
    call(socket_, request, (size_t)length);
    self->nanoseconds[i] = now_ns() - start;
  }
  close(socket_);
  return NULL;
}

static int ascending(const void *left, const void *right) {
  double a = *(const double *)left, b = *(const double *)right;
  return (a > b) - (a < b);
}

int main(int count, char **arguments) {
  int port = count == 4 ? atoi(arguments[1]) : 0;
  long calls = count == 4 ? atol(arguments[2]) : 0, at_a_time = count == 4 ? atol(arguments[3]) : 0;
  if (port <= 0 || at_a_time < 1 || at_a_time > MOST || calls < at_a_time) {
    fprintf(stderr, "usage: http_calls PORT CALLS AT_A_TIME\n");
    return 2;
  }
  caller callers[MOST];
  calls = calls / at_a_time * at_a_time;
  double *all = calloc((size_t)calls, sizeof *all);
  if (all == NULL) fail("calloc");
  pthread_barrier_init(&ready, NULL, (unsigned)at_a_time + 1);
  for (long i = 0; i < at_a_time; i++) {
    long share = calls / at_a_time;
    callers[i] = (caller){
        .port = port, .warm_up = share / 10, .calls = share, .nanoseconds = all + i * share};
    if (pthread_create(&callers[i].thread, NULL, run, &callers[i]) != 0) fail("thread");
  }
  pthread_barrier_wait(&ready);
  double start = now_ns();
  for (long i = 0; i < at_a_time; i++) pthread_join(callers[i].thread, NULL);
  double seconds = (now_ns() - start) / 1e9;
  qsort(all, (size_t)calls, sizeof *all, ascending);
  printf("{\"per_second\":%.1f,\"p50_us\":%.2f,\"p99_us\":%.2f}\n", (double)calls / seconds,
         all[(calls - 1) / 2] / 1000, all[(calls - 1) * 99 / 100] / 1000);
  free(all);
  return 0;
}
