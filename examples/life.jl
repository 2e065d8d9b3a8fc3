# Conway's Game of Life on a torus: matrices, broadcasting, comprehensions.
const GLIDER = Bool[0 1 0; 0 0 1; 1 1 1]
const R_PENTOMINO = Bool[0 1 1; 1 1 0; 0 1 0]

neighbours(world) = sum(circshift(world, (i, j)) for i in -1:1, j in -1:1 if (i, j) != (0, 0))

function step(world)
    near = neighbours(world)
    return (near .== 3) .| (world .& (near .== 2))
end

# The same, cell by cell: no temporary arrays.
function step!(next, world)
    rows, columns = size(world)
    for j in 1:columns, i in 1:rows
        near = 0
        for dj in -1:1, di in -1:1
            (di, dj) == (0, 0) && continue
            near += world[mod1(i + di, rows), mod1(j + dj, columns)]
        end
        next[i, j] = near == 3 || (world[i, j] && near == 2)
    end
    return next
end

function show_world(world)
    for i in 1:size(world, 1)
        println(join(world[i, j] ? "#" : "." for j in 1:size(world, 2)))
    end
end

function glide(rounds)
    world = falses(8, 16)
    world[1:3, 1:3] = GLIDER
    for round in 1:rounds
        world = step(world)
    end
    return world
end

function explode(size, rounds)
    world = zeros(Bool, size, size)
    middle = div(size, 2)
    world[middle:middle+2, middle:middle+2] = R_PENTOMINO
    next = similar(world)
    populations = Int[]
    for round in 1:rounds
        push!(populations, count(world))
        step!(next, world)
        world, next = next, world
    end
    return populations
end

println("a glider after 20 rounds:")
show_world(glide(20))
populations = explode(96, 400)
println("the R-pentomino: ", populations[1], " cells at first, ", maximum(populations), " at most (round ",
    argmax(populations), "), ", populations[end], " after ", length(populations), " rounds")
