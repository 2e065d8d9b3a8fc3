# A small world of rooms walked by a script of commands: nested dictionaries, symbols, closures.
const ROOMS = Dict(
    :hall => (text = "a dusty hall", exits = Dict(:north => :library, :east => :kitchen)),
    :library => (text = "shelves of books", exits = Dict(:south => :hall)),
    :kitchen => (text = "a cold stove", exits = Dict(:west => :hall, :down => :cellar)),
    :cellar => (text = "darkness", exits = Dict(:up => :kitchen)))
mutable struct Player
    room::Symbol
    bag::Vector{String}
    moves::Int
end
items = Dict(:library => ["lamp", "map"], :kitchen => ["knife"], :cellar => ["gold"])
here(p) = get!(items, p.room, String[])
function look(p)
    r = ROOMS[p.room]
    text = "You see $(r.text)."
    p.room === :cellar && !("lamp" in p.bag) && return "It is too dark to see."
    isempty(here(p)) || (text *= " There is " * join(here(p), ", ", " and ") * ".")
    text * " Exits: " * join(sort(collect(keys(r.exits))), ", ") * "."
end
function go(p, direction)
    exits = ROOMS[p.room].exits
    haskey(exits, direction) || return "No way $direction."
    p.room = exits[direction]
    p.moves += 1
    look(p)
end
function take(p, thing)
    i = findfirst(isequal(thing), here(p))
    i === nothing && return "No $thing here."
    p.room === :cellar && !("lamp" in p.bag) && return "You fumble in the dark."
    push!(p.bag, splice!(here(p), i))
    "Taken: $thing."
end
const VERBS = Dict{String,Function}(
    "look" => (p, _) -> look(p), "go" => (p, w) -> go(p, Symbol(w)), "take" => take,
    "bag" => (p, _) -> isempty(p.bag) ? "Nothing." : join(sort(p.bag), ", "),
    "drop" => (p, w) -> (filter!(!=(w), p.bag); push!(here(p), w); "Dropped."))
function interpret(p, line)
    words = split(lowercase(line))
    isempty(words) && return "Pardon?"
    verb = get(VERBS, words[1], nothing)
    verb === nothing && return "I don't know how to $(words[1])."
    verb(p, length(words) > 1 ? String(words[2]) : "")
end
p = Player(:hall, [], 0)
script = """
look
go east
take knife
go down
take gold
go up
go west
GO NORTH
take lamp
take sword
bag
go south
go west
go east
go down
take gold
drop knife
look
dance

bag
"""
for line in split(chomp(script), '\n')
    println("> ", line)
    println(interpret(p, line))
end
println(p.moves, " moves, ", length(p.bag), " things, in the ", p.room)
