// Does the fault that the request names: "segv", "abort", "overflow", "double_free", "deadlock",
// "loop", "descriptors", "exit", "leaves" (ends, and a process that it has started stays) or "memory"; "thread_segv" and "thread_abort" on a thread of its own
// while the call goes on. Any other text is answered.
#define FIXTURE_NAME "Fault"
#define FIXTURE_TAG "fixture-fault"
#include "../plugins/fixture.h"

#include <fcntl.h>
#include <unistd.h>

// Not optimised away, and never seen by the compiler as endless.
static volatile int zero;
static void *volatile sink;

static void segv(void) { *(volatile int *)(uintptr_t)zero = 1; }

__attribute__((noinline)) static int overflow(int depth) {
  volatile char frame[4096];
  frame[depth % 4096] = 1;
  if (zero != 0) return 0;
  return overflow(depth + 1) + frame[0];
}

static void double_free(void) {
  void *block = malloc(2048);
  // A neighbour, so that the first free does not merge the block with the top of the heap.
  sink = malloc(2048);
  void *volatile again = block;
  free(block);
  free(again);
}

static void deadlock(void) {
  static pthread_mutex_t lock = PTHREAD_MUTEX_INITIALIZER;
  pthread_mutex_lock(&lock);
  pthread_mutex_lock(&lock);
}

static void loop(void) {
  while (zero == 0) {
  }
}

// Takes every descriptor that is left, and never gives one back.
static void descriptors(void) {
  while (open("/dev/null", O_RDONLY | O_CLOEXEC) >= 0) {
  }
}

// The process that stays has all that this one had open, and is no longer of its group.
static void leaves(void) {
  if (fork() > 0) _exit(4);
  setsid();
  alarm(60);
  for (;;) pause();
}

// Until there is no more; then as most programs end.
static void memory(void) {
  for (;;) {
    char *block = malloc(64 << 20);
    if (block == NULL) abort();
    for (size_t at = 0; at < 64 << 20; at += 4096) block[at] = 1;
    sink = block;
  }
}

static void *segv_thread(void *argument) {
  segv();
  return argument;
}

static void *abort_thread(void *argument) {
  (void)argument;
  abort();
}

static hermes_status invoke(hermes_agent *agent, hermes_call call, hermes_bytes request) {
  if (fixture_find(request, "\"text\":\"segv")) segv();
  if (fixture_find(request, "\"text\":\"abort")) abort();
  if (fixture_find(request, "\"text\":\"overflow")) zero = overflow(0) == 7;
  if (fixture_find(request, "\"text\":\"double_free")) double_free();
  if (fixture_find(request, "\"text\":\"deadlock")) deadlock();
  if (fixture_find(request, "\"text\":\"loop")) loop();
  if (fixture_find(request, "\"text\":\"descriptors")) descriptors();
  if (fixture_find(request, "\"text\":\"exit")) exit(3);
  if (fixture_find(request, "\"text\":\"leaves")) leaves();
  if (fixture_find(request, "\"text\":\"memory")) memory();
  if (fixture_find(request, "\"text\":\"thread_segv") && fixture_start(agent, call, 0, segv_thread)) {
    return HERMES_PENDING;
  }
  if (fixture_find(request, "\"text\":\"thread_abort") && fixture_start(agent, call, 0, abort_thread)) {
    return HERMES_PENDING;
  }
  fixture_finish(agent, call, "done");
  return HERMES_OK;
}

FIXTURE_ENTRY(table.invoke = invoke;)
