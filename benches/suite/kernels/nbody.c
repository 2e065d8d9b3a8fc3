// Planets around a sun: float fields and square roots.
#include "bench.h"

typedef struct { double x, y, z, vx, vy, vz, mass; } Body;

#define PI 3.141592653589793
#define SOLAR (4 * PI * PI)
#define YEAR 365.24

static void advance(Body *b, int nb, double dt) {
    for (int i = 0; i < nb; i++)
        for (int j = i + 1; j < nb; j++) {
            double dx = b[i].x - b[j].x, dy = b[i].y - b[j].y, dz = b[i].z - b[j].z;
            double d2 = dx * dx + dy * dy + dz * dz;
            double mag = dt / (d2 * sqrt(d2));
            double mj = b[j].mass * mag, mi = b[i].mass * mag;
            b[i].vx -= dx * mj; b[i].vy -= dy * mj; b[i].vz -= dz * mj;
            b[j].vx += dx * mi; b[j].vy += dy * mi; b[j].vz += dz * mi;
        }
    for (int i = 0; i < nb; i++) {
        b[i].x += dt * b[i].vx; b[i].y += dt * b[i].vy; b[i].z += dt * b[i].vz;
    }
}

static double energy(Body *b, int nb) {
    double e = 0.0;
    for (int i = 0; i < nb; i++) {
        e += 0.5 * b[i].mass * (b[i].vx * b[i].vx + b[i].vy * b[i].vy + b[i].vz * b[i].vz);
        for (int j = i + 1; j < nb; j++) {
            double dx = b[i].x - b[j].x, dy = b[i].y - b[j].y, dz = b[i].z - b[j].z;
            e -= b[i].mass * b[j].mass / sqrt(dx * dx + dy * dy + dz * dz);
        }
    }
    return e;
}

static int64_t kernel(int64_t n) {
    Body b[5] = {
        {0, 0, 0, 0, 0, 0, SOLAR},
        {4.84143144246472090, -1.16032004402742839, -0.103622044471123109,
         0.00166007664274403694 * YEAR, 0.00769901118419740425 * YEAR, -0.0000690460016972063023 * YEAR,
         0.000954791938424326609 * SOLAR},
        {8.34336671824457987, 4.12479856412430479, -0.403523417114321381,
         -0.00276742510726411358 * YEAR, 0.00499852801234917238 * YEAR, 0.0000230417297573763929 * YEAR,
         0.000285885980666130812 * SOLAR},
        {12.8943695621391310, -15.1111514016986312, -0.223307578892655734,
         0.00296460137564761618 * YEAR, 0.00237847173959480950 * YEAR, -0.0000296589568540237556 * YEAR,
         0.0000436624404335156298 * SOLAR},
        {15.3796971148509165, -25.9193146099879641, 0.179258772950371181,
         0.00268067772490389322 * YEAR, 0.00162824170038242295 * YEAR, -0.0000951592254519715870 * YEAR,
         0.0000515138902046611451 * SOLAR},
    };
    double px = 0, py = 0, pz = 0;
    for (int i = 0; i < 5; i++) {
        px += b[i].vx * b[i].mass; py += b[i].vy * b[i].mass; pz += b[i].vz * b[i].mass;
    }
    b[0].vx = -px / SOLAR; b[0].vy = -py / SOLAR; b[0].vz = -pz / SOLAR;
    for (int64_t s = 0; s < n; s++) advance(b, 5, 0.01);
    return (int64_t)floor(energy(b, 5) * 1e9);
}
