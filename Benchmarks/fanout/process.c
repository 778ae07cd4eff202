#define _GNU_SOURCE
#include "process.h"

#include <dirent.h>
#include <stdbool.h>
#include <stdio.h>
#include <unistd.h>

double process_cpu_seconds(int pid) {
  char path[512];
  snprintf(path, sizeof path, "/proc/%d/task", pid);
  DIR *threads = opendir(path);
  if (threads == NULL) return -1;
  double nanoseconds = 0;
  bool any = false;
  for (struct dirent *thread; (thread = readdir(threads)) != NULL;) {
    if (thread->d_name[0] == '.') continue;
    // schedstat counts nanoseconds; stat would only count ticks of ten milliseconds.
    snprintf(path, sizeof path, "/proc/%d/task/%s/schedstat", pid, thread->d_name);
    FILE *file = fopen(path, "r");
    if (file == NULL) continue;
    double running;
    if (fscanf(file, "%lf", &running) == 1) {
      nanoseconds += running;
      any = true;
    }
    fclose(file);
  }
  closedir(threads);
  return any ? nanoseconds / 1e9 : -1;
}

double process_resident_bytes(int pid) {
  char path[64];
  snprintf(path, sizeof path, "/proc/%d/statm", pid);
  FILE *file = fopen(path, "r");
  if (file == NULL) return -1;
  unsigned long pages;
  int found = fscanf(file, "%*u %lu", &pages);
  fclose(file);
  return found == 1 ? (double)pages * (double)sysconf(_SC_PAGESIZE) : -1;
}
