// The spectral norm of a matrix: divisions and reductions.
#include "bench.h"

static double entry(int64_t i, int64_t j) { return 1.0 / ((i + j) * (i + j + 1) / 2 + i + 1); }

static void mul_av(const double *v, double *out, int64_t n) {
    for (int64_t i = 0; i < n; i++) {
        double s = 0.0;
        for (int64_t j = 0; j < n; j++) s += entry(i, j) * v[j];
        out[i] = s;
    }
}

static void mul_atv(const double *v, double *out, int64_t n) {
    for (int64_t i = 0; i < n; i++) {
        double s = 0.0;
        for (int64_t j = 0; j < n; j++) s += entry(j, i) * v[j];
        out[i] = s;
    }
}

static int64_t kernel(int64_t n) {
    double *u = malloc(n * sizeof *u), *v = malloc(n * sizeof *v), *t = malloc(n * sizeof *t);
    for (int64_t i = 0; i < n; i++) { u[i] = 1.0; v[i] = 0.0; }
    for (int k = 0; k < 10; k++) {
        mul_av(u, t, n); mul_atv(t, v, n);
        mul_av(v, t, n); mul_atv(t, u, n);
    }
    double uv = 0.0, vv = 0.0;
    for (int64_t i = 0; i < n; i++) { uv += u[i] * v[i]; vv += v[i] * v[i]; }
    free(u); free(v); free(t);
    return (int64_t)floor(sqrt(uv / vv) * 1e9);
}
