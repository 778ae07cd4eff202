// Latencies in a histogram of fixed size, exact to about one percent.
#ifndef LATENCY_H
#define LATENCY_H

#include <stdint.h>

void latency_add(int64_t nanoseconds);
// In microseconds: what `share` (0 to 1) of the samples do not exceed; 0 without samples.
double latency_percentile(double share);

#endif
