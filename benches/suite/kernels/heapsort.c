// Heap sort of pseudo-random numbers: bounds-checked loads and stores.
#include "bench.h"
static void sift(long *a, long start, long stop) {
    long root = start;
    while (2 * root <= stop) {
        long child = 2 * root;
        if (child < stop && a[child] < a[child + 1]) child++;
        if (a[root] >= a[child]) return;
        long t = a[root];
        a[root] = a[child];
        a[child] = t;
        root = child;
    }
}
static int64_t kernel(int64_t n) {
    long s = 42;
    long *a = malloc((n + 1) * sizeof *a);
    for (long i = 1; i <= n; i++) {
        s = s * 16807 % 2147483647;
        a[i] = s;
    }
    for (long start = n / 2; start >= 1; start--) sift(a, start, n);
    for (long stop = n; stop >= 2; stop--) {
        long t = a[1];
        a[1] = a[stop];
        a[stop] = t;
        sift(a, 1, stop - 1);
    }
    long result = a[1] + a[n / 2] + a[n];
    free(a);
    return result;
}
