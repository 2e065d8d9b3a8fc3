# Prints a table like relations.txt, of types made at random. Run after relations.jl, in its folder:
#   julia random.jl [number] [seed] > random.txt
redirect_stdout(open("/dev/null", "w")) do
    include("relations.jl")
end
using Random
const rng = MersenneTwister(length(ARGS) > 1 ? parse(Int, ARGS[2]) : 11)
const LEAVES = Any[Any, Int64, Int8, Real, Integer, String, Nothing, Number, AbstractString, Symbol]
pick(xs) = xs[rand(rng, 1:length(xs))]
function make(depth, vars)
    r = rand(rng)
    if !isempty(vars) && r < 0.35
        return pick(vars)
    elseif depth == 0 || r < 0.5
        return pick(LEAVES)
    end
    k = rand(rng, 1:9)
    k == 1 && return Vector{make(depth - 1, vars)}
    k == 2 && return Pair{make(depth - 1, vars),make(depth - 1, vars)}
    k == 3 && return Tuple{(make(depth - 1, vars) for _ in 1:rand(rng, 0:3))...}
    k == 4 && return Tuple{(make(depth - 1, vars) for _ in 1:rand(rng, 0:2))...,Vararg{make(depth - 1, vars)}}
    k == 5 && return Union{make(depth - 1, vars),make(depth - 1, vars)}
    k == 6 && return Type{make(depth - 1, vars)}
    k == 7 && return AbstractVector{make(depth - 1, vars)}
    if length(vars) < 2
        upper = rand(rng) < 0.6 ? Any : make(0, Any[])
        lower = rand(rng) < 0.9 ? Union{} : Int8
        lower <: upper || (lower = Union{})
        var = TypeVar(pick([:T, :S, :R]), lower, upper)
        return UnionAll(var, make(depth - 1, [vars; var]))
    end
    return Array{make(depth - 1, vars),rand(rng, 1:2)}
end
const made = Any[]
while length(made) < (length(ARGS) > 0 ? parse(Int, ARGS[1]) : 250)
    t = try make(4, Any[]) catch; continue end
    form = try sexpr(t) catch; continue end
    length(form) < 12 && rand(rng) < 0.8 && continue
    (t in made) || push!(made, t)
end
empty!(lines); empty!(seen); foreach(sexpr, values); foreach(println, lines)
for t in made
    println("type ", sexpr(t), " # ", t)
end
table(f) = for x in made
    println(join(Int(f(x, y)) for y in made))
end
println("subtype"); table((x, y) -> x <: y)
println("disjoint"); table((x, y) -> typeintersect(x, y) === Union{})
