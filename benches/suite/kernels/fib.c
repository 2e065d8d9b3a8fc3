// Recursive Fibonacci numbers: calls.
#include "bench.h"

static int64_t fib(int64_t n) { return n < 2 ? n : fib(n - 1) + fib(n - 2); }

static int64_t kernel(int64_t n) { return fib(n); }
