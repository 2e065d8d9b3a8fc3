-- Planets around a sun: float fields and square roots.
local sqrt = math.sqrt
local SOLAR = 4 * 3.141592653589793 * 3.141592653589793
local YEAR = 365.24

local function advance(bodies, nb, dt)
  for i = 1, nb do
    local a = bodies[i]
    for j = i + 1, nb do
      local b = bodies[j]
      local dx, dy, dz = a.x - b.x, a.y - b.y, a.z - b.z
      local d2 = dx * dx + dy * dy + dz * dz
      local mag = dt / (d2 * sqrt(d2))
      local mj, mi = b.mass * mag, a.mass * mag
      a.vx = a.vx - dx * mj
      a.vy = a.vy - dy * mj
      a.vz = a.vz - dz * mj
      b.vx = b.vx + dx * mi
      b.vy = b.vy + dy * mi
      b.vz = b.vz + dz * mi
    end
  end
  for i = 1, nb do
    local b = bodies[i]
    b.x = b.x + dt * b.vx
    b.y = b.y + dt * b.vy
    b.z = b.z + dt * b.vz
  end
end

local function energy(bodies, nb)
  local e = 0.0
  for i = 1, nb do
    local a = bodies[i]
    e = e + 0.5 * a.mass * (a.vx * a.vx + a.vy * a.vy + a.vz * a.vz)
    for j = i + 1, nb do
      local b = bodies[j]
      local dx, dy, dz = a.x - b.x, a.y - b.y, a.z - b.z
      e = e - a.mass * b.mass / sqrt(dx * dx + dy * dy + dz * dz)
    end
  end
  return e
end

local function planet(x, y, z, vx, vy, vz, m)
  return { x = x, y = y, z = z, vx = vx * YEAR, vy = vy * YEAR, vz = vz * YEAR, mass = m * SOLAR }
end

local function nbody(n)
  local bodies = {
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
  }
  local px, py, pz = 0.0, 0.0, 0.0
  for i = 1, 5 do
    local b = bodies[i]
    px = px + b.vx * b.mass
    py = py + b.vy * b.mass
    pz = pz + b.vz * b.mass
  end
  bodies[1].vx, bodies[1].vy, bodies[1].vz = -px / SOLAR, -py / SOLAR, -pz / SOLAR
  for s = 1, n do advance(bodies, 5, 0.01) end
  return math.floor(energy(bodies, 5) * 1e9)
end
local kernel = nbody
