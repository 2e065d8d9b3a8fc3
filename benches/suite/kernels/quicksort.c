// Quicksort of pseudo-random numbers: unpredictable branches.
#include "bench.h"

static void quicksort(int64_t *a, int64_t lo, int64_t hi) {
    if (lo >= hi) return;
    int64_t pivot = a[(lo + hi) / 2], i = lo, j = hi;
    while (i <= j) {
        while (a[i] < pivot) i++;
        while (a[j] > pivot) j--;
        if (i <= j) { int64_t t = a[i]; a[i] = a[j]; a[j] = t; i++; j--; }
    }
    quicksort(a, lo, j);
    quicksort(a, i, hi);
}

static int64_t kernel(int64_t n) {
    int64_t *a = malloc(n * sizeof *a), s = 42;
    for (int64_t i = 0; i < n; i++) { s = s * 16807 % 2147483647; a[i] = s; }
    quicksort(a, 0, n - 1);
    int64_t r = a[n / 4] + a[n / 2] + a[n - 1];
    for (int64_t i = 1; i < n; i++) if (a[i - 1] > a[i]) r = -1;
    free(a);
    return r;
}
