// Permutations of pancakes: small integer arrays.
#include "bench.h"

static int64_t kernel(int64_t n) {
    int64_t p[32], q[32], count[32];
    int64_t r = n, maxflips = 0, checksum = 0, sign = 1;
    for (int64_t i = 0; i < n; i++) p[i] = i;
    for (;;) {
        while (r != 1) { count[r - 1] = r; r--; }
        for (int64_t i = 0; i < n; i++) q[i] = p[i];
        int64_t flips = 0, k = q[0];
        while (k != 0) {
            for (int64_t i = 0, j = k; i < j; i++, j--) { int64_t t = q[i]; q[i] = q[j]; q[j] = t; }
            flips++;
            k = q[0];
        }
        if (flips > maxflips) maxflips = flips;
        checksum += sign * flips;
        sign = -sign;
        for (;;) {
            if (r == n) return checksum * 100 + maxflips;
            int64_t first = p[0];
            for (int64_t i = 0; i < r; i++) p[i] = p[i + 1];
            p[r] = first;
            if (--count[r] > 0) break;
            r++;
        }
    }
}
