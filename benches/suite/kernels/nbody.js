// Planets around a sun: float fields and square roots.
const SOLAR = 4 * 3.141592653589793 * 3.141592653589793;
const YEAR = 365.24;

class Body {
  constructor(x, y, z, vx, vy, vz, mass) {
    this.x = x; this.y = y; this.z = z;
    this.vx = vx; this.vy = vy; this.vz = vz;
    this.mass = mass;
  }
}

function advance(bodies, dt) {
  const nb = bodies.length;
  for (let i = 0; i < nb; i++) {
    const a = bodies[i];
    for (let j = i + 1; j < nb; j++) {
      const b = bodies[j];
      const dx = a.x - b.x, dy = a.y - b.y, dz = a.z - b.z;
      const d2 = dx * dx + dy * dy + dz * dz;
      const mag = dt / (d2 * Math.sqrt(d2));
      const mj = b.mass * mag, mi = a.mass * mag;
      a.vx -= dx * mj; a.vy -= dy * mj; a.vz -= dz * mj;
      b.vx += dx * mi; b.vy += dy * mi; b.vz += dz * mi;
    }
  }
  for (const b of bodies) {
    b.x += dt * b.vx; b.y += dt * b.vy; b.z += dt * b.vz;
  }
}

function energy(bodies) {
  let e = 0.0;
  for (let i = 0; i < bodies.length; i++) {
    const a = bodies[i];
    e += 0.5 * a.mass * (a.vx * a.vx + a.vy * a.vy + a.vz * a.vz);
    for (let j = i + 1; j < bodies.length; j++) {
      const b = bodies[j];
      const dx = a.x - b.x, dy = a.y - b.y, dz = a.z - b.z;
      e -= a.mass * b.mass / Math.sqrt(dx * dx + dy * dy + dz * dz);
    }
  }
  return e;
}

function planet(x, y, z, vx, vy, vz, m) {
  return new Body(x, y, z, vx * YEAR, vy * YEAR, vz * YEAR, m * SOLAR);
}

function nbody(n) {
  const bodies = [
    planet(0, 0, 0, 0, 0, 0, 1),
    planet(4.84143144246472090, -1.16032004402742839, -0.103622044471123109,
      0.00166007664274403694, 0.00769901118419740425, -0.0000690460016972063023,
      0.000954791938424326609),
    planet(8.34336671824457987, 4.12479856412430479, -0.403523417114321381,
      -0.00276742510726411358, 0.00499852801234917238, 0.0000230417297573763929,
      0.000285885980666130812),
    planet(12.8943695621391310, -15.1111514016986312, -0.223307578892655734,
      0.00296460137564761618, 0.00237847173959480950, -0.0000296589568540237556,
      0.0000436624404335156298),
    planet(15.3796971148509165, -25.9193146099879641, 0.179258772950371181,
      0.00268067772490389322, 0.00162824170038242295, -0.0000951592254519715870,
      0.0000515138902046611451),
  ];
  let px = 0, py = 0, pz = 0;
  for (const b of bodies) {
    px += b.vx * b.mass; py += b.vy * b.mass; pz += b.vz * b.mass;
  }
  bodies[0].vx = -px / SOLAR; bodies[0].vy = -py / SOLAR; bodies[0].vz = -pz / SOLAR;
  for (let s = 0; s < n; s++) advance(bodies, 0.01);
  return Math.floor(energy(bodies) * 1e9);
}
const kernel = nbody;
