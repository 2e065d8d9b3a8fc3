// The longest Collatz sequence below a bound: integer arithmetic and unpredictable branches.
#include "bench.h"
static int64_t kernel(int64_t n) {
    long best = 0, longest = 0;
    for (long start = 1; start <= n; start++) {
        long m = start, steps = 0;
        while (m != 1) {
            m = m % 2 == 0 ? m / 2 : 3 * m + 1;
            steps++;
        }
        if (steps > longest) {
            best = start;
            longest = steps;
        }
    }
    return best;
}
