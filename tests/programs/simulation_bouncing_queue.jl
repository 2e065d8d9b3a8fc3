# Simulations with their own random numbers: a bank queue, an epidemic, a forest fire, orbits, a pendulum, bouncing balls.
mutable struct Lcg
    state::UInt32
end
next!(r::Lcg) = (r.state = r.state * 0x0019660d + 0x3c6ef35f; r.state)
uniform!(r::Lcg) = next!(r) / 2.0^32
pick!(r::Lcg, v) = v[1 + next!(r) % length(v)]
r = Lcg(42)
println([next!(r) for _ in 1:3], " ", [round(uniform!(r), digits = 6) for _ in 1:4], " ", join(pick!(r, "abc") for _ in 1:10))

function bank(r; minutes = 60, tellers = 2)
    busy = zeros(Int, tellers)
    line = Int[]
    waits = Int[]
    longest = 0
    for t in 1:minutes
        uniform!(r) < 0.5 && push!(line, t)
        for i in eachindex(busy)
            busy[i] > 0 && (busy[i] -= 1)
            if busy[i] == 0 && !isempty(line)
                push!(waits, t - popfirst!(line))
                busy[i] = 2 + Int(next!(r) % 4)
            end
        end
        longest = max(longest, length(line))
    end
    return (served = length(waits), waiting = length(line), longest = longest, mean = round(sum(waits) / max(1, length(waits)), digits = 3))
end
for n in 1:3
    println(n, " tellers: ", bank(Lcg(7), tellers = n))
end
@enum Health healthy ill immune
function epidemic(r, n, days)
    people = fill(healthy, n)
    people[1] = ill
    history = Int[]
    for _ in 1:days
        for i in findall(==(ill), people)
            for _ in 1:2
                j = 1 + Int(next!(r) % n)
                people[j] == healthy && uniform!(r) < 0.6 && (people[j] = ill)
            end
            uniform!(r) < 0.3 && (people[i] = immune)
        end
        push!(history, count(==(ill), people))
    end
    return history, [count(==(h), people) for h in instances(Health)]
end
history, final = epidemic(Lcg(1), 60, 12)
println(history, " ", final, " ", sum(final) == 60)
function burn(r, n)
    forest = [uniform!(r) < 0.65 ? 'T' : '.' for i in 1:n, j in 1:n]
    front = [CartesianIndex(i, 1) for i in 1:n if forest[i, 1] == 'T']
    foreach(I -> forest[I] = '*', front)
    steps = 0
    while !isempty(front)
        steps += 1
        next = CartesianIndex{2}[]
        for I in front, d in CartesianIndex.(((1, 0), (-1, 0), (0, 1), (0, -1)))
            J = I + d
            if checkbounds(Bool, forest, J) && forest[J] == 'T'
                forest[J] = '*'
                push!(next, J)
            end
        end
        front = next
    end
    return forest, steps
end
forest, steps = burn(Lcg(3), 8)
foreach(i -> println(join(forest[i, :])), 1:8)
println(steps, " ", Dict(c => count(==(c), forest) for c in "T.*") == Dict('T' => count(isequal('T'), forest), '.' => count(isequal('.'), forest), '*' => count(isequal('*'), forest)))
function pendulum(θ, ω, dt, n)
    path = Float64[]
    for k in 1:n
        ω -= 9.81 * sin(θ) * dt
        θ += ω * dt
        k % (n ÷ 5) == 0 && push!(path, θ)
    end
    return round.(path, digits = 4)
end
println(pendulum(0.5, 0.0, 0.001, 5000))
struct Ball
    p::NTuple{2,Float64}
    v::NTuple{2,Float64}
end
bounce(p, v) = p < 0 ? (-p, -v) : p > 1 ? (2 - p, -v) : (p, v)
function advance(b::Ball, dt)
    xy = bounce.(b.p .+ dt .* b.v, b.v)
    return Ball(first.(xy), last.(xy))
end
balls = [Ball((0.1, 0.2), (0.3, 0.7)), Ball((0.9, 0.5), (-0.2, 0.4))]
for _ in 1:40
    global balls = advance.(balls, 0.1)
end
println([round.(b.p, digits = 6) for b in balls], " ", [b.v for b in balls])
energy(x, v) = v^2 / 2 + x^2 / 2
rk4(f, y, h) = (k1 = f(y); k2 = f(y .+ h / 2 .* k1); k3 = f(y .+ h / 2 .* k2); k4 = f(y .+ h .* k3); y .+ h / 6 .* (k1 .+ 2 .* k2 .+ 2 .* k3 .+ k4))
let y = [1.0, 0.0]
    for _ in 1:100
        y = rk4(s -> [s[2], -s[1]], y, 0.1)
    end
    println(round.(y, digits = 5), " ", round(energy(y...), digits = 6), " ", isapprox(y[1], cos(10), atol = 1e-4))
end
inside = count(_ -> uniform!(r)^2 + uniform!(r)^2 <= 1, 1:4000)
println(abs(4inside / 4000 - π) < 0.1, " ", sum(uniform!(Lcg(5)) for _ in 1:3) == 3uniform!(Lcg(5)))
