// Numbers printed into a buffer: strings.
#include "bench.h"

static int64_t kernel(int64_t n) {
    size_t len = 0, cap = 16;
    char *s = malloc(cap);
    for (int64_t i = 1; i <= n; i++) {
        char piece[32];
        int k = snprintf(piece, sizeof piece, "%lld,", (long long)i);
        while (len + k > cap) s = realloc(s, cap *= 2);
        memcpy(s + len, piece, k);
        len += k;
    }
    int64_t h = 0;
    for (size_t i = 0; i < len; i++) h = (h * 31 + (unsigned char)s[i]) % 1000003;
    free(s);
    return h * 1000000000LL + (int64_t)len;
}
