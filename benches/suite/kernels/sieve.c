// The sieve of Eratosthenes: stores with a stride.
#include "bench.h"

static int64_t kernel(int64_t n) {
    unsigned char *prime = malloc(n + 1);
    memset(prime, 1, n + 1);
    int64_t count = 0;
    for (int64_t i = 2; i <= n; i++) {
        if (prime[i]) {
            count++;
            for (int64_t j = i * i; j <= n; j += i) prime[j] = 0;
        }
    }
    free(prime);
    return count;
}
