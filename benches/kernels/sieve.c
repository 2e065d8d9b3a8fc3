#include "kernel.h"
#include <stdlib.h>
#include <string.h>
long kernel(void) {
    long n = 5000000, count = 0;
    char *prime = malloc(n + 1);
    memset(prime, 1, n + 1);
    for (long i = 2; i <= n; i++) {
        if (!prime[i]) continue;
        count++;
        for (long j = i * i; j <= n; j += i) prime[j] = 0;
    }
    free(prime);
    return count;
}
