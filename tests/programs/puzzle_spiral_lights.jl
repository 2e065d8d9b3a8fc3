# Grids of lights with instructions, spiral memory, knights' moves and lookups.
lights = falses(10, 10)
for instruction in ["turn on 0,0 through 9,9", "toggle 0,0 through 9,0", "turn off 4,4 through 5,5", "toggle 0,0 through 2,2"]
    m = match(r"^(turn on|turn off|toggle) (\d+),(\d+) through (\d+),(\d+)$", instruction)
    action = m[1]
    x1, y1, x2, y2 = parse.(Int, m.captures[2:5]) .+ 1
    if action == "toggle"
        lights[x1:x2, y1:y2] .= .!lights[x1:x2, y1:y2]
    else
        lights[x1:x2, y1:y2] .= action == "turn on"
    end
    println(rpad(instruction, 28), count(lights))
end
function spiral(n)
    m = zeros(Int, n, n)
    r, c, dr, dc = 1, 1, 0, 1
    for k in 1:n^2
        m[r, c] = k
        nr, nc = r + dr, c + dc
        if !(1 <= nr <= n && 1 <= nc <= n) || m[nr, nc] != 0
            dr, dc = dc, -dr
            nr, nc = r + dr, c + dc
        end
        r, c = nr, nc
    end
    m
end
for row in eachrow(spiral(4))
    println(join(lpad.(row, 3)))
end
const MOVES = [(a * s, b * t) for (a, b) in ((1, 2), (2, 1)) for s in (-1, 1) for t in (-1, 1)]
function knight_distance(from, to, n=8)
    dist = Dict(from => 0)
    queue = [from]
    while !isempty(queue)
        p = popfirst!(queue)
        p == to && return dist[p]
        for m in MOVES
            q = p .+ m
            all(1 .<= q .<= n) || continue
            haskey(dist, q) && continue
            dist[q] = dist[p] + 1
            push!(queue, q)
        end
    end
    -1
end
println(length(MOVES), " ", knight_distance((1, 1), (8, 8)), " ", knight_distance((1, 1), (2, 2)), " ", knight_distance((1, 1), (3, 3), 3), " ", knight_distance((2, 2), (1, 1), 3))
look_and_say(s) = join(string(length(m.match), m.match[1]) for m in eachmatch(r"(.)\1*", s))
s = "1"
for _ in 1:6
    global s = look_and_say(s)
end
println(s, " ", length(s))
println([sum(divrem(n, 10)) for n in (10, 55, 99)], " ", sum(abs.((0, 0) .- (3, -4))))
