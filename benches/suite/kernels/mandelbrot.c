// The Mandelbrot set: float arithmetic in a tight loop.
#include "bench.h"

static int64_t escape(double cr, double ci, int64_t limit) {
    double zr = 0.0, zi = 0.0;
    for (int64_t k = 0; k < limit; k++) {
        double r2 = zr * zr, i2 = zi * zi;
        if (r2 + i2 > 4.0) return k;
        zi = 2.0 * zr * zi + ci;
        zr = r2 - i2 + cr;
    }
    return limit;
}

static int64_t kernel(int64_t n) {
    int64_t total = 0;
    for (int64_t y = 0; y < n; y++)
        for (int64_t x = 0; x < n; x++)
            total += escape(2.0 * x / n - 1.5, 2.0 * y / n - 1.0, 200);
    return total;
}
