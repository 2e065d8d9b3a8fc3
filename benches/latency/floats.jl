# Floats in mutable structs, in a vector.
mutable struct Body
    x::Float64
    v::Float64
    mass::Float64
end
function advance!(bodies, dt)
    for i in eachindex(bodies), j in i+1:length(bodies)
        a, b = bodies[i], bodies[j]
        d = a.x - b.x
        pull = dt / (d * d * sqrt(d * d) + 0.01)
        a.v -= d * b.mass * pull
        b.v += d * a.mass * pull
    end
    foreach(b -> b.x += dt * b.v, bodies)
end
function kernel(n)
    bodies = [Body(1.0 * i, 0.0, 1.0 / i) for i in 1:5]
    for _ in 1:n
        advance!(bodies, 0.01)
    end
    return sum(b -> 0.5 * b.mass * b.v^2, bodies)
end
