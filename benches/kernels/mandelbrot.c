#include "kernel.h"
static long iterations(double cr, double ci, long limit) {
    double zr = 0.0, zi = 0.0;
    for (long k = 0; k < limit; k++) {
        double r2 = zr * zr, i2 = zi * zi;
        if (r2 + i2 > 4.0) return k;
        zi = 2.0 * zr * zi + ci;
        zr = r2 - i2 + cr;
    }
    return limit;
}
long kernel(void) {
    long n = 500, total = 0;
    for (long y = 0; y < n; y++)
        for (long x = 0; x < n; x++) total += iterations(2.0 * x / n - 1.5, 2.0 * y / n - 1.0, 200);
    return total;
}
