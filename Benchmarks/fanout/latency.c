#include "latency.h"

// Each power of two is divided into this many steps.
enum { STEPS = 64, STEP_BITS = 6, POWERS = 48 };

static uint64_t counts[POWERS * STEPS], total;

static int bucket_of(uint64_t value) {
  if (value < STEPS) return (int)value;
  int power = 63 - __builtin_clzll(value);
  int index = (power - STEP_BITS + 1) * STEPS + (int)(value >> (power - STEP_BITS)) - STEPS;
  return index < POWERS * STEPS ? index : POWERS * STEPS - 1;
}

static double value_of(int bucket) {
  if (bucket < STEPS) return bucket;
  int shift = bucket / STEPS - 1;
  return (double)((uint64_t)(STEPS + bucket % STEPS) << shift);
}

void latency_add(int64_t nanoseconds) {
  counts[bucket_of(nanoseconds < 0 ? 0 : (uint64_t)nanoseconds)]++;
  total++;
}

double latency_percentile(double share) {
  uint64_t seen = 0;
  for (int i = 0; i < POWERS * STEPS; i++) {
    seen += counts[i];
    if (seen > 0 && (double)seen >= share * (double)total) return value_of(i) / 1000.0;
  }
  return 0;
}
