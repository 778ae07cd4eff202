// What the system knows of another process.
#ifndef PROCESS_H
#define PROCESS_H

// Seconds on a processor of all threads that it has now; -1 if unknown.
double process_cpu_seconds(int pid);
// Resident memory in bytes; -1 if unknown.
double process_resident_bytes(int pid);

#endif
