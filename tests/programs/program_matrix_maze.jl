# A maze of text: parsing, breadth-first search with parents, drawing the path, flood fill.
const MAZE = """
##########
#S..#....#
#.#.#.##.#
#.#...#..#
#.#####.##
#......E.#
##########"""
grid = permutedims(reduce(hcat, collect.(split(MAZE, '\n'))))
println(size(grid), " ", grid[2, 2], " ", count(==('#'), grid))
find_cell(g, c) = Tuple(findfirst(==(c), g))
const STEPS = ((-1, 0), (0, 1), (1, 0), (0, -1))
function solve(g)
    start, goal = find_cell(g, 'S'), find_cell(g, 'E')
    parent = Dict(start => start)
    queue = [start]
    while !isempty(queue)
        p = popfirst!(queue)
        p == goal && break
        for s in STEPS
            q = p .+ s
            if g[q...] != '#' && !haskey(parent, q)
                parent[q] = p
                push!(queue, q)
            end
        end
    end
    haskey(parent, goal) || return nothing
    path = [goal]
    while path[1] != start
        pushfirst!(path, parent[path[1]])
    end
    path
end
path = solve(grid)
println(length(path) - 1, " steps: ", path[1:4], " … ", path[end])
drawn = copy(grid)
for (i, j) in path[2:end-1]
    drawn[i, j] = '*'
end
for i in axes(drawn, 1)
    println(String(drawn[i, :]))
end
blocked = copy(grid)
blocked[6, 2] = '#'
blocked[4, 8] = '#'
println(solve(blocked) === nothing)
function fill_from!(g, i, j, c)
    old = g[i, j]
    old == c && return 0
    g[i, j] = c
    n = 1
    for (di, dj) in STEPS
        if checkbounds(Bool, g, i + di, j + dj) && g[i+di, j+dj] == old
            n += fill_from!(g, i + di, j + dj, c)
        end
    end
    n
end
g = [c == '#' ? 0 : 1 for c in grid]
println(fill_from!(g, 3, 2, 7), " ", sum(g), " ", unique(g), " ", count(==(1), g))
directions(path) = join((b .- a) == (0, 1) ? 'R' : (b .- a) == (0, -1) ? 'L' : (b .- a) == (1, 0) ? 'D' : 'U' for (a, b) in zip(path, path[2:end]))
d = directions(path)
println(d, " ", join(string(c, count(==(c), d)) for c in sort(unique(d))))
