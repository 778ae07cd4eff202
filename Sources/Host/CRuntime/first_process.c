#define _GNU_SOURCE
#include <signal.h>
#include <stdbool.h>
#include <sys/prctl.h>
#include <sys/wait.h>
#include <unistd.h>

/* The first process of a container inherits every process whose parent has ended, and nobody else
 * collects those: sandboxes leave some, until no process can be started any more. Hermes would have
 * to distinguish them from its own children; instead, it runs as the child of a process that does
 * nothing else, as under tini. */

/* Collects every child that has ended. Returns whether `program` is among them; `status` is written
 * then. Never blocks. */
static bool collect(pid_t program, int *status) {
  bool has_ended = false;
  int found = 0;
  pid_t child;
  while ((child = waitpid(-1, &found, WNOHANG)) > 0) {
    if (child != program) continue;
    has_ended = true;
    *status = found;
  }
  return has_ended;
}

/* Passes signals on and collects processes until `program` has ended; returns its exit status, as a
 * shell would. Blocks. */
static int watch(pid_t program, const sigset_t *signals) {
  int status = 0;
  for (;;) {
    siginfo_t info;
    int number = sigwaitinfo(signals, &info);
    if (number < 0) continue;
    if (number == SIGCHLD) {
      if (collect(program, &status)) break;
      continue;
    }
    /* What the terminal sends, the program has got as well: it is in the same process group. */
    if (info.si_code != SI_KERNEL) kill(program, number);
  }
  return WIFSIGNALED(status) ? 128 + WTERMSIG(status) : WEXITSTATUS(status);
}

/* Before main, while there is one thread: a fork carries no other over. */
__attribute__((constructor)) static void become_child_of_first_process(void) {
  if (getpid() != 1) return;
  sigset_t signals, before;
  sigfillset(&signals);
  sigprocmask(SIG_SETMASK, &signals, &before);
  pid_t program = fork();
  if (program > 0) _exit(watch(program, &signals));
  /* Also where it can't be forked: better without a parent than not at all. */
  if (program == 0) prctl(PR_SET_PDEATHSIG, SIGKILL);
  sigprocmask(SIG_SETMASK, &before, NULL);
}
