# Life on a torus with gliders and blinkers, on Bool matrices.
function step_life(world)
    rows, cols = size(world)
    next = similar(world)
    for j in 1:cols, i in 1:rows
        n = 0
        for dj in -1:1, di in -1:1
            (di == 0 && dj == 0) && continue
            n += world[mod1(i + di, rows), mod1(j + dj, cols)]
        end
        next[i, j] = n == 3 || (n == 2 && world[i, j])
    end
    next
end
function render(world)
    for i in axes(world, 1)
        println(join(world[i, j] ? '#' : '.' for j in axes(world, 2)))
    end
end
function from_text(text)
    lines = split(text, '\n')
    [lines[i][j] == '#' for i in eachindex(lines), j in 1:length(lines[1])]
end
world = falses(6, 6)
for (i, j) in [(1, 2), (2, 3), (3, 1), (3, 2), (3, 3)]
    world[i, j] = true
end
render(world)
for generation in 1:4
    global world = step_life(world)
end
println("after 4")
render(world)
println(count(world), " alive of ", length(world), ", rows ", sum(world, dims=2)[:, 1])
blinker = from_text(".....\n..#..\n..#..\n..#..\n.....")
b2 = step_life(blinker)
render(b2)
println(step_life(b2) == blinker, " ", any(blinker), " ", all(blinker), " ", findall(blinker)[1] == CartesianIndex(2, 3))
neighbours(w, I) = sum(w[J] for J in max(CartesianIndex(1, 1), I - CartesianIndex(1, 1)):min(CartesianIndex(size(w)), I + CartesianIndex(1, 1))) - w[I]
println([neighbours(blinker, I) for I in CartesianIndices(blinker)][2:4, :])
function period(w, limit)
    start = w
    for k in 1:limit
        w = step_life(w)
        w == start && return k
    end
    nothing
end
println(period(blinker, 10), " ", period(world, 3))
