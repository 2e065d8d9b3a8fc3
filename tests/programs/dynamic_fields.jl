# Fields and pairs of values whose types only the run tells, again and again.
struct Spot
    x::Int
    y::Float64
end
mutable struct Box
    content
    count::Int
    where::Spot
    Box() = new()
end
struct Flags
    on::Bool
    sign::Char
    small::Int8
    wide::UInt128
    none::Nothing
end
struct Holder{T}
    x::T
    next::Union{Nothing, Holder}
end

function sweep(things, rounds)
    shown = String[]
    for r in 1:rounds
        for thing in things
            r == rounds && push!(shown, string(nameof(typeof(thing)), " ", thing.x, " ", nameof(typeof(thing.x))))
            r < rounds && thing.x
        end
    end
    shown
end
things = Any[Spot(1, 2.5), Holder(1, nothing), Holder("s", Holder(2, nothing)), Holder(Spot(3, 4.0), nothing),
    Holder(nothing, nothing), Holder((1, 'c'), nothing), Holder(0x05, nothing), (x = 7, y = 8), (y = 1, x = "named")]
foreach(println, sweep(things, 3))

function fields(value)
    found = []
    for name in fieldnames(typeof(value)), again in 1:3
        again == 3 && push!(found, getfield(value, name))
    end
    for i in 1:nfields(value)
        push!(found, getfield(value, i) === getfield(value, i))
    end
    found
end
for value in Any[Spot(1, 2.0), Flags(true, 'z', -3, 5, nothing), Holder(1.5, nothing), 3 => "three"]
    println(fields(value))
end

b = Any[Box()][1]
for i in 1:3
    try
        b.content
    catch e
        println(typeof(e))
    end
end
b.content = 5
println(b.content)
b.content = "other"
println(b.content, " ", b.content)
b.count = 3
b.where = Spot(8, 9.0)
for i in 1:3
    b.count += 1
    b.where = Spot(b.where.x + i, 0.5)
end
println(b.count, " ", b.where)
for i in 1:2
    try
        things[1].z
    catch e
        println(typeof(e))
    end
end

# Tuples of two.
function pairs_of(items)
    made = Any[]
    for a in items, b in items
        push!(made, (a, b))
    end
    made
end
made = pairs_of(Any[1, 2.0, "x", nothing, 'c', Spot(1, 2.0), true, (1, 2)])
println(length(made), " ", length(unique(map(typeof, made))))
println(made[1], made[2], made[11], made[20], made[28], made[45], made[64])
println(all(p -> p[1] === getfield(p, 1) && p[2] === getfield(p, 2), made))
println(sum(p -> (p[1] isa Int ? p[1] : 0) + (p[2] isa Float64 ? 10 : 0), made))
for (i, (a, b)) in enumerate(made)
    i % 9 == 1 && println(i, " ", a, " ", b)
end

# Functions of Core as values.
calls = Any[isa, typeof, ===, tuple, getfield]
println([f(1, x) for f in calls[1:1], x in Any[Int, String]])
println([f(x, 1) for f in calls[3:4], x in Any[1, 1.0]])
println([calls[5](s, :x) for s in Any[Spot(4, 1.0), Holder(6, nothing), Spot(5, 1.0)]])
