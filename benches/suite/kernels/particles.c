// Particles that attract each other on a line: mutable structs in a vector.
#include "bench.h"
typedef struct { double x, v, m; } particle;
static void step(particle *p, long n, double dt) {
    for (long i = 0; i < n; i++)
        for (long j = i + 1; j < n; j++) {
            double d = p[j].x - p[i].x;
            double f = d / (fabs(d) * d * d + 0.01);
            p[i].v += f * p[j].m * dt;
            p[j].v -= f * p[i].m * dt;
        }
    for (long i = 0; i < n; i++) p[i].x += p[i].v * dt;
}
static int64_t kernel(int64_t n) {
    particle *p = malloc(n * sizeof *p);
    for (long i = 1; i <= n; i++) p[i - 1] = (particle){1.0 * i, 0.1 * (i % 3), 1.0 + i % 5};
    for (long k = 0; k < 4000; k++) step(p, n, 0.001);
    double momentum = 0.0;
    for (long i = 0; i < n; i++) momentum += p[i].v * p[i].m;
    free(p);
    return (int64_t)floor(momentum * 1000000);
}
