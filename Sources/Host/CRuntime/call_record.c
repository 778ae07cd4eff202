#define _GNU_SOURCE
#include "hermes_call_record.h"

#include <errno.h>
#include <fcntl.h>
#include <link.h>
#include <signal.h>
#include <stdatomic.h>
#include <stdbool.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <time.h>
#include <ucontext.h>
#include <unistd.h>

static const uint64_t magic = 0x31304c4c41434d48; /* "HMCALL01" */

typedef struct image {
  uintptr_t from, to;
} image;

struct hermes_record {
  uint64_t magic;
  hermes_record_end end;
  _Atomic uint32_t libraries;
  hermes_record_library library[HERMES_RECORD_LIBRARIES];
  hermes_record_call call[HERMES_RECORD_CALLS];
};

static hermes_record *record;
/* Of this process only: addresses mean nothing to the next process. */
static image images[HERMES_RECORD_LIBRARIES];
static atomic_flag is_ending = ATOMIC_FLAG_INIT;

static _Thread_local struct {
  uint32_t slot;
  uint64_t token, started;
} inside;

static uint64_t thread_time(void) {
  struct timespec time;
  clock_gettime(CLOCK_THREAD_CPUTIME_ID, &time);
  return (uint64_t)time.tv_sec * 1000000000u + (uint64_t)time.tv_nsec;
}

/* ---- Reading ---- */

const hermes_record *hermes_record_map(const char *path) {
  int file = open(path, O_RDONLY | O_CLOEXEC);
  if (file < 0) return NULL;
  struct stat status;
  void *memory = MAP_FAILED;
  errno = EINVAL;
  if (fstat(file, &status) == 0 && status.st_size == (off_t)sizeof(hermes_record)) {
    memory = mmap(NULL, sizeof(hermes_record), PROT_READ, MAP_PRIVATE, file, 0);
  }
  close(file);
  if (memory == MAP_FAILED) return NULL;
  const hermes_record *found = memory;
  return found->magic == magic ? found : NULL;
}

const hermes_record_end *hermes_record_how(const hermes_record *from) { return &from->end; }

const hermes_record_call *hermes_record_call_at(const hermes_record *from, uint32_t index) {
  return index >= 1 && index <= HERMES_RECORD_CALLS ? &from->call[index - 1] : NULL;
}

const hermes_record_library *hermes_record_library_at(const hermes_record *from, uint32_t index) {
  bool is_known = index >= 1 && index <= HERMES_RECORD_LIBRARIES && index <= from->libraries;
  return is_known ? &from->library[index - 1] : NULL;
}

/* ---- The end ---- */

static void note_end(int32_t state, int32_t signal, uint64_t address, uint64_t counter) {
  /* The first fault is the one to report. */
  if (atomic_flag_test_and_set(&is_ending)) return;
  hermes_record_end *end = &record->end;
  end->signal = signal;
  end->address = address;
  end->counter = counter;
  end->slot = inside.slot;
  end->library = 0;
  for (uint32_t index = 0; index < record->libraries; index++) {
    if (counter >= images[index].from && counter < images[index].to) end->library = index + 1;
  }
  end->state = state;
}

static uint64_t program_counter(const void *context) {
#if defined(__x86_64__)
  return (uint64_t)((const ucontext_t *)context)->uc_mcontext.gregs[REG_RIP];
#elif defined(__aarch64__)
  return (uint64_t)((const ucontext_t *)context)->uc_mcontext.pc;
#else
  (void)context;
  return 0;
#endif
}

/* Runs on the faulting thread's alternate stack. Only writes to memory, and lets the default action
 * follow. */
static void on_fault(int number, siginfo_t *info, void *context) {
  note_end(HERMES_RECORD_SIGNALLED, number, (uint64_t)(uintptr_t)info->si_addr,
           program_counter(context));
  signal(number, SIG_DFL);
  raise(number);
}

static void on_exit_call(void) {
  if (record->end.state == HERMES_RECORD_RUNNING) note_end(HERMES_RECORD_EXITED, 0, 0, 0);
}

static void catch_faults(void) {
  static const int faults[] = {SIGSEGV, SIGBUS, SIGILL, SIGFPE, SIGABRT, SIGTRAP, SIGSYS};
  struct sigaction action = {.sa_sigaction = on_fault, .sa_flags = SA_SIGINFO | SA_ONSTACK};
  sigemptyset(&action.sa_mask);
  for (size_t index = 0; index < sizeof faults / sizeof *faults; index++) {
    sigaction(faults[index], &action, NULL);
  }
}

/* ---- Writing ---- */

int hermes_record_begin(const char *path) {
  /* A new file: the old one may still be mapped for reading. */
  if (unlink(path) != 0 && errno != ENOENT) return errno;
  int file = open(path, O_RDWR | O_CREAT | O_EXCL | O_CLOEXEC, 0600);
  if (file < 0) return errno;
  void *memory = MAP_FAILED;
  /* Allocates the blocks: a page of the mapping that finds no space on a full disk would end the
   * server. */
  errno = posix_fallocate(file, 0, sizeof(hermes_record));
  if (errno == 0) {
    memory = mmap(NULL, sizeof(hermes_record), PROT_READ | PROT_WRITE, MAP_SHARED, file, 0);
  }
  int status = memory == MAP_FAILED ? errno : 0;
  close(file);
  if (status != 0) return status;
  record = memory;
  record->end.state = HERMES_RECORD_RUNNING;
  record->magic = magic;
  atexit(on_exit_call);
  catch_faults();
  return 0;
}

void hermes_record_orderly(void) {
  if (record) record->end.state = HERMES_RECORD_ORDERLY;
}

static void copy(char *to, size_t size, const char *from) {
  size_t length = strnlen(from, size - 1);
  memcpy(to, from, length);
  to[length] = 0;
}

typedef struct search {
  uintptr_t symbol;
  image found;
} search;

static int widen(struct dl_phdr_info *info, size_t size, void *argument) {
  (void)size;
  search *wanted = argument;
  image whole = {UINTPTR_MAX, 0};
  for (int index = 0; index < info->dlpi_phnum; index++) {
    if (info->dlpi_phdr[index].p_type != PT_LOAD) continue;
    uintptr_t from = info->dlpi_addr + info->dlpi_phdr[index].p_vaddr;
    uintptr_t to = from + info->dlpi_phdr[index].p_memsz;
    if (from < whole.from) whole.from = from;
    if (to > whole.to) whole.to = to;
  }
  if (wanted->symbol < whole.from || wanted->symbol >= whole.to) return 0;
  wanted->found = whole;
  return 1;
}

uint32_t hermes_record_add_library(const char *digest, const char *path, const void *symbol) {
  if (!record) return 0;
  /* A runtime that was loaded with the library, such as Swift's, may have replaced the signal
   * handlers. */
  catch_faults();
  if (record->libraries == HERMES_RECORD_LIBRARIES) return 0;
  search wanted = {.symbol = (uintptr_t)symbol};
  dl_iterate_phdr(widen, &wanted);
  uint32_t index = record->libraries;
  copy(record->library[index].digest, sizeof record->library[index].digest, digest);
  copy(record->library[index].path, sizeof record->library[index].path, path);
  images[index] = wanted.found;
  record->libraries = index + 1;
  return index + 1;
}

/* Takes a free slot, starting at a position that depends on the token. */
static uint32_t take_slot(uint64_t token) {
  for (uint32_t tries = 0; tries < HERMES_RECORD_CALLS; tries++) {
    uint32_t index = (uint32_t)((token + tries) % HERMES_RECORD_CALLS);
    uint64_t expected = 0;
    if (__atomic_compare_exchange_n(&record->call[index].token, &expected, token, false,
                                    __ATOMIC_ACQ_REL, __ATOMIC_RELAXED)) {
      return index + 1;
    }
  }
  return 0;
}

uint32_t hermes_record_enter(uint32_t library, uint64_t token, const char *agent,
                             const char *task) {
  uint32_t slot = record ? take_slot(token) : 0;
  if (slot != 0) {
    hermes_record_call *call = &record->call[slot - 1];
    call->library = library;
    call->is_inside = 1;
    copy(call->agent, sizeof call->agent, agent);
    copy(call->task, sizeof call->task, task);
  }
  inside.slot = slot;
  inside.token = token;
  inside.started = thread_time();
  return slot;
}

uint64_t hermes_record_leave(uint32_t slot) {
  uint64_t spent = thread_time() - inside.started;
  if (slot != 0) record->call[slot - 1].is_inside = 0;
  inside.slot = 0;
  inside.token = 0;
  return spent;
}

uint64_t hermes_record_spent(uint64_t token) {
  return inside.token == token && token != 0 ? thread_time() - inside.started : 0;
}

void hermes_record_close(uint32_t slot) {
  if (slot != 0) __atomic_store_n(&record->call[slot - 1].token, 0, __ATOMIC_RELEASE);
}
