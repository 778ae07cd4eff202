// WebSocket load client:
//   load ws://HOST:PORT/PATH -n N [--expect FRAMES] [--match TEXT] [--ready TEXT] [--header LINE]
//        [--send TEXT] [--pid PID] [--timeout SECONDS] [--check-seq] [--several] [--idle SECONDS]
// Opens N connections, prints "ready", counts on each the frames that hold TEXT, or with --several
// the TEXTs in them (a frame of NATS holds several events), until it has FRAMES of them, and prints
// one line of JSON: deliveries a second, latency from "ts" (CLOCK_MONOTONIC in nanoseconds, put in
// by the sender on the same machine), processor time of PID meanwhile. With --idle it only keeps
// the connections for that long and prints PID's memory.
#define _GNU_SOURCE
#include <errno.h>
#include <getopt.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/epoll.h>
#include <sys/resource.h>
#include <time.h>

#include "latency.h"
#include "process.h"
#include "subscriber.h"

enum { MAX_STARTING = 64, MAX_READY = 256 };

static struct {
  subscriber_options connect;
  const char *match;
  size_t connections;
  uint64_t expect;
  int pid;
  double timeout, idle;
  bool check_seq, several;
} options = {.match = "", .connections = 1, .timeout = 120};

static struct {
  subscriber *all;
  int epoll;
  size_t started, open, closed, complete;
  uint64_t frames, bytes, gaps, duplicates, early;
  double first, last;
  bool ready;
} run;

static double now(void) {
  struct timespec time;
  clock_gettime(CLOCK_MONOTONIC, &time);
  return (double)time.tv_sec + (double)time.tv_nsec / 1e9;
}

static int64_t number_behind(const char *text, size_t length, const char *word) {
  size_t size = strlen(word);
  const char *found = memmem(text, length, word, size);
  if (found == NULL) return -1;
  int64_t number = 0;
  const char *digit = found + size;
  for (; digit < text + length && *digit >= '0' && *digit <= '9'; digit++) {
    number = number * 10 + (*digit - '0');
  }
  return digit == found + size ? -1 : number;
}

static void check_seq(subscriber *from, uint64_t seq) {
  if (seq <= from->last_seq) {
    run.duplicates++;
    return;
  }
  if (seq != from->last_seq + 1) run.gaps++;
  from->last_seq = seq;
}

static void on_text(subscriber *from, const char *text, size_t length) {
  if (options.check_seq) {
    int64_t seq = number_behind(text, length, "\"seq\":");
    if (seq > 0) check_seq(from, (uint64_t)seq);
  }
  size_t size = strlen(options.match);
  const char *found = memmem(text, length, options.match, size);
  if (found == NULL) return;
  struct timespec time;
  clock_gettime(CLOCK_MONOTONIC, &time);
  run.last = (double)time.tv_sec + (double)time.tv_nsec / 1e9;
  run.bytes += length;
  do {
    if (run.frames++ == 0) run.first = run.last;
    if (!run.ready) run.early++;
    if (++from->matched == options.expect) run.complete++;
    // From here, because the stamp may be a part of what is matched.
    size_t rest = length - (size_t)(found - text);
    int64_t sent = number_behind(found, rest, "\"ts\":");
    if (sent > 0) latency_add((int64_t)time.tv_sec * 1000000000 + time.tv_nsec - sent);
    found = options.several ? memmem(found + size, rest - size, options.match, size) : NULL;
  } while (found != NULL);
}

static void start_more(void) {
  while (run.started < options.connections &&
         run.started - run.open - run.closed < MAX_STARTING) {
    subscriber *made = &run.all[run.started++];
    if (!subscriber_start(made, &options.connect)) {
      perror("load: connect");
      exit(1);
    }
    struct epoll_event event = {.events = EPOLLOUT, .data.ptr = made};
    epoll_ctl(run.epoll, EPOLL_CTL_ADD, made->fd, &event);
  }
}

static void serve(subscriber *of, uint32_t events) {
  subscriber_state before = of->state;
  if (of->state == SUBSCRIBER_CLOSED) return;
  if (events & EPOLLOUT) {
    struct epoll_event event = {.events = EPOLLIN, .data.ptr = of};
    epoll_ctl(run.epoll, EPOLL_CTL_MOD, of->fd, &event);
    if (!subscriber_ask(of, &options.connect)) subscriber_close(of);
  } else {
    subscriber_read(of, &options.connect);
  }
  if (before == SUBSCRIBER_CONNECTING && of->state == SUBSCRIBER_OPEN) run.open++;
  if (of->state == SUBSCRIBER_CLOSED) {
    if (before == SUBSCRIBER_OPEN) run.open--;
    run.closed++;
  }
}

// One look at the sockets; waits a tenth of a second at most.
static void turn(void) {
  struct epoll_event ready[MAX_READY];
  start_more();
  int count = epoll_wait(run.epoll, ready, MAX_READY, 100);
  for (int i = 0; i < count; i++) serve(ready[i].data.ptr, ready[i].events);
}

static void report_idle(double before, double opened, double after) {
  double each = (double)options.connections;
  printf("{\"connections\":%zu,\"open\":%zu,\"closed\":%zu,\"rss_before\":%.0f,\"rss_open\":%.0f,"
         "\"rss_after\":%.0f,\"bytes_per_connection\":%.0f}\n",
         options.connections, run.open, run.closed, before, opened, after, (after - before) / each);
}

static void report(double ready_in, double cpu, bool timed_out) {
  double seconds = run.last - run.first, frames = (double)run.frames;
  printf("{\"connections\":%zu,\"frames\":%llu,\"frame_bytes\":%.0f,\"seconds\":%.6f,"
         "\"deliveries_per_s\":%.0f,\"p50_us\":%.0f,\"p99_us\":%.0f,\"server_cpu_s\":%.6f,"
         "\"cpu_s_per_million\":%.4f,\"gaps\":%llu,\"duplicates\":%llu,\"early\":%llu,"
         "\"complete\":%zu,\"closed\":%zu,\"close_code\":%d,\"ready_in_s\":%.3f,\"timed_out\":%s}\n",
         options.connections, (unsigned long long)run.frames,
         run.frames == 0 ? 0 : (double)run.bytes / frames, seconds,
         seconds > 0 ? frames / seconds : 0, latency_percentile(0.5), latency_percentile(0.99), cpu,
         run.frames == 0 ? 0 : cpu / frames * 1e6, (unsigned long long)run.gaps,
         (unsigned long long)run.duplicates, (unsigned long long)run.early, run.complete, run.closed,
         run.all[0].close_code, ready_in, timed_out ? "true" : "false");
}

static bool read_url(char *url) {
  if (strncmp(url, "ws://", 5) != 0) return false;
  char *host = url + 5, *path = strchr(host, '/');
  options.connect.path = path == NULL ? "/" : strdup(path);
  if (path != NULL) *path = '\0';
  char *port = strrchr(host, ':');
  if (port == NULL) return false;
  *port = '\0';
  options.connect.host = host;
  options.connect.port = port + 1;
  return true;
}

static bool read_options(int count, char **arguments) {
  static const struct option known[] = {
      {"expect", 1, NULL, 'e'},  {"match", 1, NULL, 'm'}, {"ready", 1, NULL, 'r'},
      {"header", 1, NULL, 'h'},  {"pid", 1, NULL, 'p'},   {"timeout", 1, NULL, 't'},
      {"send", 1, NULL, 'o'},    {"check-seq", 0, NULL, 's'}, {"idle", 1, NULL, 'i'},
      {"several", 0, NULL, 'v'}, {NULL, 0, NULL, 0},
  };
  options.connect.on_text = on_text;
  for (int letter; (letter = getopt_long(count, arguments, "n:", known, NULL)) != -1;) {
    switch (letter) {
      case 'n': options.connections = strtoul(optarg, NULL, 10); break;
      case 'e': options.expect = strtoul(optarg, NULL, 10); break;
      case 'm': options.match = optarg; break;
      case 'o': options.connect.send = optarg; break;
      case 'r': options.connect.ready = optarg; break;
      case 'h': options.connect.header = optarg; break;
      case 'p': options.pid = atoi(optarg); break;
      case 't': options.timeout = atof(optarg); break;
      case 's': options.check_seq = true; break;
      case 'v': options.several = true; break;
      case 'i': options.idle = atof(optarg); break;
      default: return false;
    }
  }
  return optind + 1 == count && options.connections > 0 &&
         !(options.several && *options.match == '\0') && read_url(arguments[optind]);
}

int main(int count, char **arguments) {
  if (!read_options(count, arguments)) {
    fprintf(stderr, "usage: load ws://HOST:PORT/PATH -n N [--expect FRAMES] [--match TEXT] "
                    "[--ready TEXT] [--send TEXT] [--header LINE] [--pid PID] [--timeout SECONDS] "
                    "[--check-seq] [--several] [--idle SECONDS]\n");
    return 2;
  }
  struct rlimit files;
  getrlimit(RLIMIT_NOFILE, &files);
  files.rlim_cur = files.rlim_max;
  setrlimit(RLIMIT_NOFILE, &files);
  run.all = calloc(options.connections, sizeof *run.all);
  run.epoll = epoll_create1(EPOLL_CLOEXEC);
  if (run.all == NULL || run.epoll < 0) return 1;

  double start = now(), end = start + options.timeout;
  double memory = process_resident_bytes(options.pid);
  while (run.open + run.closed < options.connections && now() < end) turn();
  double ready_in = now() - start, cpu = process_cpu_seconds(options.pid);
  run.ready = true;
  puts("ready");
  fflush(stdout);

  if (options.idle > 0) {
    double opened = process_resident_bytes(options.pid);
    for (double until = now() + options.idle; now() < until;) turn();
    report_idle(memory, opened, process_resident_bytes(options.pid));
    return run.closed == 0 ? 0 : 1;
  }
  while (run.complete < options.connections && run.closed < options.connections && now() < end) {
    turn();
  }
  double used = cpu < 0 ? -1 : process_cpu_seconds(options.pid) - cpu;
  bool timed_out = now() >= end;
  report(ready_in, used, timed_out);
  return run.complete == options.connections && run.gaps + run.duplicates == 0 ? 0 : 1;
}
