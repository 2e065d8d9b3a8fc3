# Sokoban-like puzzle with breadth-first search, an event queue, and direction types chosen by Val.
const LEVEL = """
#######
#  .  #
# \$#  #
#  @  #
#######
"""
struct Position
    row::Int
    col::Int
end
Base.:+(a::Position, b::Position) = Position(a.row + b.row, a.col + b.col)
Base.show(io::IO, p::Position) = print(io, '(', p.row, ',', p.col, ')')
step(::Val{:up}) = Position(-1, 0)
step(::Val{:down}) = Position(1, 0)
step(::Val{:left}) = Position(0, -1)
step(::Val{:right}) = Position(0, 1)
const DIRECTIONS = (:up, :left, :down, :right)
const STEPS = Dict(d => step(Val(d)) for d in DIRECTIONS)

struct State
    robot::Position
    boxes::Set{Position}
end
Base.:(==)(a::State, b::State) = a.robot == b.robot && a.boxes == b.boxes
Base.hash(s::State, h::UInt) = hash(s.robot, hash(s.boxes, h))

struct Level
    walls::Set{Position}
    goals::Set{Position}
    start::State
    size::Tuple{Int,Int}
end
function Level(text::String)
    walls, goals, boxes = Set{Position}(), Set{Position}(), Set{Position}()
    robot = nothing
    rows = split(chomp(text), '\n')
    for (r, line) in enumerate(rows), (c, ch) in enumerate(line)
        p = Position(r, c)
        ch == '#' && push!(walls, p)
        ch in ".*+" && push!(goals, p)
        ch in "\$*" && push!(boxes, p)
        ch in "@+" && (robot = p)
    end
    robot === nothing && error("the level has no robot")
    length(goals) == length(boxes) || error("$(length(boxes)) boxes for $(length(goals)) goals")
    return Level(walls, goals, State(robot, boxes), (length(rows), maximum(length, rows)))
end
solved(level, state) = issubset(state.boxes, level.goals)
function move(level, state, d)::Union{State,Nothing}
    target = state.robot + STEPS[d]
    target in level.walls && return nothing
    target in state.boxes || return State(target, state.boxes)
    beyond = target + STEPS[d]
    (beyond in level.walls || beyond in state.boxes) && return nothing
    return State(target, push!(delete!(copy(state.boxes), target), beyond))
end
function solve(level)
    came = Dict{State,Union{Nothing,Tuple{State,Symbol}}}(level.start => nothing)
    queue = [level.start]
    head = 1
    while head <= length(queue)
        state = queue[head]
        head += 1
        if solved(level, state)
            path = Symbol[]
            while came[state] !== nothing
                state, d = came[state]
                pushfirst!(path, d)
            end
            return path, length(came)
        end
        for d in DIRECTIONS
            next = move(level, state, d)
            (next === nothing || haskey(came, next)) && continue
            came[next] = (state, d)
            push!(queue, next)
        end
    end
    return nothing, length(came)
end
function draw(level, state)
    for r in 1:level.size[1]
        for c in 1:level.size[2]
            p = Position(r, c)
            print(p in level.walls ? '#' : p == state.robot ? (p in level.goals ? '+' : '@') : p in state.boxes ? (p in level.goals ? '*' : '\$') : p in level.goals ? '.' : ' ')
        end
        println()
    end
end
level = Level(LEVEL)
path, seen = solve(level)
println(path === nothing ? "no way" : join(uppercase.(first.(string.(path)))), " in ", length(path), " moves, ", seen, " states")
let state = level.start
    for d in path
        state = move(level, state, d)
    end
    draw(level, state)
    println(solved(level, state), " ", state.robot, " ", collect(state.boxes))
end
blocked = Level("#####\n#@\$.#\n#####\n")
println(solve(blocked)[1], " ", solve(Level("#####\n#\$@.#\n#####\n")))
for bad in ["###", "#@#.", "@\$\$."]
    try
        Level(bad)
    catch e
        println(e.msg)
    end
end
println(hash(level.start) == hash(State(level.start.robot, copy(level.start.boxes))), " ", level.start == State(Position(1, 1), Set{Position}()), " ", sort([(p.row, p.col) for p in level.goals]))
