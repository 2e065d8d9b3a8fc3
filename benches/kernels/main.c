/* Runs a kernel three times; prints its result and the shortest time in milliseconds. */
#include "kernel.h"
#include <stdio.h>
#include <time.h>
int main(void) {
    double best = 1e9;
    long result = 0;
    for (int i = 0; i < 3; i++) {
        struct timespec a, b;
        clock_gettime(CLOCK_MONOTONIC, &a);
        result = kernel();
        clock_gettime(CLOCK_MONOTONIC, &b);
        double ms = (b.tv_sec - a.tv_sec) * 1e3 + (b.tv_nsec - a.tv_nsec) / 1e6;
        if (ms < best) best = ms;
    }
    printf("%ld %.3f\n", result, best);
    return 0;
}
