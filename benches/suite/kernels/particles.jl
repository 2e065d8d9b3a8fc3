# Particles that attract each other on a line: mutable structs in a vector.
mutable struct Particle
    x::Float64
    v::Float64
    m::Float64
end

function step!(particles, dt)
    n = length(particles)
    for i in 1:n
        a = particles[i]
        for j in i+1:n
            b = particles[j]
            d = b.x - a.x
            f = d / (abs(d) * d * d + 0.01)
            a.v += f * b.m * dt
            b.v -= f * a.m * dt
        end
    end
    for p in particles
        p.x += p.v * dt
    end
end

function kernel(n)
    particles = [Particle(1.0 * i, 0.1 * (i % 3), 1.0 + i % 5) for i in 1:n]
    for k in 1:4000
        step!(particles, 0.001)
    end
    momentum = 0.0
    for p in particles
        momentum += p.v * p.m
    end
    return floor(Int, momentum * 1000000)
end
