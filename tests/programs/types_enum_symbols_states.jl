# Enumerations, symbols and state machines: transitions in a dictionary, parsing names, printing, flags, unions.
@enum Light red green yellow
@enum Day::Int8 monday = 1 tuesday wednesday sunday = 7
next(l::Light) = Light((Int(l) + 1) % length(instances(Light)))
println([next(l) for l in instances(Light)], " ", Int(sunday), " ", Day(2), " ", monday < sunday, " ", typemax(Day), " ", string(green), " ", Symbol(red))
try
    Day(5)
catch e
    println(typeof(e), " ", e.msg)
end
names_of(T) = Dict(string(x) => x for x in instances(T))
println(names_of(Light)["yellow"], " ", sort(collect(keys(names_of(Day)))), " ", [Int(d) for d in instances(Day)], " ", isa(red, Enum), " ", red isa Light)
const TRANSITIONS = Dict(
    (:idle, :start) => :running, (:running, :pause) => :paused, (:paused, :resume) => :running,
    (:running, :stop) => :idle, (:paused, :stop) => :idle,
)
mutable struct Player
    state::Symbol
    log::Vector{Pair{Symbol,Symbol}}
end
Player() = Player(:idle, [])
function fire!(p::Player, event::Symbol)
    new = get(TRANSITIONS, (p.state, event), nothing)
    new === nothing && return false
    push!(p.log, p.state => new)
    p.state = new
    return true
end
p = Player()
println([fire!(p, e) for e in (:start, :pause, :start, :resume, :stop, :stop)], " ", p.state, " ", p.log)
reachable(from) = (seen = Set([from]); todo = [from]; while !isempty(todo)
    s = pop!(todo)
    for ((a, _), b) in TRANSITIONS
        a == s && b ∉ seen && (push!(seen, b); push!(todo, b))
    end
end; sort!(collect(seen)))
println(reachable(:idle), " ", sort(unique(last.(keys(TRANSITIONS)))), " ", :start in last.(keys(TRANSITIONS)))
@enum Permission read_only = 1 write_only = 2 run_only = 4
Base.:|(a::Permission, b::Permission) = Int(a) | Int(b)
flags(x::Integer) = [f for f in instances(Permission) if x & Int(f) != 0]
println(read_only | run_only, " ", flags(5), " ", flags(0), " ", flags(7) == collect(instances(Permission)))
s = Symbol("with space")
println(s, " ", repr(s), " ", repr(:plain), " ", Symbol("a", 1, :b), " ", :a == Symbol('a'), " ", string(:x, :y), " ", length(string(:hello)), " ", :abc < :abd, " ", sort([:c, :a, :b]), " ", repr(:+), " ", repr(Symbol("1x")))
struct Ok{T}
    value::T
end
struct Err
    message::String
end
const Result{T} = Union{Ok{T},Err}
divide(a, b)::Result{Float64} = b == 0 ? Err("division of $a by zero") : Ok(a / b)
bind(r::Ok, f) = f(r.value)
bind(r::Err, f) = r
describe(r::Ok) = "ok $(r.value)"
describe(r::Err) = "error: $(r.message)"
println(describe(divide(6, 3)), ", ", describe(divide(1, 0)), ", ", describe(bind(divide(8, 2), x -> divide(x, 0))), ", ", describe(bind(divide(9, 3), x -> divide(x, 2))))
lookup(d, keys...) = foldl((x, k) -> x === nothing ? nothing : get(x, k, nothing), keys; init = d)
tree = Dict(:a => Dict(:b => Dict(:c => 1)))
println(lookup(tree, :a, :b, :c), " ", lookup(tree, :a, :x, :c), " ", something(lookup(tree, :z), "none"), " ", isnothing(lookup(tree, :q)), " ", coalesce(missing, 3), " ", something(nothing, Some(nothing)) === nothing)
classify(x) = x isa Int ? :int : x isa AbstractString ? :text : x === nothing ? :nothing : :other
println(map(classify, [1, "a", nothing, 2.5]), " ", Dict(k => count(==(k), map(classify, [1, 2, "a"])) for k in (:int, :text)) == Dict(:int => 2, :text => 1))
light = green
message = if light == red
    "stop"
elseif light in (yellow, green) && light != yellow
    "go"
else
    "slow"
end
println(message, " ", Dict(l => uppercase(string(l)) for l in instances(Light))[red], " ", findfirst(isequal(yellow), collect(instances(Light))))
