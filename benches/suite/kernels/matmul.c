// Matrix product by three loops: what vectorizers like.
#include "bench.h"

static void matmul(const double *a, const double *b, double *c, int64_t n) {
    for (int64_t i = 0; i < n; i++)
        for (int64_t k = 0; k < n; k++) {
            double x = a[i * n + k];
            for (int64_t j = 0; j < n; j++) c[i * n + j] += x * b[k * n + j];
        }
}

static int64_t kernel(int64_t n) {
    double *a = malloc(n * n * sizeof *a), *b = malloc(n * n * sizeof *b), *c = calloc(n * n, sizeof *c);
    for (int64_t i = 0; i < n; i++)
        for (int64_t j = 0; j < n; j++) {
            a[i * n + j] = (i * j) % 7 + 0.5;
            b[i * n + j] = (i + j) % 5 + 0.5;
        }
    matmul(a, b, c, n);
    double s = 0.0;
    for (int64_t i = 0; i < n * n; i++) s += c[i];
    free(a); free(b); free(c);
    return (int64_t)(s * 4.0);
}
