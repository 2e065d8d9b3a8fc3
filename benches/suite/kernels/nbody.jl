# Planets around a sun: float fields and square roots.
mutable struct Body
    x::Float64
    y::Float64
    z::Float64
    vx::Float64
    vy::Float64
    vz::Float64
    mass::Float64
end

const SOLAR = 4 * 3.141592653589793 * 3.141592653589793
const YEAR = 365.24

function advance!(bodies, dt)
    nb = length(bodies)
    @inbounds for i in 1:nb
        a = bodies[i]
        for j in i+1:nb
            b = bodies[j]
            dx = a.x - b.x
            dy = a.y - b.y
            dz = a.z - b.z
            d2 = dx * dx + dy * dy + dz * dz
            mag = dt / (d2 * sqrt(d2))
            mj = b.mass * mag
            mi = a.mass * mag
            a.vx -= dx * mj
            a.vy -= dy * mj
            a.vz -= dz * mj
            b.vx += dx * mi
            b.vy += dy * mi
            b.vz += dz * mi
        end
    end
    for b in bodies
        b.x += dt * b.vx
        b.y += dt * b.vy
        b.z += dt * b.vz
    end
    return nothing
end

function energy(bodies)
    e = 0.0
    for i in 1:length(bodies)
        a = bodies[i]
        e += 0.5 * a.mass * (a.vx * a.vx + a.vy * a.vy + a.vz * a.vz)
        for j in i+1:length(bodies)
            b = bodies[j]
            dx = a.x - b.x
            dy = a.y - b.y
            dz = a.z - b.z
            e -= a.mass * b.mass / sqrt(dx * dx + dy * dy + dz * dz)
        end
    end
    return e
end

planet(x, y, z, vx, vy, vz, m) = Body(x, y, z, vx * YEAR, vy * YEAR, vz * YEAR, m * SOLAR)

function nbody(n)
    bodies = [
        Body(0.0, 0.0, 0.0, 0.0, 0.0, 0.0, SOLAR),
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
    ]
    px = 0.0
    py = 0.0
    pz = 0.0
    for b in bodies
        px += b.vx * b.mass
        py += b.vy * b.mass
        pz += b.vz * b.mass
    end
    bodies[1].vx = -px / SOLAR
    bodies[1].vy = -py / SOLAR
    bodies[1].vz = -pz / SOLAR
    for s in 1:n
        advance!(bodies, 0.01)
    end
    return floor(Int, energy(bodies) * 1e9)
end

kernel(n) = nbody(n)
