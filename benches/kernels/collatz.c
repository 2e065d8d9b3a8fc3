#include "kernel.h"
long kernel(void) {
    long best = 0, longest = 0;
    for (long start = 1; start <= 300000; start++) {
        long n = start, steps = 0;
        while (n != 1) {
            n = n % 2 == 0 ? n / 2 : 3 * n + 1;
            steps++;
        }
        if (steps > longest) {
            best = start;
            longest = steps;
        }
    }
    return best;
}
